import type { ValueBook } from '../text/value-book';

/** Whether one sign is missing, added, another one, or changed places with its neighbour. About 1 ns per sign. */
export function isOneSlip(book: ValueBook, one: number, other: number): boolean {
  const { bytes } = book;
  let [oneStart, oneEnd] = [book.start(one), book.end(one)];
  let [otherStart, otherEnd] = [book.start(other), book.end(other)];
  const difference = oneEnd - oneStart - (otherEnd - otherStart);
  if (difference > 1 || difference < -1) return false;
  while (oneStart < oneEnd && otherStart < otherEnd && bytes[oneStart] === bytes[otherStart]) {
    oneStart++;
    otherStart++;
  }
  while (oneStart < oneEnd && otherStart < otherEnd && bytes[oneEnd - 1] === bytes[otherEnd - 1]) {
    oneEnd--;
    otherEnd--;
  }
  const oneLeft = oneEnd - oneStart;
  const otherLeft = otherEnd - otherStart;
  if (oneLeft + otherLeft <= 2) return oneLeft <= 1 && otherLeft <= 1;
  const isPair = oneLeft === 2 && otherLeft === 2;
  return isPair && bytes[oneStart] === bytes[otherStart + 1] && bytes[oneStart + 1] === bytes[otherStart];
}
