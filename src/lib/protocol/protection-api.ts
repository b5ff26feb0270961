import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import type { Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import type { JobOutcome, OnProgress } from './job';

/** `tokens`: a passphrase was set for remembered tokens alone; the lists lie open. */
export type Protects = 'nothing' | 'tokens' | 'workspace';

/** What becomes of remembered tokens when the workspace gets its passphrase: who forgot theirs goes on without them. */
export type TokensThen = 'keep' | 'forget';

/** What was removed, and what was looked for afterwards: for whoever has to show that the data are gone. */
export interface WipeReceipt {
  readonly workspaceName: string;
  readonly musterVersion: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly removed: readonly {
    /** Database, cache or remembered file, by the browser's own name for it. */
    readonly name: string;
    readonly kind: 'database' | 'entry' | 'folder';
    readonly tables: readonly { readonly name: string; readonly rows: number }[];
    readonly bytes: number;
  }[];
  /** By name; empty when the wipe held. */
  readonly foundAfterwards: readonly string[];
  /** What Muster cannot remove: backups, exported files. */
  readonly notCovered: readonly string[];
}

/** Part of what the engine worker answers: who may read a workspace, and its end. */
export interface ProtectionApi {
  /** Of the open workspace. */
  protection(): Promise<Result<Protects, AppError>>;
  /** Keeps the workspace's key in memory until `lockWorkspaces`; then it can be opened. */
  unlockWorkspace(id: WorkspaceId, passphrase: string): Promise<Result<undefined, AppError>>;
  /** The key of a workspace is in memory: of the open one, or of one that was open before. */
  hasKeys(): Promise<boolean>;
  /** Closes the open workspace and forgets every key. */
  lockWorkspaces(): Promise<void>;
  /**
   * Writes the open workspace anew, sealed. It is closed afterwards and has to be opened again, as an unlocked one. A
   * workspace with a passphrase for its tokens keeps it: then it must be that one, unless they are to be forgotten.
   */
  protectWorkspace(passphrase: string, onProgress: OnProgress, tokens?: TokensThen): Promise<JobOutcome<Workspace>>;
  /** The other way round. */
  unprotectWorkspace(passphrase: string, onProgress: OnProgress): Promise<JobOutcome<Workspace>>;
  /** Only the key is wrapped anew; backups made before keep the old passphrase. */
  changePassphrase(passphrase: string, next: string): Promise<Result<undefined, AppError>>;
  /** Removes everything of a workspace from this device and looks whether it is gone. */
  wipeWorkspace(id: WorkspaceId): Promise<Result<WipeReceipt, AppError>>;
}
