import { CellReader } from '../engine/cell-reader';
import type { RecordSet } from '../engine/record-set';
import type { Attribute } from '../model/attribute';
import { KeyBytes } from './key-bytes';
import { createKeyHashes, hashSegmentKeys, type KeyHashes } from './key-hashes';
import type { KeyProbe } from './key-index';
import { SameKey } from './same-key';
import { keptHashes } from './segment-hashes';

/** The keys of a record set for one list of attributes. Hashes are zero until `hash` has run. */
export class RecordKeys {
  readonly records: RecordSet;
  readonly attributes: readonly Attribute[];
  readonly isCaseSensitive: boolean;
  readonly hashes: KeyHashes;

  /** `hashes` is room for them, where there is some already. */
  constructor(
    records: RecordSet,
    attributes: readonly Attribute[],
    isCaseSensitive: boolean,
    hashes = createKeyHashes(records.rowCount)
  ) {
    this.records = records;
    this.attributes = attributes;
    this.isCaseSensitive = isCaseSensitive;
    this.hashes = hashes;
  }

  /** Hashes every record, or only those that are wanted; of segments hashed before by copying. Yields after each segment. */
  *hash(isWanted?: Uint8Array): Generator<void, void> {
    const reader = new KeyBytes(this.isCaseSensitive);
    let start = 0;
    for (const segment of this.records.segments) {
      const end = start + segment.rowCount;
      const low = this.hashes.low.subarray(start, end);
      const high = this.hashes.high.subarray(start, end);
      const kept = keptHashes(segment, this.attributes, reader);
      if (kept) {
        low.set(kept.low);
        high.set(kept.high);
      } else hashSegmentKeys(segment, this.attributes, { low, high, isWanted: isWanted?.subarray(start, end) }, reader);
      start = end;
      yield;
    }
  }

  /** 64 equal bits: good enough to say that nothing contradicts, not to say that two are the same. */
  hasSameHash(row: number, other: RecordKeys, otherRow: number): boolean {
    return this.hashes.low[row] === other.hashes.low[otherRow] && this.hashes.high[row] === other.hashes.high[otherRow];
  }

  hasKey(row: number): boolean {
    return (this.hashes.low[row] | this.hashes.high[row]) !== 0;
  }
}

/** Compares, byte by byte, records of one set with the record `row` of another, over attributes paired in order. */
export class KeyComparison implements KeyProbe {
  row = 0;
  readonly #sameKey: SameKey;
  readonly #indexed: readonly CellReader[];
  readonly #sought: readonly CellReader[];

  constructor(indexed: RecordKeys, sought: RecordKeys) {
    const readers = (keys: RecordKeys) => keys.attributes.map((attribute) => new CellReader(keys.records, attribute));
    this.#sameKey = new SameKey(indexed.isCaseSensitive);
    this.#indexed = readers(indexed);
    this.#sought = readers(sought);
  }

  isSame(indexedRow: number): boolean {
    for (let i = 0; i < this.#indexed.length; i++) {
      if (!this.#sameKey.test(this.#indexed[i].at(indexedRow), this.#sought[i].at(this.row))) return false;
    }
    return true;
  }
}
