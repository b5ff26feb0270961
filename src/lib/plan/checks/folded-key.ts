import { enlarged, WORD_SLACK } from '../../engine/byte-dictionary';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * One value at a time as the UTF-8 bytes of its folded form, ready for a ByteDictionary. ASCII, nearly everything in
 * practice, is trimmed and lower-cased byte by byte; the rest goes through `fold`, which has to agree on ASCII.
 */
export class FoldedKey {
  view: DataView;
  length = 0;
  readonly #fold: (text: string) => string;
  #bytes = new Uint8Array(256);

  constructor(fold: (text: string) => string) {
    this.#fold = fold;
    this.view = new DataView(this.#bytes.buffer);
  }

  readCell(source: Uint8Array, from: number, to: number): void {
    let [start, end] = [from, to];
    while (start < end && isBlank(source[start])) start++;
    while (end > start && isBlank(source[end - 1])) end--;
    this.#room(end - start);
    for (let i = start; i < end; i++) {
      if (source[i] >= 0x80) return this.#readOther(decoder.decode(source.subarray(from, to)));
      this.#bytes[i - start] = small(source[i]);
    }
    this.length = end - start;
  }

  readText(text: string): void {
    const plain = text.trim();
    this.#room(plain.length);
    for (let i = 0; i < plain.length; i++) {
      const code = plain.charCodeAt(i);
      if (code >= 0x80) return this.#readOther(text);
      this.#bytes[i] = small(code);
    }
    this.length = plain.length;
  }

  #readOther(text: string): void {
    const key = encoder.encode(this.#fold(text));
    this.#room(key.length);
    this.#bytes.set(key);
    this.length = key.length;
  }

  #room(length: number): void {
    if (length + WORD_SLACK <= this.#bytes.length) return;
    this.#bytes = enlarged(this.#bytes, length + WORD_SLACK);
    this.view = new DataView(this.#bytes.buffer);
  }
}

function small(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

/** White space of ASCII, as String.prototype.trim sees it. */
function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}
