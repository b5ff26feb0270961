/** Texts in one pool of units (a NameBook, a ValueBook): text i is units[start(i), end(i)). */
interface PooledTexts {
  start(id: number): number;
  end(id: number): number;
}

/** One letter more, one less, another one, or two neighbours swapped: what a finger does. Equal texts have no slip. */
export function isOneSlip(units: Uint8Array | Uint16Array, texts: PooledTexts, one: number, other: number): boolean {
  const start = texts.start(one);
  const otherStart = texts.start(other);
  const length = texts.end(one) - start;
  const otherLength = texts.end(other) - otherStart;
  const short = Math.min(length, otherLength);
  if (Math.max(length, otherLength) - short > 1) return false;
  let before = 0;
  while (before < short && units[start + before] === units[otherStart + before]) before++;
  let behind = 0;
  const last = start + length - 1;
  const otherLast = otherStart + otherLength - 1;
  while (behind < short - before && units[last - behind] === units[otherLast - behind]) behind++;
  // What is left of the shorter one between what both begin and end with.
  const left = short - before - behind;
  if (left === 0) return length !== otherLength;
  if (length !== otherLength || left > 2) return false;
  return left === 1 || areExchanged(units, start + before, otherStart + before);
}

function areExchanged(units: Uint8Array | Uint16Array, one: number, other: number): boolean {
  return units[one] === units[other + 1] && units[one + 1] === units[other];
}
