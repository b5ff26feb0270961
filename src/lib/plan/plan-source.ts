import type { AccountList } from '../engine/account-list';
import type { RecordSet } from '../engine/record-set';
import type { Attribute } from '../model/attribute';
import type { AppId } from '../model/ids';
import type { MembershipUpdates, UserUpdates } from '../model/synchronization';

/** What a plan is computed from: the users of a domain, and the apps whose decisions are asked for. */
export interface PlanInput {
  readonly users: RecordSet;
  readonly apps: readonly PlanApp[];
}

export interface PlanApp {
  readonly id: AppId;
  readonly name: string;
  readonly list: AccountList;
  /** The attribute that tells its accounts apart. */
  readonly key: Attribute | undefined;
  readonly userUpdates: UserUpdates;
  readonly memberships: MembershipUpdates;
  /** What the app's mappings make of its accounts; undefined where users get the attributes of the same names. */
  readonly mapped: MappedValues | undefined;
}

/** Values that expressions gave, for the accounts that they were asked for. */
export interface MappedValues {
  readonly records: RecordSet;
  /** For each account its row in `records`, -1 for none. */
  readonly rows: Int32Array;
  /** The attributes that have a mapping; the others take the account's own value. */
  readonly attributes: ReadonlySet<Attribute>;
}
