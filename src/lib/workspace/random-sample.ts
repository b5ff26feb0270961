import { Random } from '../sample/random';

/** So many of the rows, all equally likely, in random order. The same for the same seed. */
export function sampleOf(rows: Uint32Array, most: number, seed: number): Uint32Array {
  const random = new Random(seed);
  const left = rows.slice();
  const count = Math.min(most, left.length);
  for (let at = 0; at < count; at++) {
    const other = at + random.below(left.length - at);
    [left[at], left[other]] = [left[other], left[at]];
  }
  return left.subarray(0, count);
}
