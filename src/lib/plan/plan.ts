import { cellText } from '../engine/record-set';
import { CREATED_HERE } from '../engine/user-records';
import type { Attribute } from '../model/attribute';
import { asRow } from '../model/ids';
import {
  OPERATION_CODE,
  OPERATION_KINDS,
  type OperationKind,
  type PlanOperation,
  type PlannedAccount,
  type PlannedUser
} from '../model/plan-operation';
import type { GroupTable } from './group-table';
import { operationId } from './operation-id';
import type { OperationList } from './operation-list';
import type { PlanInput } from './plan-source';
import type { UserDifferences } from './user-differences';

export interface PlanParts {
  /** One per kind, in their order. */
  readonly lists: readonly OperationList[];
  readonly groups: GroupTable;
  /** One per app. */
  readonly differences: readonly UserDifferences[];
  readonly unconfirmed: readonly number[];
  readonly vanished: readonly number[];
  readonly differing: readonly number[];
  /** 1 for users who do not exist in the target yet. */
  readonly isNewUser: Uint8Array;
}

/** An operation before it is made whole: numbers into the lists that it was computed from. */
export interface OperationPlaceInPlan {
  readonly kind: OperationKind;
  /** Position in the apps of the input. */
  readonly app: number;
  readonly account: number;
  readonly user: number;
  readonly group: number;
  /** For `update-user`: the attributes that change (plan/user-differences.ts). */
  readonly changes: number;
}

/** Computed operations in their order, made whole one by one when they are looked at. */
export class Plan {
  readonly input: PlanInput;
  readonly counts: Readonly<Record<OperationKind, number>>;
  readonly length: number;
  /** Accounts that nobody has decided, per app of the input. */
  readonly unconfirmed: readonly number[];
  /** Accounts that were confirmed and are gone from their source, per app: nothing is done for them. */
  readonly vanished: readonly number[];
  /** Accounts whose value for an attribute gives way to that of another account of the same user, per app. */
  readonly differing: readonly number[];
  readonly groups: GroupTable;
  readonly #parts: PlanParts;
  /** Where the operations of each kind begin; the last one is the length. */
  readonly #starts: readonly number[];
  readonly #newGroups = new Set<number>();
  readonly #userAttributes: readonly Attribute[];

  constructor(input: PlanInput, parts: PlanParts) {
    this.input = input;
    this.#parts = parts;
    this.unconfirmed = parts.unconfirmed;
    this.vanished = parts.vanished;
    this.differing = parts.differing;
    this.groups = parts.groups;
    this.#starts = parts.lists.reduce<number[]>((all, { length }) => [...all, all[all.length - 1] + length], [0]);
    this.length = this.#starts[this.#starts.length - 1];
    // Every kind has its list.
    this.counts = Object.fromEntries(OPERATION_KINDS.map((kind, i) => [kind, parts.lists[i].length])) as Record<
      OperationKind,
      number
    >;
    const created = this.list('create-group');
    for (let i = 0; i < created.length; i++) this.#newGroups.add(created.detail(i));
    this.#userAttributes = input.users.attributes.filter((attribute) => attribute !== CREATED_HERE);
  }

  /** The operations of a kind, for who goes through many. */
  list(kind: OperationKind): OperationList {
    return this.#parts.lists[OPERATION_CODE[kind]];
  }

  /** Operations [start, end) of this kind. */
  rangeOf(kind: OperationKind): { readonly start: number; readonly end: number } {
    const code = OPERATION_CODE[kind];
    return { start: this.#starts[code], end: this.#starts[code + 1] };
  }

  /** Some operation is for this account. 1 ns per operation. */
  isAbout(app: number, account: number): boolean {
    return this.#parts.lists.some((list) => {
      for (let at = 0; at < list.length; at++) if (list.account(at) === account && list.app(at) === app) return true;
      return false;
    });
  }

  place(index: number): OperationPlaceInPlan {
    let code = 0;
    while (index >= this.#starts[code + 1]) code++;
    const list = this.#parts.lists[code];
    const at = index - this.#starts[code];
    const kind = OPERATION_KINDS[code];
    const detail = list.detail(at);
    const isUpdate = kind === 'update-user';
    return {
      kind,
      app: list.app(at),
      account: list.account(at),
      user: list.user(at),
      group: isUpdate ? -1 : detail,
      changes: isUpdate ? detail : 0
    };
  }

  id(index: number): string {
    const { kind, app, account, user, group } = this.place(index);
    return operationId({
      kind,
      appId: this.input.apps[app]?.id,
      accountRow: account,
      userRow: user,
      groupKey: group < 0 ? '' : this.groups.key(group)
    });
  }

  groupName(group: number): string {
    return this.groups.name(group);
  }

  /** About 5 µs: it reads every cell of the user. */
  operation(index: number): PlanOperation {
    const { kind, app, account, user, group, changes } = this.place(index);
    return {
      id: this.id(index),
      kind,
      user: user < 0 ? undefined : this.#user(user),
      account: account < 0 ? undefined : this.#account(app, account),
      group: group < 0 ? undefined : { name: this.groupName(group), isNew: this.#newGroups.has(group) },
      changes: changes === 0 ? [] : this.#parts.differences[app].changes(account, user, changes)
    };
  }

  #user(row: number): PlannedUser {
    const { users } = this.input;
    const values: Partial<Record<Attribute, string>> = {};
    for (const attribute of this.#userAttributes) {
      const value = cellText(users, row, attribute);
      if (value !== '') values[attribute] = value;
    }
    const isNew = this.#parts.isNewUser[row] === 1;
    return { row: asRow(row), targetId: isNew ? '' : (values.externalId ?? ''), isNew, values };
  }

  #account(app: number, row: number): PlannedAccount {
    const { id, name, key, list } = this.input.apps[app];
    const cell = (attribute: Attribute | undefined) => (attribute ? cellText(list.records, row, attribute) : '');
    return {
      appId: id,
      appName: name,
      row: asRow(row),
      key: cell(key),
      userName: cell('userName'),
      email: cell('email')
    };
  }
}
