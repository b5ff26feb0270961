import type { Letters } from './letters';

/** One letter more, one less, another one, or two neighbours swapped: what a finger does. Equal words have no slip. */
export function isOneSlip(one: Letters, other: Letters): boolean {
  const short = one.length <= other.length ? one : other;
  const long = short === one ? other : one;
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short.units[at] === long.units[at]) at++;
  if (long.length > short.length) return isSameFrom(short, at, long, at + 1);
  if (at === short.length) return false;
  if (isSameFrom(short, at + 1, long, at + 1)) return true;
  const isSwapped = short.units[at] === long.units[at + 1] && short.units[at + 1] === long.units[at];
  return isSwapped && at + 1 < short.length && isSameFrom(short, at + 2, long, at + 2);
}

/** What is left of both, from there on. */
function isSameFrom(one: Letters, from: number, other: Letters, otherFrom: number): boolean {
  if (one.length - from !== other.length - otherFrom) return false;
  for (let at = from, beside = otherFrom; at < one.length; at++, beside++)
    if (one.units[at] !== other.units[beside]) return false;
  return true;
}
