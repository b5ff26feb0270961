import type { Workspace } from '../model/workspace';
import { requested, withRaw } from '../storage/raw-database';
import type { StoredVault } from '../storage/vault';
import { workspaceDatabaseName, type MetaRow } from '../storage/workspace-database';

/** Of a database that is not open, whatever its format: nothing else of it is looked at, and none is made. */
export function storedVault(workspace: Workspace): Promise<StoredVault | undefined> {
  return withRaw(workspaceDatabaseName(workspace), async (db) => {
    if (!db.objectStoreNames.contains('meta')) return undefined;
    const meta = db.transaction('meta', 'readonly').objectStore('meta');
    // A row of `meta` under this key is this one.
    const row = await requested<Extract<MetaRow, { key: 'vault' }> | undefined>(meta.get('vault'));
    return row?.value;
  });
}
