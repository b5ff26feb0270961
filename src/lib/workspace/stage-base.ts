import { UserKeys } from '../matching/user-keys';
import type { App } from '../model/app';
import { FORMATTED_USER_NAME, type Attribute } from '../model/attribute';
import { must } from '../model/assert';
import type { AppId, IdentityDomainId } from '../model/ids';
import type { ImportRun, ImportTarget } from '../model/import-run';
import { rulesInForce } from '../model/synchronization';
import type { LoadedAccounts, UserList } from './lists';
import type { OpenWorkspace } from './open-workspace';
import { runSliced } from './run-sliced';

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
      readonly users: UserList;
      /** The step that the import will be, and the one that could be done again: together they tell every decision. */
      readonly step: number;
      readonly redoable: number | undefined;
      /** No change is under way that may have touched the decisions in memory and may still be taken back. */
      readonly isSettled: () => boolean;
      /** Built while the file was read; large, and not kept beyond the match. */
      readonly prepared: UserKeys | undefined;
    };

export async function loadBase(
  workspace: OpenWorkspace,
  target: ImportTarget,
  prepared: UserKeys | undefined
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
  const isFitting = prepared?.users === users.records && prepared.rules === rulesInForce(app.synchronization);
  return {
    kind: 'accounts',
    app,
    list,
    users,
    step: history.nextId,
    redoable: history.view.redoable?.id,
    isSettled: () => !workspace.isChanging,
    prepared: isFitting ? prepared : undefined
  };
}

/** Whether nothing that a stage was worked out from has changed since: lists, rules, decisions. */
export async function isCurrent(workspace: OpenWorkspace, base: StageBase): Promise<boolean> {
  const { lists, history } = workspace;
  if (base.kind === 'users') return (await lists.users(base.domainId)) === base.users;
  const [list, users] = await Promise.all([lists.accounts(base.app.id), lists.users(base.app.domainId)]);
  return (
    list === base.list &&
    users === base.users &&
    workspace.app(base.app.id)?.synchronization === base.app.synchronization &&
    base.step === history.nextId &&
    base.redoable === history.view.redoable?.id
  );
}

/** The engine has little to do while a file is read: it gets the users ready for the match that follows. */
export async function prepareUsers(
  workspace: OpenWorkspace,
  appId: AppId,
  attributes: readonly Attribute[],
  goesOn: () => boolean
): Promise<UserKeys | undefined> {
  const app = workspace.app(appId);
  if (!app) return undefined;
  const users = await workspace.lists.users(app.domainId);
  const keys = new UserKeys(users.records, rulesInForce(app.synchronization));
  await runSliced(keys.build(keys.applicableTo([...attributes, FORMATTED_USER_NAME])), goesOn);
  return keys;
}

/** The list holds users made in Muster too, and those that vanished: the last full import tells what the source had. */
function knownUsers(workspace: OpenWorkspace, target: ImportTarget, { records }: UserList): number {
  const last = workspace.runs(target).find(({ mode, status }) => mode === 'full' && status === 'succeeded');
  return last ? Math.min(records.rowCount, rowsTaken(last)) : records.rowCount;
}

function rowsTaken({ rows }: ImportRun): number {
  return rows.created + rows.updated + rows.unchanged;
}
