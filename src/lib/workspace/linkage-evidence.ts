import type { AccountList } from '../engine/account-list';
import type { RecordSet } from '../engine/record-set';
import { RowList } from '../engine/row-list';
import type { App } from '../model/app';
import { DECISION_CODE, ORIGIN_CODE } from '../model/decision';
import { LEARNS_ALL } from '../model/domain-learning';
import { SITUATION_CODE } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import type { LearntPairs } from '../protocol/linkage-api';
import { breathe } from './breathe';
import { linkedAccounts } from './linked-accounts';
import type { OpenWorkspace } from './open-workspace';

const { confirmed, committed } = STATUS_CODE;

/** Accounts of another app whose owners are known. */
export interface AppOwners {
  readonly appName: string;
  readonly records: RecordSet;
  readonly owners: Int32Array<ArrayBuffer>;
}

/** What speaks for the owners of an app's accounts beside the two lists; `key`s tell whether it is what it was. */
export interface EvidenceNow {
  readonly known: readonly AppOwners[];
  readonly knownKey: string;
  readonly learnt: LearntPairs;
  readonly learntKey: string;
}

/** Reads the lists of the domain's other apps, where they have links. 5 ns per account. */
export async function evidenceFor(workspace: OpenWorkspace, app: App): Promise<EvidenceNow> {
  const userCount = (await workspace.lists.users(app.domainId)).records.rowCount;
  const known: AppOwners[] = [];
  for (const other of workspace.apps) {
    if (other.domainId !== app.domainId || other.id === app.id || !linkedAccounts(workspace, other)) continue;
    const list = await workspace.lists.accounts(other.id);
    await breathe();
    known.push({ appName: other.name, records: list.records, owners: ownersOf(list, userCount) });
  }
  const learnt = await learntPairs(workspace, app, userCount);
  return {
    known,
    knownKey: known.map(({ appName, owners }) => `${hashed(owners)} ${appName}`).join('\n'),
    learnt,
    learntKey: [learnt.accounts, learnt.users, learnt.isOwner].map(hashed).join(' ')
  };
}

/** Confirmed by a person or by a rule. A user may be missing for a moment: one whose import was undone. */
function ownersOf({ decisions: { status, user } }: AccountList, userCount: number): Int32Array<ArrayBuffer> {
  const owners = new Int32Array(user.length).fill(-1);
  for (let row = 0; row < owners.length; row++)
    if ((status[row] === confirmed || status[row] === committed) && user[row] < userCount) owners[row] = user[row];
  return owners;
}

async function learntPairs(workspace: OpenWorkspace, app: App, userCount: number): Promise<LearntPairs> {
  const { isOn, forgottenUpTo } = workspace.domains.find(({ id }) => id === app.domainId)?.learning ?? LEARNS_ALL;
  const pairs = new Pairs(userCount);
  if (!isOn) return pairs.take();
  const list = await workspace.lists.accounts(app.id);
  const { step, status } = list.decisions;
  const unlinks = unlinkSteps(workspace);
  for (let row = 0; row < step.length; row++) {
    if (step[row] <= forgottenUpTo) continue;
    if (status[row] === confirmed || status[row] === committed) pairs.addLink(list, row);
    else if (isUnlinked(list, row) && unlinks.has(step[row])) pairs.addRefusal(list, row);
  }
  return pairs.take();
}

function unlinkSteps({ history }: OpenWorkspace): ReadonlySet<number> {
  return new Set(history.view.steps.filter(({ action }) => action === 'unlink').map(({ id }) => id));
}

/** Somebody took it back: not this user. */
function isUnlinked({ decisions: { status, decision }, match }: AccountList, row: number): boolean {
  return status[row] === STATUS_CODE.unconfirmed && decision[row] === DECISION_CODE.none && match.candidate[row] >= 0;
}

class Pairs {
  readonly #accounts = new RowList();
  readonly #users = new RowList();
  readonly #isOwner: number[] = [];
  readonly #userCount: number;

  constructor(userCount: number) {
    this.#userCount = userCount;
  }

  /**
   * Exact matches that were confirmed many at once say what the rules say: nothing new. Where a person chose somebody else
   * than matching did, both are learnt from.
   */
  addLink({ decisions, match }: AccountList, row: number): void {
    const { origin, decision, user } = decisions;
    if (decision[row] !== DECISION_CODE.link || user[row] < 0) return;
    const isSingle = origin[row] === ORIGIN_CODE.single;
    if (!isSingle && (origin[row] !== ORIGIN_CODE.bulk || match.situation[row] === SITUATION_CODE.exact)) return;
    this.#add(row, user[row], 1);
    if (isSingle && match.candidate[row] >= 0 && match.candidate[row] !== user[row])
      this.#add(row, match.candidate[row], 0);
  }

  addRefusal({ match }: AccountList, row: number): void {
    this.#add(row, match.candidate[row], 0);
  }

  take(): LearntPairs {
    return {
      accounts: this.#accounts.slice(0, Infinity).slice(),
      users: this.#users.slice(0, Infinity).slice(),
      isOwner: Uint8Array.from(this.#isOwner)
    };
  }

  #add(account: number, user: number, isOwner: 0 | 1): void {
    if (user >= this.#userCount) return;
    this.#accounts.push(account);
    this.#users.push(user);
    this.#isOwner.push(isOwner);
  }
}

/** FNV-1a over numbers, and how many there are. */
function hashed(numbers: Int32Array | Uint32Array | Uint8Array): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < numbers.length; i++) hash = Math.imul(hash ^ numbers[i], 0x01000193);
  return `${numbers.length}:${hash >>> 0}`;
}
