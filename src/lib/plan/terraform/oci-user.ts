import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import type { PlannedUser } from '../../model/plan-operation';
import { ENTERPRISE_SCHEMA, USER_SCHEMA, type UserValues } from '../../model/scim-request';
import { hclBlock, hclList, hclString, type Argument } from './hcl-text';
import type { StatusKind } from './planned-values';
import { userResource } from './resource-names';

/** The provider writes the name of a schema without its colons and dots. */
const EXTENSION = 'urnietfparamsscimschemasextensionenterprise20user';
export const ENDPOINT: Argument = ['idcs_endpoint', 'var.idcs_endpoint'];
/** Oracle adds schemas of its own to every object. */
export const LIFECYCLE = hclBlock('lifecycle', [['ignore_changes', '[schemas]']]);

/** Oracle refuses users without these. */
export function isWholeOciUser({ userName, familyName }: UserValues): boolean {
  return Boolean(userName) && Boolean(familyName);
}

export function ociUser(user: PlannedUser, values: UserValues, status: StatusKind | undefined): string {
  const isActive = status ? status === 'activate-user' : isActiveStatus(values.active ?? '');
  const { employeeNumber, department, manager } = values;
  const schemas = employeeNumber || department || manager ? [USER_SCHEMA, ENTERPRISE_SCHEMA] : [USER_SCHEMA];
  const args: readonly Argument[] = [
    ENDPOINT,
    ['schemas', hclList(schemas.map(hclString))],
    ...said(values, [
      ['user_name', 'userName'],
      ['external_id', 'externalId'],
      ['display_name', 'displayName'],
      ['title', 'title'],
      ['user_type', 'userType']
    ]),
    ['active', String(isActive)]
  ];
  return hclBlock(`resource "oci_identity_domains_user" "${userResource(user)}"`, args, nestedBlocks(values));
}

/** One who exists is taken into Terraform's state by id. */
export function ociImport(user: PlannedUser): string {
  const id = hclString(`/users/${user.targetId}`).slice(1);
  return hclBlock('import', [
    ['to', `oci_identity_domains_user.${userResource(user)}`],
    ['id', `"idcsEndpoint/\${var.idcs_endpoint}${id}`]
  ]);
}

/** The address for recovery is said too: Oracle makes it of the primary one, and every later plan would show it. */
function nestedBlocks(values: UserValues): readonly string[] {
  const { email, otherEmail, phone } = values;
  const name = said(values, [
    ['given_name', 'givenName'],
    ['family_name', 'familyName']
  ]);
  return [
    hclBlock('name', name),
    ...(email ? [valueBlock('emails', 'work', email, true), valueBlock('emails', 'recovery', email)] : []),
    ...(otherEmail ? [valueBlock('emails', 'other', otherEmail)] : []),
    ...(phone ? [valueBlock('phone_numbers', 'work', phone)] : []),
    ...extensionBlock(values),
    LIFECYCLE
  ];
}

function valueBlock(name: string, type: string, value: string, isPrimary = false): string {
  const primary: readonly Argument[] = isPrimary ? [['primary', 'true']] : [];
  return hclBlock(name, [['type', hclString(type)], ['value', hclString(value)], ...primary]);
}

function extensionBlock(values: UserValues): readonly string[] {
  const args = said(values, [
    ['employee_number', 'employeeNumber'],
    ['department', 'department']
  ]);
  const manager = values.manager ? [hclBlock('manager', [['value', hclString(values.manager)]])] : [];
  return args.length + manager.length === 0 ? [] : [hclBlock(EXTENSION, args, manager)];
}

function said(values: UserValues, names: readonly (readonly [string, Attribute])[]): readonly Argument[] {
  return names.flatMap(([name, attribute]) => {
    const value = values[attribute];
    return value === undefined ? [] : [[name, hclString(value)] as const];
  });
}
