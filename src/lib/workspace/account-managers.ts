import { cellText, type RecordSet } from '../engine/record-set';
import { managerOf, resolveManagers, type Managers } from '../matching/resolve-managers';
import { NOBODY, SEVERAL } from '../matching/sought-values';
import { must } from '../model/assert';
import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { AccountManager } from '../protocol/engine-api';
import type { OpenWorkspace } from './open-workspace';
import { accountNames } from './read-rows';
import { runSliced } from './run-sliced';

/** The managers of an app's accounts, looked up for all of them when the first is asked for, until a list changes. */
export class AccountManagers {
  readonly #workspace: OpenWorkspace;
  /** By the accounts and the users: forgotten with them. */
  readonly #known = new WeakMap<RecordSet, WeakMap<RecordSet, Promise<Managers>>>();

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace;
  }

  async read(appId: AppId, row: number): Promise<Result<AccountManager | undefined, AppError>> {
    const app = this.#workspace.app(appId);
    if (!app) return err({ kind: 'not-found', what: 'The app' });
    const { lists } = this.#workspace;
    const [{ records }, { records: users }] = await Promise.all([lists.accounts(appId), lists.users(app.domainId)]);
    const text = row >= 0 && row < records.rowCount ? cellText(records, row, 'manager') : '';
    if (text === '') return ok(undefined);
    const { list, row: found } = managerOf(await this.#managers(records, users), row);
    if (found >= 0) return ok({ text, kind: 'person', list, ...accountNames(list === 'own' ? records : users, found) });
    if (found === NOBODY) return ok({ text, kind: 'nobody' });
    return ok(found === SEVERAL ? { text, kind: 'several' } : undefined);
  }

  #managers(records: RecordSet, users: RecordSet): Promise<Managers> {
    const ofAccounts = this.#known.get(records) ?? new WeakMap<RecordSet, Promise<Managers>>();
    this.#known.set(records, ofAccounts);
    const known = ofAccounts.get(users);
    if (known) return known;
    const managers = runSliced(resolveManagers(records, users)).then((found) => must(found, 'nobody ends this work'));
    ofAccounts.set(users, managers);
    // What failed is tried again when it is asked for again.
    managers.catch(() => ofAccounts.delete(users));
    return managers;
  }
}
