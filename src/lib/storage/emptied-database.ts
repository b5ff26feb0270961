import type { Workspace } from '../model/workspace';
import { countRows, tablesOf } from './copy-database';
import { readMeta } from './meta-rows';
import { buildRaw, requested, withRaw, written } from './raw-database';
import { storedState } from './stored-state';
import { WORKSPACE_FORMAT, workspaceDatabaseName, type MetaRow } from './workspace-database';

/**
 * Programs before format 6 know one name of a workspace's database, and make an empty one where there is none: somebody
 * who comes back to such a program, because the site was set back or an old tab is still there, would find an empty
 * workspace and begin anew. So two rows stay under that name, of a format that those programs refuse.
 *
 * For a workspace that lives under another name by now. Nothing that has rows is touched.
 */
export async function leaveEmptied(workspace: Workspace, isWanted: () => boolean): Promise<void> {
  const first = workspaceDatabaseName({ id: workspace.id });
  const { database } = workspace;
  if (database === undefined || database === first) return;
  const state = await storedState(first);
  if (state.kind === 'moved' || (await hasRows(first)) || !isWanted()) return;
  const rows: readonly MetaRow[] = [
    { key: 'format', value: WORKSPACE_FORMAT },
    { key: 'moved', value: { database, changes: {} } }
  ];
  const put = (meta: IDBObjectStore) => {
    meta.clear();
    for (const row of rows) meta.put(row);
  };
  // With the table in one transaction: there is no moment at which it is there and says nothing. An earlier program that
  // is open in another tab may be quicker.
  let isPut = false;
  const emptied = await buildRaw(first, WORKSPACE_FORMAT * 10, (db, transaction) => {
    const isThere = db.objectStoreNames.contains('meta');
    put(isThere ? transaction.objectStore('meta') : db.createObjectStore('meta', { keyPath: 'key' }));
    isPut = true;
  });
  try {
    // There was one of this version already, without rows: a tab made it that opened the workspace while it moved.
    if (!isPut) await inMeta(emptied, put);
  } finally {
    emptied.close();
  }
}

/**
 * Makes room: of a database that the workspace moved away from to `database`, the mark stays, which says so as long as the
 * registry does not, and nothing else. Never rejects.
 */
export async function emptyMoved(name: string, database: string): Promise<void> {
  const isMoved = async (db: IDBDatabase) => (await readMeta(db)).moved?.database === database;
  await withRaw(name, async (db) => {
    if (await isMoved(db))
      await written(db.transaction(contentsOf(db), 'readwrite'), (transaction) => {
        for (const table of contentsOf(db)) transaction.objectStore(table).clear();
      });
  }).catch(() => undefined);
}

function inMeta(db: IDBDatabase, put: (meta: IDBObjectStore) => void): Promise<void> {
  return written(
    db.transaction([...db.objectStoreNames], 'readwrite', { durability: 'strict' }),
    async (transaction) => {
      const counts = contentsOf(db).map((table) => requested(transaction.objectStore(table).count()));
      const isEmpty = (await Promise.all(counts)).every((count) => count === 0);
      if (isEmpty) put(transaction.objectStore('meta'));
    }
  );
}

function contentsOf(db: IDBDatabase): string[] {
  return tablesOf(db).filter((table) => table !== 'meta');
}

async function hasRows(name: string): Promise<boolean> {
  const rows = await withRaw(name, (db) => countRows(db, contentsOf(db)));
  return rows !== undefined && rows > 0;
}
