import type { Evidence } from '../model/suggestion';
import { evidenceWords } from './evidence-words';

/** One step of a waterfall: from where the parts before it ended to where it ends. Places are shares of the width. */
export interface WaterfallStep {
  readonly words: string;
  readonly bits: number;
  readonly start: number;
  readonly width: number;
  readonly texts: { readonly account: string; readonly user: string } | undefined;
}

export interface Waterfall {
  readonly steps: readonly WaterfallStep[];
  readonly sum: number;
  /** Where nothing speaks for or against: an even chance. */
  readonly zero: number;
  readonly total: { readonly start: number; readonly width: number };
}

/** Before comparing first, then what speaks for it, then what against, each by weight: the bar climbs, then falls to the sum. */
export function waterfall(evidence: readonly Evidence[]): Waterfall {
  const rank = ({ comparison, bits }: Evidence) => (comparison === 'prior' ? 0 : bits >= 0 ? 1 : 2);
  const ordered = evidence
    .filter(({ bits, comparison }) => bits !== 0 || comparison === 'prior')
    .toSorted((one, other) => rank(one) - rank(other) || Math.abs(other.bits) - Math.abs(one.bits));
  const ends = ordered.reduce<readonly number[]>((sums, { bits }) => [...sums, (sums.at(-1) ?? 0) + bits], []);
  const sum = ends.at(-1) ?? 0;
  const least = Math.min(0, ...ends);
  const span = Math.max(0, ...ends) - least || 1;
  const place = (from: number, to: number) => ({
    start: (Math.min(from, to) - least) / span,
    width: Math.abs(to - from) / span
  });
  return {
    steps: ordered.map((part, position) => ({
      words: evidenceWords(part),
      bits: part.bits,
      texts: part.account + part.user === '' ? undefined : { account: part.account, user: part.user },
      ...place(position === 0 ? 0 : ends[position - 1], ends[position])
    })),
    sum,
    zero: -least / span,
    total: place(0, sum)
  };
}
