import { must } from '../model/assert';
import type { RecordSet } from '../engine/record-set';
import type { OpenWorkspace } from './open-workspace';

/** Inside a write transaction: stores the segments that are not stored yet. Gives the numbers of all, in order. */
export async function writeRecords(workspace: OpenWorkspace, records: RecordSet): Promise<number[]> {
  const { lists, store } = workspace;
  const fresh = records.segments.filter((segment) => lists.numberOf(segment) === undefined);
  const numbers = await store.add(fresh.map((segment) => segment.buffer));
  const added = new Map(fresh.map((segment, i) => [segment, numbers[i]]));
  return records.segments.map((segment) =>
    must(lists.numberOf(segment) ?? added.get(segment), 'every segment is stored')
  );
}
