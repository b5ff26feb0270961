import type { RecordSet } from '../engine/record-set';
import type { App } from '../model/app';
import { must } from '../model/assert';
import type { IdentityDomainId } from '../model/ids';
import type { ImportRun, ImportTarget } from '../model/import-run';
import type { LoadedAccounts, UserList } from './lists';
import type { OpenWorkspace } from './open-workspace';

/** What a staged list is worked out from. */
export type StageBase =
  | {
      readonly kind: 'users';
      readonly domainId: IdentityDomainId;
      readonly users: UserList;
      /** Users that the source had last time. */
      readonly knownUsers: number;
    }
  | {
      readonly kind: 'accounts';
      readonly app: App;
      readonly list: LoadedAccounts;
      /** Those of the domain, or as they will be: see loadBase. */
      readonly users: RecordSet;
      /** The step that the import will be, and the one that could be done again: together they tell every decision. */
      readonly step: number;
      readonly redoable: number | undefined;
      /** No change is under way that may have touched the decisions in memory and may still be taken back. */
      readonly isSettled: () => boolean;
    };

/**
 * What is there now. `incoming` are users who are about to be saved: accounts are then matched with them, as the step
 * after theirs. If they are not saved after all, the base is not current any more.
 */
export async function loadBase(
  workspace: OpenWorkspace,
  target: ImportTarget,
  incoming: RecordSet | undefined
): Promise<StageBase> {
  const { lists, history } = workspace;
  if (target.kind === 'users') {
    const { domainId } = target;
    const users = await lists.users(domainId);
    return { kind: 'users', domainId, users, knownUsers: knownUsers(workspace, target, users) };
  }
  const domainId = workspace.domainOf(target.appId);
  const [list, users] = await Promise.all([lists.accounts(target.appId), lists.users(domainId)]);
  const app = must(workspace.app(target.appId), 'the app was there a moment ago');
  const isAhead = incoming !== undefined && incoming !== users.records;
  return {
    kind: 'accounts',
    app,
    list,
    users: isAhead ? incoming : users.records,
    step: history.nextId + (isAhead ? 1 : 0),
    // The step before forgets what could be done again.
    redoable: isAhead ? undefined : history.view.redoable?.id,
    isSettled: () => !workspace.isDeciding
  };
}

/** Whether nothing that a stage was worked out from has changed since: lists, rules, decisions. */
export async function isCurrent(workspace: OpenWorkspace, base: StageBase): Promise<boolean> {
  const { lists, history } = workspace;
  if (base.kind === 'users') return (await lists.users(base.domainId)) === base.users;
  const [list, users] = await Promise.all([lists.accounts(base.app.id), lists.users(base.app.domainId)]);
  return (
    list === base.list &&
    users.records === base.users &&
    workspace.app(base.app.id)?.synchronization === base.app.synchronization &&
    base.step === history.nextId &&
    base.redoable === history.view.redoable?.id
  );
}

/** The list holds users made in Muster too, and those that vanished: the last full import tells what the source had. */
function knownUsers(workspace: OpenWorkspace, target: ImportTarget, { records }: UserList): number {
  const last = workspace.runs(target).find(({ mode, status }) => mode === 'full' && status === 'succeeded');
  return last ? Math.min(records.rowCount, rowsTaken(last)) : records.rowCount;
}

function rowsTaken({ rows }: ImportRun): number {
  return rows.created + rows.updated + rows.unchanged;
}
