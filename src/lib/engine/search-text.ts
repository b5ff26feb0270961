import type { Attribute } from '../model/attribute';
import type { RecordSet } from './record-set';
import { foldForSearch } from './search-fold';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT, type Column } from './segment';

/**
 * What a search looks through: the folded bytes of a record's names, username and e-mail, one per line, first and last
 * name on one line so that both can be typed in a row. ASCII is folded byte by byte, the rest as text.
 */
const LINES: readonly (readonly Attribute[])[] = [
  ['displayName'],
  ['givenName', 'familyName'],
  ['userName'],
  ['email']
];
const LINE_BREAK = 10;
const SPACE = 32;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

export class SearchText {
  bytes = new Uint8Array(4096);
  length = 0;

  read(records: RecordSet, row: number): void {
    const { columns } = records.segments[row >> SEGMENT_SHIFT];
    const index = row & SEGMENT_MASK;
    this.length = 0;
    for (const line of LINES) {
      for (const attribute of line) {
        const column = columns.get(attribute);
        if (column) this.#append(column, index);
        if (line.length > 1) this.#put(SPACE);
      }
      this.#put(LINE_BREAK);
    }
  }

  includes(word: Uint8Array): boolean {
    const { bytes } = this;
    const [first] = word;
    const last = this.length - word.length;
    for (let start = 0; start <= last; start++) {
      if (bytes[start] !== first) continue;
      let i = 1;
      while (i < word.length && bytes[start + i] === word[i]) i++;
      if (i === word.length) return true;
    }
    return false;
  }

  #put(byte: number): void {
    this.#reserve(1);
    this.bytes[this.length++] = byte;
  }

  #append(column: Column, index: number): void {
    const slot = cellSlot(column, index);
    const start = column.offsets[slot];
    const end = column.offsets[slot + 1];
    this.#reserve(end - start);
    const { bytes } = this;
    let length = this.length;
    for (let i = start; i < end; i++) {
      const byte = column.bytes[i];
      if (byte >= 0x80) {
        this.#appendText(decoder.decode(column.bytes.subarray(start, end)));
        return;
      }
      bytes[length++] = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    }
    this.length = length;
  }

  #appendText(text: string): void {
    const folded = encoder.encode(foldForSearch(text));
    this.#reserve(folded.length);
    this.bytes.set(folded, this.length);
    this.length += folded.length;
  }

  #reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array((this.length + count) * 2);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
