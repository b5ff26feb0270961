import type { Workspace } from '../model/workspace';
import { countRows, tablesOf } from './copy-database';
import { buildRaw, withRaw } from './raw-database';
import { storedState } from './stored-state';
import { WORKSPACE_FORMAT, workspaceDatabaseName, type MetaRow } from './workspace-database';

/**
 * Programs before format 6 know one name of a workspace's database, and make an empty one where there is none: somebody
 * who comes back to such a program, because the site was set back or an old tab is still there, would find an empty
 * workspace and begin anew. So two rows stay under that name, of a format that those programs refuse.
 *
 * For a workspace that lives under another name by now. Nothing that has rows is touched.
 */
export async function leaveEmptied(workspace: Workspace): Promise<void> {
  const first = workspaceDatabaseName({ id: workspace.id });
  const { database } = workspace;
  if (database === undefined || database === first) return;
  const state = await storedState(first);
  if (state.kind === 'moved' || (await hasRows(first))) return;
  const rows: readonly MetaRow[] = [
    { key: 'format', value: WORKSPACE_FORMAT },
    { key: 'moved', value: { database, changes: {} } }
  ];
  // With the table in one transaction: there is no moment at which it is there and says nothing. An earlier program that
  // is open in another tab may be quicker.
  const emptied = await buildRaw(first, WORKSPACE_FORMAT * 10, (db, transaction) => {
    const isThere = db.objectStoreNames.contains('meta');
    const meta = isThere ? transaction.objectStore('meta') : db.createObjectStore('meta', { keyPath: 'key' });
    meta.clear();
    for (const row of rows) meta.put(row);
  });
  emptied.close();
}

async function hasRows(name: string): Promise<boolean> {
  const rows = await withRaw(name, (db) =>
    countRows(
      db,
      tablesOf(db).filter((table) => table !== 'meta')
    )
  );
  return rows !== undefined && rows > 0;
}
