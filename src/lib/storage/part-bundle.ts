import { must } from '../model/assert';

/** What is stored of the rows of one segment, such as their matches or decisions. */
export interface Part {
  /** Position of the segment in its list. */
  readonly segment: number;
  readonly words: Uint32Array;
}

/**
 * Parts that were made together, stored as one value: a value costs about 2 ms beside its bytes.
 *
 *     magic "MUB1" | number of parts | (segment, words) of each part | parts
 *
 * A part that is stored alone in its value, as all were before, has no magic.
 */
const MAGIC = 0x3142554d;

export function bundleParts(parts: readonly Part[]): ArrayBuffer {
  const start = 2 + 2 * parts.length;
  const bundle = new Uint32Array(parts.reduce((length, { words }) => length + words.length, start));
  bundle.set([MAGIC, parts.length, ...parts.flatMap(({ segment, words }) => [segment, words.length])]);
  let position = start;
  for (const { words } of parts) {
    bundle.set(words, position);
    position += words.length;
  }
  return bundle.buffer;
}

/** The part of a segment, as a view. */
export function partOf(bundle: ArrayBuffer, segment: number): Uint32Array {
  const words = new Uint32Array(bundle);
  if (words[0] !== MAGIC) return words;
  let found: Uint32Array | undefined;
  let position = 2 + 2 * words[1];
  for (let entry = 2; entry < 2 + 2 * words[1]; entry += 2) {
    const end = position + words[entry + 1];
    if (words[entry] === segment) found = words.subarray(position, end);
    position = end;
  }
  return must(found, `the bundle has the part of segment ${segment}`);
}
