import Dexie, { type EntityTable, type Table } from 'dexie';
import type { App } from '../model/app';
import type { CommitId } from '../model/commit';
import type { Connection, SealedToken } from '../model/connection';
import type { HistoryStep } from '../model/history-step';
import type { AppId, IdentityDomainId, RunId } from '../model/ids';
import type { ImportRun } from '../model/import-run';
import type { OperationExclusion } from '../model/operation-exclusion';
import type { RememberedSource } from '../model/remembered-source';
import type { IdentityDomain } from '../model/workspace';
import type { StoredCommit, StoredCommitPart, StoredCommitStates } from './stored-commit';
import type { StoredHold } from './held-run';
import type { ListHead, ListId } from './list-head';
import type { MovedMark } from './moved-mark';
import type { HeadImage, RowImage } from './step-image';
import { upgradeToFormat2 } from './upgrade-to-format-2';
import { upgradeToFormat3 } from './upgrade-to-format-3';
import { upgradeToFormat4 } from './upgrade-to-format-4';
import { upgradeToFormat5 } from './upgrade-to-format-5';
import type { BackupNote } from '../model/backup';
import type { Workspace } from '../model/workspace';
import { sealTables } from './sealed-tables';
import { upgradeToFormat6 } from './upgrade-to-format-6';
import type { StoredVault } from './vault';
import type { WorkspaceKeys } from './workspace-keys';

/**
 * The database of one workspace. Small things are rows; the big lists are packed segments, found through a list's head.
 * Of a workspace with a passphrase both are sealed (sealed-tables.ts, sealed-segment.ts).
 *
 * [Note: one final switch] A segment is written once under a number of its own and never changed. What a list consists
 * of is said by its head alone, so everything that a run wrote becomes visible, or is undone, in the transaction that
 * writes the head. Segments that no head, no step's image and no held run names are left-overs, and are removed at the
 * next opening.
 *
 * Names and numbers in here must never change their meaning: databases on people's laptops have them.
 */
export class WorkspaceDatabase extends Dexie {
  declare meta: Table<MetaRow, string>;
  declare domains: EntityTable<StoredDomain, 'id'>;
  declare apps: EntityTable<StoredApp, 'id'>;
  declare runs: EntityTable<StoredRun, 'id'>;
  declare lists: EntityTable<ListHead, 'id'>;
  declare segments: Table<ArrayBuffer, number>;
  declare steps: EntityTable<HistoryStep, 'id'>;
  declare rowImages: EntityTable<RowImage, 'stepId'>;
  declare headImages: EntityTable<HeadImage, 'stepId'>;
  declare searches: EntityTable<SavedSearch, 'id'>;
  declare holds: EntityTable<StoredHold, 'id'>;
  declare sources: EntityTable<RememberedSource, 'appId'>;
  declare connections: EntityTable<StoredConnection, 'id'>;
  declare exclusions: Table<OperationExclusion, [IdentityDomainId, string]>;
  declare commits: EntityTable<StoredCommit, 'id'>;
  declare commitParts: Table<StoredCommitPart, [CommitId, number]>;
  declare commitStates: Table<StoredCommitStates, [CommitId, number]>;

  /** Of a protected workspace, once they are known: without them nothing but `meta` can be read or written. */
  keys: WorkspaceKeys | undefined;

  /** By the name that `workspaceDatabaseName` gives. */
  constructor(name: string, keys?: WorkspaceKeys) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.keys = keys;
    sealTables(this, () => this.keys);
    this.version(1).stores({
      meta: 'key',
      domains: 'id',
      apps: 'id',
      runs: 'id',
      lists: 'id',
      segments: '',
      steps: 'id',
      rowImages: 'stepId',
      headImages: 'stepId',
      searches: 'id, text'
    });
    this.version(2).stores({ holds: 'id', sources: 'appId' }).upgrade(upgradeToFormat2);
    this.version(3).upgrade(upgradeToFormat3);
    this.version(4).stores({ connections: 'id' }).upgrade(upgradeToFormat4);
    this.version(5)
      .stores({
        exclusions: '[domainId+operationId]',
        commits: 'id',
        commitParts: '[commitId+part]',
        commitStates: '[commitId+part]'
      })
      .upgrade(upgradeToFormat5);
    this.version(6).stores({ searches: 'id' }).upgrade(upgradeToFormat6);
  }
}

/** Raised when what the rows and segments mean changes, even if the tables do not. */
export const WORKSPACE_FORMAT = 6;

export function workspaceDatabaseName({ id, database }: Pick<Workspace, 'id' | 'database'>): string {
  return database ?? `muster-workspace-${id}`;
}

/** Of the database that is to take the place of the one that holds the workspace now. */
export function nextDatabaseName({ id }: Pick<Workspace, 'id'>): string {
  return `muster-workspace-${id}+${crypto.randomUUID().slice(0, 8)}`;
}

export type MetaRow =
  | { readonly key: 'format'; readonly value: number }
  /** Token of the tab that may write, and how many times it wrote (see write-guard.ts). */
  | { readonly key: 'writer'; readonly value: string; readonly writes?: number }
  /** The lock of the workspace's secrets, once it has a passphrase. */
  | { readonly key: 'vault'; readonly value: StoredVault }
  /** The last backup that was made of it on this device (backup-note-row.ts); of a protected workspace sealed. */
  | { readonly key: 'backup'; readonly value: BackupNote }
  | { readonly key: 'backup'; readonly value?: undefined; readonly sealed: Uint8Array<ArrayBuffer> }
  /** Restored whole, into a new workspace that the registry did not name yet. Gone before it is first written. */
  | { readonly key: 'unnamed'; readonly value: true }
  /** It is in another database now; this one is what was left of it. */
  | { readonly key: 'moved'; readonly value: MovedMark };

export async function vaultOf({ meta }: Pick<WorkspaceDatabase, 'meta'>): Promise<StoredVault | undefined> {
  const row = await meta.get('vault');
  return row?.key === 'vault' ? row.value : undefined;
}

export type StoredDomain = IdentityDomain & { readonly id: IdentityDomainId };
export type StoredApp = App & { readonly id: AppId };
export type StoredRun = ImportRun & { readonly id: RunId };

/** How the list of that id is reached. */
export interface StoredConnection {
  readonly id: ListId;
  readonly connection: Connection;
  readonly sealedToken: SealedToken | undefined;
}

export interface SavedSearch {
  readonly id: string;
  readonly text: string;
  readonly at: number;
}
