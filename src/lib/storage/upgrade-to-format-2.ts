import type { Transaction } from 'dexie';
import type { App } from '../model/app';
import type { ImportRun } from '../model/import-run';
import { defaultSynchronization, type Synchronization } from '../model/synchronization';

/** What format 1 knew of an app's synchronization and of a run: the rest of both came with format 2. */
export type App1 = Omit<App, 'synchronization'> & {
  readonly synchronization: Pick<Synchronization, 'rules' | 'rulesRevision' | 'onExactMatch'>;
};
export type Run1 = Pick<
  ImportRun,
  'id' | 'target' | 'status' | 'fileName' | 'fileBytes' | 'startedAt' | 'endedAt' | 'rows' | 'issues' | 'failure'
>;

/**
 * Format 2 brought import modes, safeguards, held runs and remembered files. Every import had been a full one until
 * then, and had decided nothing that was counted. Part of the transaction that makes the tables, so a database is
 * either of one format or of the other. A database of a later format is left for the write guard to refuse.
 */
export async function upgradeToFormat2(transaction: Transaction): Promise<void> {
  const meta = transaction.table<{ key: string; value: unknown }>('meta');
  const format = await meta.get('format');
  if (format && format.value !== 1) return;
  const apps = transaction.table<App | App1>('apps');
  await apps.bulkPut((await apps.toArray()).map(appInFormat2));
  const runs = transaction.table<ImportRun | Run1>('runs');
  await runs.bulkPut((await runs.toArray()).map(runInFormat2));
  if (format) await meta.put({ key: 'format', value: 2 });
}

export function appInFormat2(app: App | App1): App {
  return { ...app, synchronization: { ...defaultSynchronization(), ...app.synchronization } };
}

export function runInFormat2(run: ImportRun | Run1): ImportRun {
  return {
    mode: 'full',
    trigger: 'manual',
    fileHash: undefined,
    groups: 0,
    confirmed: 0,
    usersCreated: 0,
    holds: [],
    reason: undefined,
    settings: undefined,
    ...run
  };
}
