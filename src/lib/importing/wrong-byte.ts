import type { Encoding } from '../model/import-recipe';

/** Offset of the first character that cannot be decoded, found by halving: the longest prefix that still can. */
export function wrongByteOffset(bytes: Uint8Array, encoding: Encoding): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isDecodable(bytes.subarray(0, middle), encoding)) good = middle;
    else bad = middle;
  }
  // The decoder complains at the byte that does not continue the character; the wrong one is where that began.
  let start = good;
  while (start > 0 && good - start < 3 && !isDecodable(bytes.subarray(0, start), encoding, true)) start--;
  return start;
}

/** With `isEnd` false a character cut off by the end is no error: the decoder would wait for its rest. */
export function isDecodable(bytes: Uint8Array, encoding: Encoding, isEnd = false): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isEnd });
    return true;
  } catch {
    return false;
  }
}
