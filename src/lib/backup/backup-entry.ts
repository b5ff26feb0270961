import { joined, type Bytes } from './bytes';

/**
 * What is in a backup, one after the other: rows by table and key, then segments by number. As bytes:
 *
 *     length of the table's name u16 | name in UTF-8 | number u64 | length u32 | row, or segment
 *
 * Entries are cut into frames wherever a frame is full.
 */
export interface BackupEntry {
  readonly table: string;
  /** Of a segment; 0 for a row. */
  readonly number: number;
  readonly bytes: Uint8Array;
}

const MOST_NAME_BYTES = 64;
/**
 * 128 MB: the largest row, the before-image of five million decisions that do not pack at all, is 80 MB as text. What is
 * longer was made to fill the memory.
 */
const MOST_ENTRY_BYTES = 2 ** 27;

export function writeEntry({ table, number, bytes }: BackupEntry): Bytes {
  // Better no backup than one that cannot be restored.
  if (bytes.length > MOST_ENTRY_BYTES) throw new Error('An entry is too long for a backup.');
  const name = new TextEncoder().encode(table);
  const head = new Uint8Array(2 + name.length + 12);
  const view = new DataView(head.buffer);
  view.setUint16(0, name.length, true);
  head.set(name, 2);
  view.setBigUint64(2 + name.length, BigInt(number), true);
  view.setUint32(2 + name.length + 8, bytes.length, true);
  return joined([head, bytes]);
}

/** An entry that came whole. `whole` is the entry as it stands in the file, `bytes` a view of it. */
export interface WholeEntry extends BackupEntry {
  readonly whole: Bytes;
}

/** Puts entries together from the frames that they were cut into. Throws a sentence for what is no entry. */
export class EntryAssembler {
  #parts: Uint8Array[] = [];
  #length = 0;
  #wanted = 2;

  /** Something has begun that has not ended. */
  get isUnfinished(): boolean {
    return this.#length > 0;
  }

  *take(raw: Uint8Array): Generator<WholeEntry, void> {
    let at = 0;
    while (at < raw.length) {
      const part = raw.subarray(at, at + this.#wanted - this.#length);
      this.#parts.push(part);
      this.#length += part.length;
      at += part.length;
      const entry = this.#length === this.#wanted ? this.#finish() : undefined;
      if (entry) yield entry;
    }
  }

  /** The entry, if that was all of it; else it is known now how much more there is. */
  #finish(): WholeEntry | undefined {
    const whole = joined(this.#parts);
    const view = new DataView(whole.buffer);
    const nameBytes = view.getUint16(0, true);
    if (nameBytes === 0 || nameBytes > MOST_NAME_BYTES) throw new Error('An entry has no name of a table.');
    const headBytes = 2 + nameBytes + 12;
    if (whole.length < headBytes) return this.#continue(whole, headBytes);
    const bytes = view.getUint32(headBytes - 4, true);
    if (bytes > MOST_ENTRY_BYTES) throw new Error('An entry has an impossible length.');
    if (whole.length < headBytes + bytes) return this.#continue(whole, headBytes + bytes);
    this.#parts = [];
    this.#length = 0;
    this.#wanted = 2;
    const table = new TextDecoder('utf-8', { fatal: true }).decode(whole.subarray(2, 2 + nameBytes));
    const number = Number(view.getBigUint64(2 + nameBytes, true));
    if (!Number.isSafeInteger(number)) throw new Error('An entry has an impossible number.');
    return { table, number, bytes: whole.subarray(headBytes), whole };
  }

  #continue(whole: Uint8Array, wanted: number): undefined {
    this.#parts = [whole];
    this.#wanted = wanted;
    return undefined;
  }
}
