import { attributeLabel, type Attribute } from '../model/attribute';
import type { CommitStatus, OperationState } from '../model/commit';
import type { OperationKind, PlanOperation, PlannedUser } from '../model/plan-operation';
import { formatCountOf } from './format';

/** What kind of thing an operation does: it has its colour, never without its sign and word. */
export type OperationTone = 'add' | 'change' | 'link' | 'take' | 'delete';

export const OPERATION_TONE: Record<OperationKind, OperationTone> = {
  'create-user': 'add',
  'update-user': 'change',
  'activate-user': 'change',
  link: 'link',
  'create-group': 'add',
  'add-member': 'link',
  'remove-member': 'take',
  unlink: 'take',
  'suspend-user': 'take',
  'deactivate-user': 'take',
  'delete-user': 'delete',
  'delete-group': 'delete'
};

export const OPERATION_STATE_LABEL: Record<OperationState, string> = {
  waiting: 'Waiting',
  sent: 'No answer yet',
  done: 'Done',
  'already-there': 'Already there',
  failed: 'Failed',
  'left-out': 'Left out'
};

export const COMMIT_STATUS_LABEL: Record<CommitStatus, string> = {
  'handed-over': 'Handed over',
  running: 'Running',
  paused: 'Paused',
  ended: 'Done',
  'ended-with-failures': 'Done, with failures',
  cancelled: 'Cancelled'
};

/** The name people know a user by. */
export function userTitle({ values }: PlannedUser): string {
  const name = values.displayName ?? [values.givenName, values.familyName].filter(Boolean).join(' ');
  return name || values.userName || values.email || values.employeeNumber || 'Without a name';
}

/** What tells them from others of that name. */
export function userSubtitle({ values }: PlannedUser): string {
  return [values.userName, values.email === values.userName ? undefined : values.email].filter(Boolean).join(' · ');
}

/** Of whom or what it is about, for labels: `Ann Lee`, `Finance`. */
export function operationSubject({ user, group }: PlanOperation): string {
  return user ? userTitle(user) : (group?.name ?? '');
}

/** Nothing is shown as a dash, so that it can be seen. */
export function valueText(value: string): string {
  return value === '' ? '–' : value.replaceAll('\n', ', ');
}

/** In one line: `Title: Analyst → Lead, and 2 more`; `14 attributes`; the group. */
export function changeSummary({ kind, changes, user, group, account }: PlanOperation): string {
  const [first] = changes;
  if (first) {
    const more = changes.length > 1 ? `, and ${changes.length - 1} more` : '';
    return `${attributeLabel(first.attribute)}: ${valueText(first.before)} → ${valueText(first.after)}${more}`;
  }
  if (kind === 'create-user' && user) {
    return formatCountOf(Object.keys(user.values).length, 'attribute', 'attributes');
  }
  if (group) return group.name;
  return kind === 'link' && account ? `to ${account.appName}` : '';
}

/** Attribute and value of everything that is filled, in the order they are stored. */
export function valueList({ values }: PlannedUser): readonly { readonly term: string; readonly text: string }[] {
  return Object.entries(values).map(([attribute, value]) => ({
    // Object.entries forgets which texts the keys are.
    term: attributeLabel(attribute as Attribute),
    text: valueText(value ?? '')
  }));
}
