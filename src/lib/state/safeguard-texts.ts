import type { Safeguards } from '../model/synchronization';

/** The limits as they stand in their fields. An empty field is no limit. */
export const SAFEGUARD_FIELDS = ['maxCreates', 'maxDeletes', 'percent', 'above', 'shrinkPercent'] as const;
export type SafeguardField = (typeof SAFEGUARD_FIELDS)[number];
export type SafeguardTexts = Readonly<Record<SafeguardField, string>>;

const MOST: Record<SafeguardField, number> = {
  maxCreates: 1_000_000_000,
  maxDeletes: 1_000_000_000,
  percent: 100,
  above: 1_000_000_000,
  shrinkPercent: 100
};

export function safeguardTexts({ maxCreates, maxDeletes, disappearing, shrinkPercent }: Safeguards): SafeguardTexts {
  const text = (limit: number | undefined) => (limit === undefined ? '' : String(limit));
  return {
    maxCreates: text(maxCreates),
    maxDeletes: text(maxDeletes),
    percent: text(disappearing?.percent),
    above: text(disappearing?.above),
    shrinkPercent: text(shrinkPercent)
  };
}

/** Meaningful only without problems. */
export function readSafeguards(texts: SafeguardTexts): Safeguards {
  const percent = limitOf(texts.percent);
  return {
    maxCreates: limitOf(texts.maxCreates),
    maxDeletes: limitOf(texts.maxDeletes),
    disappearing: percent === undefined ? undefined : { percent, above: limitOf(texts.above) ?? 0 },
    shrinkPercent: limitOf(texts.shrinkPercent)
  };
}

export function safeguardProblems(texts: SafeguardTexts): Partial<Record<SafeguardField, string>> {
  const problems: Partial<Record<SafeguardField, string>> = {};
  for (const field of SAFEGUARD_FIELDS) {
    const problem = limitProblem(texts[field], MOST[field]);
    if (problem) problems[field] = problem;
  }
  return problems;
}

function limitOf(text: string): number | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : Number(trimmed);
}

function limitProblem(text: string, most: number): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (!/^\d+$/u.test(trimmed)) return most === 100 ? 'A whole number from 0 to 100.' : 'A whole number, 0 or more.';
  return Number(trimmed) > most ? `At most ${most.toLocaleString()}.` : undefined;
}
