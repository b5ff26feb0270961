import type { Column } from './segment';

/**
 * Fills one column with text. It begins as a dictionary and turns to plain text as soon as the values prove to be many:
 * more than half of the first rows distinct, or more than DICTIONARY_LIMIT entries in all.
 *
 * Cost: about 1 ns per ASCII character, one Map look-up per cell while it is a dictionary. Its scratch memory is kept
 * for the next segment.
 */
const DICTIONARY_LIMIT = 4096;
const TRIAL_ROWS = 256;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class ColumnBuilder {
  #bytes = new Uint8Array(1 << 16);
  #byteCount = 0;
  #offsets: Uint32Array;
  #codes: Uint16Array;
  #rowCount = 0;
  #dictionary: Map<string, number> | undefined = new Map();

  constructor(capacity: number) {
    this.#offsets = new Uint32Array(capacity + 1);
    this.#codes = new Uint16Array(capacity);
  }

  add(text: string): void {
    if (this.#dictionary) this.#addToDictionary(this.#dictionary, text);
    else this.#append(text, this.#rowCount + 1);
    this.#rowCount++;
  }

  /** Adds cell `slot` of another column (see cellSlot); as plain text its bytes are copied without decoding them. */
  addCell(column: Column, slot: number): void {
    const start = column.offsets[slot];
    const end = column.offsets[slot + 1];
    if (this.#dictionary) {
      this.add(decoder.decode(column.bytes.subarray(start, end)));
      return;
    }
    const from = this.#byteCount;
    const to = from + end - start;
    if (to > this.#bytes.length) this.#grow(to);
    for (let i = start, at = from; i < end; i++) this.#bytes[at++] = column.bytes[i];
    this.#byteCount = to;
    this.#offsets[++this.#rowCount] = to;
  }

  /** Hands the column over and starts anew. The parts are views of scratch memory: copy them before the next `add`. */
  take(): Column {
    const bytes = this.#bytes.subarray(0, this.#byteCount);
    const column: Column = this.#dictionary
      ? {
          kind: 'dictionary',
          codes: this.#codes.subarray(0, this.#rowCount),
          bytes,
          offsets: this.#offsets.subarray(0, this.#dictionary.size + 1)
        }
      : { kind: 'text', bytes, offsets: this.#offsets.subarray(0, this.#rowCount + 1) };
    this.#byteCount = 0;
    this.#rowCount = 0;
    this.#dictionary = new Map();
    return column;
  }

  #addToDictionary(dictionary: Map<string, number>, text: string): void {
    let code = dictionary.get(text);
    if (code === undefined) {
      code = dictionary.size;
      if (code >= DICTIONARY_LIMIT || (code > TRIAL_ROWS / 2 && this.#rowCount <= TRIAL_ROWS)) {
        this.#expand(dictionary);
        this.#append(text, this.#rowCount + 1);
        return;
      }
      dictionary.set(text, code);
      this.#append(text, code + 1);
    }
    this.#codes[this.#rowCount] = code;
  }

  /** Rewrites what was coded as plain text. Happens at most once per segment. */
  #expand(dictionary: Map<string, number>): void {
    const entries = [...dictionary.keys()];
    this.#dictionary = undefined;
    this.#byteCount = 0;
    for (let row = 0; row < this.#rowCount; row++) this.#append(entries[this.#codes[row]], row + 1);
  }

  /** Appends the bytes of `text` and notes their end at `offsetIndex`. */
  #append(text: string, offsetIndex: number): void {
    const length = text.length;
    let end = this.#byteCount;
    if (end + length * 3 > this.#bytes.length) this.#grow(end + length * 3);
    const bytes = this.#bytes;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) {
        end += encoder.encodeInto(text.slice(i), bytes.subarray(end)).written;
        break;
      }
      bytes[end++] = unit;
    }
    this.#byteCount = end;
    this.#offsets[offsetIndex] = end;
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#byteCount));
    this.#bytes = larger;
  }
}
