import { cellSlot, type Column } from '../engine/segment';
import { normalizeKey } from './normalize-key';

/**
 * Reads cells as the UTF-8 bytes of their normalized key. ASCII, nearly everything in practice, is trimmed and
 * lower-cased byte by byte; a cell with any other byte goes through `normalizeKey`. Both ways agree on every input.
 * One reader owns its scratch memory: two keys that are compared need two readers.
 */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

export class KeyBytes {
  bytes = new Uint8Array(1024);
  length = 0;
  readonly isCaseSensitive: boolean;

  constructor(isCaseSensitive: boolean) {
    this.isCaseSensitive = isCaseSensitive;
  }

  read(column: Column, index: number): void {
    const slot = cellSlot(column, index);
    this.readRange(column.bytes, column.offsets[slot], column.offsets[slot + 1]);
  }

  equals(other: KeyBytes): boolean {
    if (this.length !== other.length) return false;
    for (let i = 0; i < this.length; i++) if (this.bytes[i] !== other.bytes[i]) return false;
    return true;
  }

  /** The cell bytes [from, to) of `source`. */
  readRange(source: Uint8Array, from: number, to: number): void {
    let start = from;
    let end = to;
    while (start < end && isBlank(source[start])) start++;
    while (end > start && isBlank(source[end - 1])) end--;
    if (end - start > this.bytes.length) this.#grow(end - start);
    const target = this.bytes;
    const upperA = this.isCaseSensitive ? 256 : 65;
    let length = 0;
    for (let i = start; i < end; i++) {
      const byte = source[i];
      if (byte >= 0x80) {
        this.#readText(decoder.decode(source.subarray(from, to)));
        return;
      }
      target[length++] = byte >= upperA && byte <= 90 ? byte + 32 : byte;
    }
    this.length = length;
  }

  #grow(length: number): void {
    this.bytes = new Uint8Array(length * 2);
  }

  #readText(text: string): void {
    const key = encoder.encode(normalizeKey(text, this.isCaseSensitive));
    if (key.length > this.bytes.length) this.#grow(key.length);
    this.bytes.set(key);
    this.length = key.length;
  }
}

/** White space of ASCII, as String.prototype.trim sees it. */
function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}
