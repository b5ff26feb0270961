import type { Encoding } from '../model/import-recipe';

/** Encodings in which a byte may be the second of a character, or the fourth; such bytes are not below FIRST_TRAIL. */
const BYTES_IN_PAIRS: readonly Encoding[] = ['shift_jis', 'gb18030', 'euc-kr'];
const FIRST_TRAIL = 0x30;

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

/** Offset in `chunk`; the end of the chunk before goes along, because the wrong character may have begun there. */
export function wrongOffsetInChunk(previous: Uint8Array, chunk: Uint8Array, encoding: Encoding): number {
  const carry = beforeChunk(previous, encoding);
  const bytes = new Uint8Array(carry.length + chunk.length);
  bytes.set(carry);
  bytes.set(chunk, carry.length);
  return wrongByteOffset(bytes, encoding) - carry.length;
}

/** What of the chunk before may belong to the first character of the next one. */
function beforeChunk(previous: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return unfinishedCharacter(previous);
  if (!BYTES_IN_PAIRS.includes(encoding)) return previous.subarray(previous.length);
  // Behind a line break, a blank or a comma at the latest a character begins.
  return previous.subarray(previous.findLastIndex((byte) => byte < FIRST_TRAIL) + 1);
}

/** The last lead byte of UTF-8 and what follows it, if the character may be cut. */
function unfinishedCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    if (bytes[bytes.length - back] >= 0xc0) return bytes.subarray(bytes.length - back);
  }
  return bytes.subarray(bytes.length);
}

/** The last position up to `end` that is not within a character of well-formed UTF-8. */
export function characterEdge(bytes: Uint8Array, end: number): number {
  for (let start = end - 1; start >= Math.max(0, end - 3); start--) {
    const byte = bytes[start];
    if (byte < 0x80) return end;
    const length = byte < 0xc0 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    if (length > 0) return start + length > end ? start : end;
  }
  return end;
}
