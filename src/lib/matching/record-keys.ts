import type { RecordSet } from '../engine/record-set';
import { SEGMENT_MASK, SEGMENT_SHIFT } from '../engine/segment';
import type { Attribute } from '../model/attribute';
import { KeyBytes } from './key-bytes';
import { createKeyHashes, hashSegmentKeys, type KeyHashes } from './key-hashes';
import { KeyIndex, type KeyProbe } from './key-index';

/** The keys of a record set for one list of attributes. Hashes are zero until `hash` has run. */
export class RecordKeys {
  readonly records: RecordSet;
  readonly attributes: readonly Attribute[];
  readonly isCaseSensitive: boolean;
  readonly hashes: KeyHashes;

  constructor(records: RecordSet, attributes: readonly Attribute[], isCaseSensitive: boolean) {
    this.records = records;
    this.attributes = attributes;
    this.isCaseSensitive = isCaseSensitive;
    this.hashes = createKeyHashes(records.rowCount);
  }

  /** Hashes every record; yields after each segment. */
  *hash(): Generator<void, void> {
    const reader = new KeyBytes(this.isCaseSensitive);
    for (let index = 0; index < this.records.segments.length; index++) {
      hashSegmentKeys(this.hashes, this.records, index, this.attributes, reader);
      yield;
    }
  }

  /** Builds the index over the hashed keys; yields after each segment. */
  *index(): Generator<void, KeyIndex> {
    const index = new KeyIndex(this.hashes, new KeyComparison(this, this));
    let start = 0;
    for (const segment of this.records.segments) {
      index.addRows(start, start + segment.rowCount);
      start += segment.rowCount;
      yield;
    }
    return index;
  }

  hasKey(row: number): boolean {
    return (this.hashes.low[row] | this.hashes.high[row]) !== 0;
  }
}

/** Compares, byte by byte, records of one set with the record `row` of another, over attributes paired in order. */
export class KeyComparison implements KeyProbe {
  row = 0;
  readonly #indexed: RecordKeys;
  readonly #sought: RecordKeys;
  readonly #left: KeyBytes;
  readonly #right: KeyBytes;

  constructor(indexed: RecordKeys, sought: RecordKeys) {
    this.#indexed = indexed;
    this.#sought = sought;
    this.#left = new KeyBytes(indexed.isCaseSensitive);
    this.#right = new KeyBytes(indexed.isCaseSensitive);
  }

  isSame(indexedRow: number): boolean {
    for (let i = 0; i < this.#indexed.attributes.length; i++) {
      readKey(this.#left, this.#indexed, indexedRow, i);
      readKey(this.#right, this.#sought, this.row, i);
      if (!this.#left.equals(this.#right)) return false;
    }
    return true;
  }
}

function readKey(reader: KeyBytes, keys: RecordKeys, row: number, attribute: number): void {
  const column = keys.records.segments[row >> SEGMENT_SHIFT].columns.get(keys.attributes[attribute]);
  if (column) reader.read(column, row & SEGMENT_MASK);
  else reader.length = 0;
}
