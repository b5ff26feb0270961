import type { AppId, IdentityDomainId, WorkspaceId } from './ids';
import type { Workspace } from './workspace';

/** What a backup file says about itself. All of it is inside what is checked, and sealed where the file is sealed. */
export interface BackupSummary {
  readonly workspaceId: WorkspaceId;
  readonly workspaceName: string;
  /** The sample never takes the place of a real workspace, nor a real one of the sample. */
  readonly kind: Workspace['kind'];
  /** Milliseconds since 1970, by the clock of the device that wrote it: never compared to decide anything. */
  readonly madeAt: number;
  readonly musterVersion: string;
  /** Of the workspace's tables. */
  readonly format: number;
  readonly isSealed: boolean;
  readonly bytes: number;
  /** SHA-256 of everything in it, in hexadecimal: equal contents have equal hashes, whenever and wherever written. */
  readonly contentHash: string;
  readonly domains: readonly { readonly id: IdentityDomainId; readonly name: string; readonly users: number }[];
  readonly apps: readonly {
    readonly id: AppId;
    readonly domainId: IdentityDomainId;
    readonly name: string;
    readonly accounts: number;
    readonly unconfirmed: number;
  }[];
  /** Of the history; undo comes along. */
  readonly steps: number;
  readonly runs: number;
  /**
   * What is not in it though the workspace has it: files that apps are imported from again, which have to be chosen anew,
   * and tokens for other systems, which have to be given anew.
   */
  readonly leftOut: { readonly sources: number; readonly tokens: number };
}

/** What is remembered of the last backup. */
export interface BackupNote {
  readonly at: number;
  /** `download`: handed to the browser, which does not say where it is, or whether it still is. */
  readonly to: 'file' | 'folder' | 'download';
  readonly fileName: string;
  /** Where it was written into a folder: another one may be chosen since. Absent from older notes. */
  readonly folderName?: string;
  readonly bytes: number;
  readonly contentHash: string;
  /** It was read back, whole, from where it lies; of a download: before it was handed over. */
  readonly wasReadBack: boolean;
  /** What `changes` of BackupStatus counts from. */
  readonly lastStepId: number;
  readonly lastRunAt: number;
  /** When that step was made; noted by the engine. An id may come again after undo, with another time. */
  readonly lastStepAt?: number | undefined;
}
