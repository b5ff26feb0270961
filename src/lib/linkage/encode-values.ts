import type { RecordSet } from '../engine/record-set';
import type { Column } from '../engine/segment';
import { cellSlot } from '../engine/segment';
import type { Attribute } from '../model/attribute';
import type { ListSide } from './encode-names';
import { NO_VALUE } from './encoded-people';
import type { FieldKind } from './linkage-fields';
import { ByteText } from './text/byte-text';
import { foldDate, type DateOrder } from './text/fold-date';
import { foldIdentifier, foldPhone, foldWords, type FoldCell } from './text/fold-value';
import type { ValueBook } from './text/value-book';

const SLICE_CELLS = 4096;

export interface ValueEncoding {
  readonly attribute: Attribute;
  readonly fold: FoldCell;
  readonly book: ValueBook;
  /** Users are counted. */
  readonly side: ListSide;
  /** Only values that users have. */
  readonly isKnownOnly: boolean;
}

/** Number of the folded value per row. Where the column has a dictionary, each of its entries is folded once. */
export function* encodeValues(records: RecordSet, encoding: ValueEncoding): Generator<void, Int32Array> {
  const ids = new Int32Array(records.rowCount).fill(NO_VALUE);
  let row = 0;
  for (const { columns, rowCount } of records.segments) {
    const column = columns.get(encoding.attribute);
    if (column) yield* encodeColumn(column, encoding, ids.subarray(row, row + rowCount));
    row += rowCount;
  }
  return ids;
}

function* encodeColumn(
  column: Column,
  { fold, book, side, isKnownOnly }: ValueEncoding,
  ids: Int32Array
): Generator<void, void> {
  const { bytes, offsets } = column;
  const folded = new ByteText();
  const idOf = (slot: number) => {
    fold(bytes, offsets[slot], offsets[slot + 1], folded);
    if (folded.length === 0) return NO_VALUE;
    return isKnownOnly ? book.findBytes(folded.bytes, 0, folded.length) : book.addBytes(folded.bytes, 0, folded.length);
  };
  const entries =
    column.kind === 'dictionary'
      ? Int32Array.from({ length: offsets.length - 1 }, (_, entry) => idOf(entry))
      : undefined;
  for (let i = 0; i < ids.length; i++) {
    if (i % SLICE_CELLS === 0) yield;
    const slot = cellSlot(column, i);
    const id = entries ? entries[slot] : idOf(slot);
    ids[i] = id;
    if (side === 'users' && id !== NO_VALUE) book.count(id);
  }
}

export function foldOf(kind: FieldKind, dateOrder: DateOrder): FoldCell {
  if (kind === 'identifier') return foldIdentifier;
  if (kind === 'phone') return foldPhone;
  return kind === 'date' ? foldDate(dateOrder) : foldWords;
}
