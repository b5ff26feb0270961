import type { AppId, IdentityDomainId } from './ids';

/** What a step of the history did. */
export type StepAction =
  | 'import-users'
  | 'import-accounts'
  | 'rematch'
  | 'confirm'
  | 'ignore'
  | 'protect'
  | 'defer'
  | 'deprovision'
  | 'unlink'
  | 'assign'
  | 'accept-suggestions'
  | 'create-user'
  | 'answers'
  | 'merge'
  | 'clear'
  | 'restore'
  | 'commit';

/** One undoable change of a workspace. Steps are undone from the last to the first. */
export interface HistoryStep {
  /** Ascending within the workspace; also the value of an account's `step` column. */
  readonly id: number;
  readonly action: StepAction;
  readonly domainId: IdentityDomainId;
  readonly appId: AppId | undefined;
  readonly rowCount: number;
  readonly origin: 'rule' | 'single' | 'bulk';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly note: string;
  readonly state: 'done' | 'undone';
  /** False once it is too old: its before-image was dropped to save room. */
  readonly canUndo: boolean;
}

export const STEP_LABEL: Record<StepAction, string> = {
  'import-users': 'Import users',
  'import-accounts': 'Import accounts',
  rematch: 'Match again',
  confirm: 'Confirm',
  ignore: 'Ignore',
  protect: 'Protect',
  defer: 'Defer',
  deprovision: 'Deprovision',
  unlink: 'Unlink',
  assign: 'Assign existing user',
  'accept-suggestions': 'Accept suggestions',
  'create-user': 'Create new user and link',
  answers: 'Take in answers',
  merge: 'Merge',
  clear: 'Clear unconfirmed users',
  restore: 'Restore cleared rows',
  commit: 'Commit'
};
