import type { Commit } from '../../../src/lib/model/commit';
import type { OperationState } from '../../../src/lib/model/commit';
import type { SystemAccess } from '../../../src/lib/protocol/system-access';

/** What happened to a target whose browser was killed again and again while a plan was applied to it. */
export interface KillFigures {
  readonly way: 'bulk' | 'single';
  readonly operations: number;
  readonly kills: number;
  /** Users or groups that the server has more than once. */
  readonly duplicates: number;
  /** Users, groups and memberships of the plan that the server does not have. */
  readonly missing: number;
  /** Users and groups that are there with other values than the plan's, or that nobody planned. */
  readonly different: number;
  readonly states: Readonly<Record<OperationState, number>>;
  readonly ms: number;
  /** The same lists applied once more from a workspace that knows nothing of the first time. */
  readonly again: Readonly<Record<OperationState, number>>;
}

export interface CommitLists {
  readonly users: string;
  readonly accounts: string;
}

export interface ApplyWay {
  readonly access: SystemAccess;
  readonly usesBulk: boolean;
}

/** What the page beside the app can be told to do; `window.commits`. */
export interface CommitPage {
  /** A new workspace with both lists, everything decided, and a commit that waits. The number of its operations. */
  prepare(name: string, lists: CommitLists, way: ApplyWay): Promise<number>;
  /** Opens the workspace and carries its commit on until nothing is left, or the browser is killed. */
  carryOn(name: string, way: ApplyWay): Promise<Commit>;
}

declare global {
  interface Window {
    commits: CommitPage;
  }
}
