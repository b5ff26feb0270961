import type { OperationKind } from '../model/plan-operation';
import { GroupCells, type GroupTable } from './group-table';
import { OperationList } from './operation-list';
import type { PlanInput } from './plan-source';
import { UserGroups } from './user-groups';

const SLICE_ROWS = 16_384;
const NONE = -1;

interface MembershipPlace {
  readonly app: number;
  readonly account: number;
  readonly user: number;
  readonly group: number;
}

export interface MembershipWork {
  readonly input: PlanInput;
  readonly groups: GroupTable;
  /** 1 for users who do not exist in the target yet: they are in no group. */
  readonly isNewUser: Uint8Array;
  /** Accounts of each user; 2 for more. */
  readonly accountCount: Uint8Array;
  readonly push: (kind: OperationKind, place: MembershipPlace) => void;
}

/**
 * Which memberships change. Users with one account are compared with it alone; of those with several, what any of the
 * accounts has is put together, for apps whose memberships count.
 */
export class PlannedMemberships {
  readonly #work: MembershipWork;
  readonly #userGroups: GroupCells;
  readonly #isGroupKnown: boolean[] = [];
  /** Found as they are read; whether another account has the group is known at the end. */
  readonly #removals = new OperationList();
  #areUserGroupsRead = false;
  #shared: { readonly wanted: UserGroups; readonly added: UserGroups; readonly removed: UserGroups } | undefined;

  constructor(work: MembershipWork) {
    this.#work = work;
    this.#userGroups = new GroupCells(work.input.users, work.groups);
  }

  /** Undefined where the app's memberships are left as they are. */
  *of(app: number): Generator<void, AppMemberships | undefined> {
    const { input, groups } = this.#work;
    const { memberships, list } = input.apps[app];
    if (memberships === 'leave') return undefined;
    if (!this.#areUserGroupsRead) yield* this.#readUserGroups();
    const cells = new GroupCells(list.records, groups);
    const named = memberships === 'mirror' ? yield* namedGroups(cells, list.records.rowCount) : NO_GROUPS;
    return {
      note: (account, user) => this.#note(cells.of(account), user),
      plan: (account, user) => this.#plan({ app, account, user, group: NONE }, cells.of(account), named)
    };
  }

  *finish(): Generator<void, void> {
    const { push } = this.#work;
    for (let at = 0; at < this.#removals.length; at++) {
      if (at % SLICE_ROWS === 0) yield;
      const user = this.#removals.user(at);
      const group = this.#removals.detail(at);
      if (this.#hasSeveral(user)) {
        const { wanted, removed } = this.#pairs();
        if (wanted.has(user, group) || !removed.add(user, group)) continue;
      }
      push('remove-member', { app: this.#removals.app(at), account: this.#removals.account(at), user, group });
    }
  }

  /** The groups of the domain are numbered first: where spellings differ, theirs is the name. */
  *#readUserGroups(): Generator<void, void> {
    const { input, isNewUser } = this.#work;
    this.#areUserGroupsRead = true;
    for (let row = 0; row < input.users.rowCount; row++) {
      if (row % SLICE_ROWS === 0) yield;
      if (isNewUser[row] === 1) continue;
      for (const group of this.#userGroups.of(row)) this.#isGroupKnown[group] = true;
    }
  }

  #note(wanted: readonly number[], user: number): void {
    if (!this.#hasSeveral(user)) return;
    for (const group of wanted) this.#pairs().wanted.add(user, group);
  }

  #plan(place: MembershipPlace, wanted: readonly number[], named: ReadonlySet<number>): void {
    const { push, isNewUser } = this.#work;
    const { app, account, user } = place;
    const has = isNewUser[user] === 1 ? [] : this.#userGroups.of(user);
    for (const group of wanted) {
      if (has.includes(group)) continue;
      if (!this.#isGroupKnown[group]) push('create-group', { app, account: NONE, user: NONE, group });
      this.#isGroupKnown[group] = true;
      if (this.#hasSeveral(user) && !this.#pairs().added.add(user, group)) continue;
      push('add-member', { ...place, group });
    }
    for (const group of has) {
      if (named.has(group) && !wanted.includes(group)) this.#removals.push(app, account, user, group);
    }
  }

  #hasSeveral(user: number): boolean {
    return this.#work.accountCount[user] > 1;
  }

  #pairs() {
    const { rowCount } = this.#work.input.users;
    this.#shared ??= {
      wanted: new UserGroups(rowCount),
      added: new UserGroups(rowCount),
      removed: new UserGroups(rowCount)
    };
    return this.#shared;
  }
}

/** The memberships of an app's accounts. */
export interface AppMemberships {
  /** Takes note of what an account has, whether or not anything is done for it. */
  readonly note: (account: number, user: number) => void;
  readonly plan: (account: number, user: number) => void;
}

const NO_GROUPS: ReadonlySet<number> = new Set();

/** A group that the app does not know at all is none of its business. */
function* namedGroups(cells: GroupCells, rowCount: number): Generator<void, ReadonlySet<number>> {
  const named = new Set<number>();
  for (let row = 0; row < rowCount; row++) {
    if (row % SLICE_ROWS === 0) yield;
    for (const group of cells.of(row)) named.add(group);
  }
  return named;
}
