import type { Attribute } from './attribute';
import type { AppId, RowIndex } from './ids';

/**
 * What an operation of a plan does, in the order in which operations are carried out: users before what refers to them,
 * deletions last. The position is the code in the column: it is not stored, except by name.
 */
export const OPERATION_KINDS = [
  'create-user',
  'update-user',
  'activate-user',
  'link',
  'create-group',
  'add-member',
  'remove-member',
  'unlink',
  'suspend-user',
  'deactivate-user',
  'delete-user',
  'delete-group'
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

export const OPERATION_CODE = {
  'create-user': 0,
  'update-user': 1,
  'activate-user': 2,
  link: 3,
  'create-group': 4,
  'add-member': 5,
  'remove-member': 6,
  unlink: 7,
  'suspend-user': 8,
  'deactivate-user': 9,
  'delete-user': 10,
  'delete-group': 11
} as const satisfies Record<OperationKind, number>;

export const OPERATION_LABEL: Record<OperationKind, string> = {
  'create-user': 'Create user',
  'update-user': 'Update attributes',
  'activate-user': 'Activate user',
  link: 'Link',
  'create-group': 'Create group',
  'add-member': 'Add to group',
  'remove-member': 'Remove from group',
  unlink: 'Remove assignment',
  'suspend-user': 'Suspend user',
  'deactivate-user': 'Deactivate user',
  'delete-user': 'Delete user',
  'delete-group': 'Delete group'
};

/** What cannot be put back as it was: it is typed to be confirmed, and has a ceiling per commit. */
export const DELETING_KINDS: readonly OperationKind[] = ['delete-user', 'delete-group'];

/** One operation, whole: what a writer or a connector needs to carry it out, and to take it back. */
export interface PlanOperation {
  /** Names it within the domain, the same each time the plan is computed (plan/operation-id.ts). */
  readonly id: string;
  readonly kind: OperationKind;
  /** Whom it is about; undefined for groups themselves. */
  readonly user: PlannedUser | undefined;
  /** The account whose decision led to it; undefined where no single one did. */
  readonly account: PlannedAccount | undefined;
  readonly group: PlannedGroup | undefined;
  /** For `update-user`: attribute by attribute. Empty for all others. */
  readonly changes: readonly AttributeChange[];
}

export interface PlannedUser {
  readonly row: RowIndex;
  /** What the target calls this user; empty where it is new, or where the list of users came without. */
  readonly targetId: string;
  /** To be created by this plan. */
  readonly isNew: boolean;
  /** As they are in Muster, before the plan; only what is filled. Multiple groups are parted by GROUP_SEPARATOR. */
  readonly values: Readonly<Partial<Record<Attribute, string>>>;
}

export interface PlannedAccount {
  readonly appId: AppId;
  readonly appName: string;
  readonly row: RowIndex;
  /** What the app calls it, by the key of its list. */
  readonly key: string;
  readonly userName: string;
  readonly email: string;
}

export interface PlannedGroup {
  readonly name: string;
  /** To be created by this plan. */
  readonly isNew: boolean;
}

export interface AttributeChange {
  readonly attribute: Attribute;
  readonly before: string;
  readonly after: string;
}
