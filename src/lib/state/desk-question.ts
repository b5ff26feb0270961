import { FLAGS, type Flag } from '../model/flag';
import type { ScoreFilter } from '../model/score-range';
import { SHOWN_SITUATIONS, type ShownSituation } from '../model/situation';
import { STATUSES, type Status } from '../model/status';

/** The filters of the review desk as its address holds them: ids only. What was searched for stays on the device. */
export interface DeskQuestion {
  readonly situations: readonly ShownSituation[];
  readonly statuses: readonly Status[];
  readonly flags: readonly Flag[];
  readonly score?: ScoreFilter | undefined;
  readonly order?: 'score' | undefined;
  readonly searchId: string | undefined;
}

function listed<Value extends string>(text: string | null, known: readonly Value[]): readonly Value[] {
  const named = new Set(text?.split(',') ?? []);
  return known.filter((value) => named.has(value));
}

/** `90-97`, whole percent, or `nobody`; anything else asks for nothing. */
function readScore(text: string | null): ScoreFilter | undefined {
  if (text === 'nobody') return text;
  const ends = /^(\d{1,3})-(\d{1,3})$/u.exec(text ?? '');
  const [from, to] = [Number(ends?.[1]), Number(ends?.[2])];
  return from <= to && to <= 100 ? { from, to } : undefined;
}

/** The part behind the question mark of a fragment such as `#/w/1/app/2/import?status=ignored`. */
export function readQuestion(fragment: string): DeskQuestion {
  const mark = fragment.indexOf('?');
  const query = new URLSearchParams(mark < 0 ? '' : fragment.slice(mark + 1));
  return {
    situations: listed(query.get('situation'), SHOWN_SITUATIONS),
    statuses: listed(query.get('status'), STATUSES),
    flags: listed(query.get('flag'), FLAGS),
    score: readScore(query.get('score')),
    order: query.get('order') === 'score' ? 'score' : undefined,
    searchId: query.get('search') || undefined
  };
}

/** Empty, or begins with `?`. The same question always gives the same text. */
export function writeQuestion({ situations, statuses, flags, score, order, searchId }: DeskQuestion): string {
  const parts: string[] = [];
  if (situations.length > 0)
    parts.push(`situation=${SHOWN_SITUATIONS.filter((one) => situations.includes(one)).join(',')}`);
  if (statuses.length > 0) parts.push(`status=${STATUSES.filter((one) => statuses.includes(one)).join(',')}`);
  if (flags.length > 0) parts.push(`flag=${FLAGS.filter((one) => flags.includes(one)).join(',')}`);
  if (score) parts.push(`score=${score === 'nobody' ? score : `${score.from}-${score.to}`}`);
  if (order) parts.push(`order=${order}`);
  if (searchId) parts.push(`search=${encodeURIComponent(searchId)}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** The list with the value added, or taken out when it was in. */
export function toggled<Value>(list: readonly Value[], value: Value): readonly Value[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}
