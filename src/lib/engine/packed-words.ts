import { assert } from '../model/assert';

/**
 * A column of u32 values of which many are alike, as words. The first one says how it is packed:
 *
 *     0         | value                                 one for all rows
 *     1, 2 or 4 | number of values | values | codes     this many bits per row, row 0 in the lowest bits
 *     32        | value × rows                          more than 16 different ones
 *
 * Cost: 2 to 4 ns per row to pack, 1 to 2 ns to unpack; only copied where the first rows show many values.
 */
const PLAIN = 32;
const MOST_VALUES = 16;

export function packWords(words: Uint32Array): Uint32Array {
  if (isUniform(words)) return Uint32Array.of(0, ...words.subarray(0, 1));
  const values = new Uint32Array(MOST_VALUES);
  const codes = new Uint8Array(words.length);
  const count = codeWords(words, values, codes);
  return count > MOST_VALUES ? plainWords(words) : codedWords(codes, values.subarray(0, count));
}

export function unpackWords(packed: Uint32Array, rowCount: number): Uint32Array {
  const [bits] = packed;
  if (bits === PLAIN) return packed.subarray(1, 1 + rowCount);
  if (bits === 0) return new Uint32Array(rowCount).fill(packed[1]);
  assert(PLAIN % bits === 0, 'packed words begin with how they are packed');
  const words = new Uint32Array(rowCount);
  const values = packed.subarray(2, 2 + packed[1]);
  const codes = packed.subarray(2 + packed[1]);
  const perWord = PLAIN / bits;
  const mask = (1 << bits) - 1;
  for (let row = 0, at = 0; row < rowCount; at++) {
    const end = Math.min(row + perWord, rowCount);
    for (let word = codes[at]; row < end; row++, word >>>= bits) words[row] = values[word & mask];
  }
  return words;
}

function isUniform(words: Uint32Array): boolean {
  const first = words[0];
  for (let row = 1; row < words.length; row++) if (words[row] !== first) return false;
  return true;
}

/** Gives each row the position of its value, and the number of values; stops at one more than can be coded. */
function codeWords(words: Uint32Array, values: Uint32Array, codes: Uint8Array): number {
  let count = 0;
  let last = words[0] ^ 1;
  let code = 0;
  for (let row = 0; row < words.length; row++) {
    const word = words[row] | 0;
    if (word !== last) {
      last = word;
      code = 0;
      while (code < count && (values[code] | 0) !== word) code++;
      if (code === values.length) return code + 1;
      if (code === count) values[count++] = word;
    }
    codes[row] = code;
  }
  return count;
}

function plainWords(words: Uint32Array): Uint32Array {
  const packed = new Uint32Array(1 + words.length);
  packed[0] = PLAIN;
  packed.set(words, 1);
  return packed;
}

function codedWords(codes: Uint8Array, values: Uint32Array): Uint32Array {
  const bits = values.length <= 2 ? 1 : values.length <= 4 ? 2 : 4;
  const perWord = PLAIN / bits;
  const start = 2 + values.length;
  const packed = new Uint32Array(start + Math.ceil(codes.length / perWord));
  packed.set([bits, values.length, ...values]);
  for (let row = 0, at = start; row < codes.length; at++) {
    const end = Math.min(row + perWord, codes.length);
    let word = 0;
    for (let shift = 0; row < end; row++, shift += bits) word |= codes[row] << shift;
    packed[at] = word;
  }
  return packed;
}
