import { SEGMENT_ROWS } from '../engine/segment';
import { KeyBits } from './key-bits';
import { KeyTable } from './key-table';
import { MatchMemory } from './match-memory';
import { KeyComparison, type RecordKeys } from './record-keys';
import { rowsThatDiffer } from './sharing-rows';

/**
 * Rows whose key an earlier row has, ascending; told by the bytes, not by hashes alone. The keys have to be hashed.
 * One bit per key tells which records may be concerned, one in seven where none is; only those are looked at. About 20 ns
 * per record; yields every few milliseconds.
 */
export function* repeatedKeys(keys: RecordKeys): Generator<void, Uint32Array> {
  const { rowCount } = keys.records;
  const repeated = new KeyBits(rowCount);
  new KeyBits(rowCount).addAll(keys.hashes, repeated);
  yield;
  const rows = new Int32Array(rowCount);
  const suspects = rows.subarray(0, repeated.rowsThere(keys.hashes, rows));
  yield;
  const table = new KeyTable(keys.hashes, suspects.length, new MatchMemory());
  for (let start = 0; start < suspects.length; start += SEGMENT_ROWS) {
    table.addRows(suspects.subarray(start, start + SEGMENT_ROWS));
    yield;
  }
  const differing = yield* rowsThatDiffer(keys, table);
  const { sharing } = table;
  const repeats = sharing.slice(0, sharing.length);
  if (differing.size === 0) return repeats;
  const own = new KeyComparison(keys, keys);
  return repeats.filter((row) => {
    if (!differing.has(row)) return true;
    own.row = row;
    return table.rowsBefore(row).some((before) => own.isSame(before));
  });
}
