import type { ValueBook } from '../text/value-book';

/** Whether one sign is missing, added, another one, or changed places with its neighbour. About 1 ns per sign. */
export function isOneSlip(book: ValueBook, one: number, other: number): boolean {
  const { bytes } = book;
  const oneStart = book.start(one);
  const otherStart = book.start(other);
  const oneLength = book.end(one) - oneStart;
  const otherLength = book.end(other) - otherStart;
  const length = Math.min(oneLength, otherLength);
  if (Math.max(oneLength, otherLength) - length > 1) return false;
  let before = 0;
  while (before < length && bytes[oneStart + before] === bytes[otherStart + before]) before++;
  let behind = 0;
  const oneEnd = oneStart + oneLength - 1;
  const otherEnd = otherStart + otherLength - 1;
  while (behind < length - before && bytes[oneEnd - behind] === bytes[otherEnd - behind]) behind++;
  // What is left between what both begin and end with.
  const left = length - before - behind;
  if (left <= 1) return left === 0 || oneLength === otherLength;
  return left === 2 && oneLength === otherLength && areExchanged(bytes, oneStart + before, otherStart + before);
}

function areExchanged(bytes: Uint8Array, one: number, other: number): boolean {
  return bytes[one] === bytes[other + 1] && bytes[one + 1] === bytes[other];
}
