import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import type { AttributeChange, PlannedUser } from '../../model/plan-operation';
import { ENTERPRISE_SCHEMA, USER_SCHEMA, type UserValues } from '../../model/scim-request';
import { sentOtherEmails, sentText } from '../../model/sent-text';
import type { MergedUpdate } from '../merged-updates';
import { hclBlock, hclList, hclString, type Argument } from './hcl-text';
import { plannedStatus, plannedValues } from './planned-values';
import { userResource } from './resource-names';

/** The provider writes the name of a schema without its colons and dots. */
const EXTENSION = 'urnietfparamsscimschemasextensionenterprise20user';
export const ENDPOINT: Argument = ['idcs_endpoint', 'var.idcs_endpoint'];
/** Oracle adds schemas of its own to every object. */
export const LIFECYCLE = lifecycle(['schemas']);

/** What a block may say, by the attributes that it is made of. */
const TOP = [
  ['user_name', 'userName'],
  ['external_id', 'externalId'],
  ['display_name', 'displayName'],
  ['title', 'title'],
  ['user_type', 'userType']
] as const satisfies (readonly [string, Attribute])[];
const PARTS: Readonly<Record<string, readonly Attribute[]>> = {
  ...Object.fromEntries(TOP.map(([name, attribute]) => [name, [attribute]])),
  active: ['active'],
  name: ['givenName', 'familyName'],
  emails: ['email', 'otherEmail'],
  phone_numbers: ['phone'],
  [EXTENSION]: ['employeeNumber', 'department', 'manager']
};

/** Oracle refuses a user without them; of a name both parts. */
const ALWAYS: ReadonlySet<Attribute> = new Set<Attribute>(['userName', 'givenName', 'familyName']);

/** The id of the manager whom a text means; empty where it is not known. */
type ManagerId = (text: string) => string;

/** Oracle refuses users without these. */
export function isWholeOciUser({ userName, familyName }: UserValues): boolean {
  return Boolean(userName) && Boolean(familyName);
}

export function newOciUser(user: PlannedUser, managerId: ManagerId): string {
  const said = { values: user.values, managerId, isActive: isActiveStatus(user.values.active ?? '') };
  return resource(user, said, LIFECYCLE);
}

/**
 * One who exists: taken into Terraform's state by id. Said is what Oracle requires and what changes, with what stands in
 * the same list or name; whatever the plan does not change stays as it is there, and nobody's external ID is touched.
 */
export function importedOciUser(update: MergedUpdate, managerId: ManagerId): string {
  const { user, changes } = update;
  const changed = new Set<Attribute>(changes.map(({ attribute }) => attribute));
  changed.delete('externalId');
  const isChanged = (part: string) => PARTS[part].some((attribute) => changed.has(attribute));
  const values = plannedValues(update);
  const isActive = activeAfter(update, values);
  const kept = picked(values, (attribute) => {
    if (attribute === 'email' || attribute === 'otherEmail') return isChanged('emails');
    return ALWAYS.has(attribute) || changed.has(attribute);
  });
  const ignored = Object.keys(PARTS).filter((part) => (part === 'active' ? isActive === undefined : !isChanged(part)));
  const rule = lifecycle(['schemas', ...ignored]);
  return `${ociImport(user)}\n${resource(user, { values: kept, managerId, isActive }, rule)}`;
}

/** Undefined where the plan does not say it. */
function activeAfter(update: MergedUpdate, values: UserValues): boolean | undefined {
  const status = plannedStatus(update);
  if (status) return status === 'activate-user';
  const isSaid = update.changes.some(({ attribute }) => attribute === 'active');
  return isSaid ? isActiveStatus(values.active ?? '') : undefined;
}

function picked(values: UserValues, isSaid: (attribute: Attribute) => boolean): UserValues {
  // Its keys are attributes.
  return Object.fromEntries(Object.entries(values).filter(([attribute]) => isSaid(attribute as Attribute)));
}

interface Said {
  readonly values: UserValues;
  readonly managerId: ManagerId;
  /** Not said where undefined. */
  readonly isActive: boolean | undefined;
}

/** Whether there are words for what an update brings. */
export function isSaidByOci({ attribute, after }: AttributeChange, managerId: ManagerId): boolean {
  if (attribute === 'manager' && after !== '') return managerId(after) !== '';
  return attribute !== 'externalId' && Object.values(PARTS).some((part) => part.includes(attribute));
}

function resource(user: PlannedUser, { values, managerId, isActive }: Said, rule: string): string {
  const extension = extensionBlock(values, managerId);
  const args: readonly Argument[] = [
    ENDPOINT,
    ['schemas', hclList((extension.length > 0 ? [USER_SCHEMA, ENTERPRISE_SCHEMA] : [USER_SCHEMA]).map(hclString))],
    ...said(values, TOP),
    ...(isActive === undefined ? [] : [['active', String(isActive)] as const])
  ];
  const head = `resource "oci_identity_domains_user" "${userResource(user)}"`;
  return hclBlock(head, args, [...valueBlocks(values), ...extension, rule]);
}

function lifecycle(ignored: readonly string[]): string {
  return hclBlock('lifecycle', [['ignore_changes', hclList(ignored)]]);
}

function ociImport(user: PlannedUser): string {
  const id = hclString(`/users/${user.targetId}`).slice(1);
  return hclBlock('import', [
    ['to', `oci_identity_domains_user.${userResource(user)}`],
    ['id', `"idcsEndpoint/\${var.idcs_endpoint}${id}`]
  ]);
}

/** The address for recovery is said too: Oracle makes it of the primary one, and every later plan would show it. */
function valueBlocks(values: UserValues): readonly string[] {
  const { email, otherEmail = '', phone = '' } = values;
  const name = said(values, [
    ['given_name', 'givenName'],
    ['family_name', 'familyName']
  ]);
  return [
    hclBlock('name', name),
    ...(email ? [valueBlock('emails', 'work', email, true), valueBlock('emails', 'recovery', email)] : []),
    ...sentOtherEmails(otherEmail).map((one) => valueBlock('emails', 'other', one)),
    ...(phone ? [valueBlock('phone_numbers', 'work', sentText('phone', phone, 'oracle'))] : [])
  ];
}

function valueBlock(name: string, type: string, value: string, isPrimary = false): string {
  const primary: readonly Argument[] = isPrimary ? [['primary', 'true']] : [];
  return hclBlock(name, [['type', hclString(type)], ['value', hclString(value)], ...primary]);
}

function extensionBlock(values: UserValues, managerId: ManagerId): readonly string[] {
  const args = said(values, [
    ['employee_number', 'employeeNumber'],
    ['department', 'department']
  ]);
  const id = values.manager ? managerId(values.manager) : '';
  const manager = id === '' ? [] : [hclBlock('manager', [['value', hclString(id)]])];
  return args.length + manager.length === 0 ? [] : [hclBlock(EXTENSION, args, manager)];
}

function said(values: UserValues, names: readonly (readonly [string, Attribute])[]): readonly Argument[] {
  return names.flatMap(([name, attribute]) => {
    const value = values[attribute];
    return value === undefined ? [] : [[name, hclString(value)] as const];
  });
}
