import Dexie, { type EntityTable } from 'dexie';
import type { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';

/** Lists the workspaces of this device. Holds nothing of what is in them. */
export class RegistryDatabase extends Dexie {
  declare workspaces: EntityTable<Workspace, 'id'>;
  /** Where backups of a workspace are written by themselves. Of this device alone, so not in the workspace. */
  declare backupFolders: EntityTable<BackupFolder, 'workspaceId'>;

  constructor() {
    super('muster', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ workspaces: 'id' });
    this.version(2).stores({ backupFolders: 'workspaceId' });
  }
}

export interface BackupFolder {
  readonly workspaceId: WorkspaceId;
  readonly handle: FileSystemDirectoryHandle;
  readonly chosenAt: number;
}
