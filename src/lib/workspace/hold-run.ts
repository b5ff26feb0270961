import { shownSituation, shownUser, type AccountList } from '../engine/account-list';
import type { TrippedSafeguard } from '../engine/safeguards';
import type { ImportRun } from '../model/import-run';
import type { StoredHold, StoredTrip } from '../storage/held-run';
import { listId } from '../storage/list-head';
import type { ImportJob } from './import-order';
import type { OpenWorkspace } from './open-workspace';
import { replacedHolds, storeReplaced } from './replaced-holds';
import type { StagedList } from './staged-list';
import { storeBatches } from './store-batches';
import { writeRecords } from './write-records';

/**
 * Stores a run that a safeguard holds, with its rows, until a person allows or rejects it. Nothing of it is visible but
 * the run. Undefined when it was cancelled meanwhile.
 */
export async function holdRun(workspace: OpenWorkspace, job: ImportJob): Promise<ImportRun | undefined> {
  const { order, staged } = job;
  const { records } = order.stage;
  const isWhole = await storeBatches(workspace, job, records);
  if (!isWhole) return undefined;
  const held: ImportRun = { ...job.run, status: 'held', holds: staged.tripped.map(({ cause }) => cause) };
  const replaced = replacedHolds(workspace, held);
  const { lists, store, db } = workspace;
  const usersOf = staged.base.kind === 'users' ? staged.base.domainId : staged.base.app.domainId;
  await workspace.commit(async () => {
    const hold: StoredHold = {
      id: held.id,
      records: await writeRecords(workspace, records),
      recordNumbers: await store.add(order.stage.recordNumbers.map(bufferOf)),
      mapping: order.mapping,
      reading: order.reading,
      notes: order.notes,
      untickedNewUsers: order.untickedNewUsers,
      watermark: order.watermark,
      tripped: await storeTrips(workspace, staged),
      list: lists.head(listId(held.target)).records,
      users: lists.head(`users:${usersOf}`).records
    };
    await db.holds.put(hold);
    await db.runs.put(held);
    await storeReplaced(workspace, replaced);
    await store.removeUnreferenced();
  });
  for (const run of replaced) workspace.noteRun(run);
  return held;
}

async function storeTrips({ store }: OpenWorkspace, staged: StagedList): Promise<readonly StoredTrip[]> {
  const trips: StoredTrip[] = [];
  for (const { cause, of, rows } of staged.tripped) {
    const [number] = await store.add([bufferOf(rows)]);
    const list = listOf(staged, of);
    if (!list) {
      trips.push({ kind: cause.kind, of, rows: number, situations: undefined, users: undefined });
      continue;
    }
    const offset = of === 'file' ? list.records.rowCount - rows.length : 0;
    const listRow = (row: number, i: number) => (of === 'file' ? offset + i : row);
    const situations = Uint8Array.from(rows, (row, i) => shownSituation(list, listRow(row, i)));
    const users = Int32Array.from(rows, (row, i) => shownUser(list, listRow(row, i)));
    const [situationsNumber, usersNumber] = await store.add([situations.buffer, users.buffer]);
    trips.push({ kind: cause.kind, of, rows: number, situations: situationsNumber, users: usersNumber });
  }
  return trips;
}

/** Where the situations stand that rows show: after the import for those of the file, which are its last; else before. */
function listOf({ base, accounts }: StagedList, of: TrippedSafeguard['of']): AccountList | undefined {
  if (base.kind === 'users') return undefined;
  return of === 'file' ? accounts?.list : base.list;
}

/** A copy in a buffer of its own: what is stored of a view is all of its buffer. */
function bufferOf(numbers: Uint32Array): ArrayBuffer {
  return new Uint32Array(numbers).buffer;
}
