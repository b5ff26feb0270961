import { KeyBits } from './key-bits';
import { PartitionTable } from './partition-table';
import { CELLS_PER_PLACE, dealKeys, partitionBits, type Partitions } from './partitions';
import { KeyComparison, type RecordKeys } from './record-keys';

const YIELD_PARTITIONS = 16;

/**
 * Rows whose key an earlier row has, ascending; told by the bytes, not by hashes alone. The keys have to be hashed.
 * One bit per key tells which records may be concerned, one in seven where none is; only those are looked at. About 25 ns
 * per record; yields every few milliseconds.
 */
export function* repeatedKeys(keys: RecordKeys): Generator<void, Uint32Array> {
  const { rowCount } = keys.records;
  const repeated = new KeyBits(rowCount);
  new KeyBits(rowCount).addAll(keys.hashes, repeated);
  yield;
  const isSuspect = new Uint8Array(rowCount).fill(1);
  const suspects = repeated.unmarkOthers(keys.hashes, isSuspect);
  yield;
  const dealt = dealKeys(keys.hashes, isSuspect, partitionBits(suspects));
  yield;
  const table = new PartitionTable(dealt, new KeyComparison(keys, keys));
  const repeats: number[] = [];
  for (let partition = 0; partition < dealt.starts.length - 1; partition++) {
    if (partition % YIELD_PARTITIONS === 0) yield;
    table.fill(partition);
    collectRepeats(dealt, partition, table, repeats);
  }
  return Uint32Array.from(repeats).sort();
}

function collectRepeats(
  { starts, cells }: Partitions,
  partition: number,
  table: PartitionTable,
  repeats: number[]
): void {
  for (let place = starts[partition]; place < starts[partition + 1]; place++) {
    const at = place * CELLS_PER_PLACE;
    // The records that share their hashes are looked at once, at the last of them.
    if (table.isOnly(place) || table.find(cells[at], cells[at + 1]) !== place) continue;
    for (const rows of table.keysOf(place)) for (const row of rows.slice(1)) repeats.push(row);
  }
}
