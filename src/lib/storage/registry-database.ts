import Dexie, { type EntityTable } from 'dexie';
import type { Workspace } from '../model/workspace';

/** Lists the workspaces of this device. Holds nothing of what is in them. */
export class RegistryDatabase extends Dexie {
  declare workspaces: EntityTable<Workspace, 'id'>;

  constructor() {
    super('muster', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ workspaces: 'id' });
  }
}
