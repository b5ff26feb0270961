import { isActiveStatus } from './active-status';
import type { Attribute } from './attribute';
import type { CommitTarget } from './commit-target';
import type { JsonObject } from './json';
import type { AttributeChange, PlannedGroup, PlannedUser, PlanOperation } from './plan-operation';
import { sentOtherEmails, sentText } from './sent-text';

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const BULK_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
export const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** A request of RFC 7644, beneath the base address of the server. */
export interface ScimRequest {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** `/Users`, `/Groups/2819c223`; ids are percent-encoded. */
  readonly path: string;
  readonly data?: JsonObject;
}

/** How values are said to a server. */
export interface ScimSpelling {
  /** A plain SCIM server where undefined. */
  readonly target?: CommitTarget;
  /** The server's id of the manager whom a text means; empty, or undefined for all, where it is not known: it is left out. */
  readonly manager?: ((text: string) => string) | undefined;
}

/** What the server calls users and groups; `bulkId:…` for what the same Bulk request creates. Empty where it is not known. */
export interface ScimReferences extends ScimSpelling {
  readonly user: (user: PlannedUser) => string;
  readonly group: (group: PlannedGroup) => string;
}

export type UserValues = PlannedUser['values'];

/** Attributes that can be said to a SCIM server. Groups are said as memberships; what is custom has no name there. */
export const SCIM_ATTRIBUTES: ReadonlySet<Attribute> = new Set<Attribute>([
  'externalId',
  'userName',
  'displayName',
  'givenName',
  'familyName',
  'email',
  'otherEmail',
  'employeeNumber',
  'department',
  'title',
  'manager',
  'phone',
  'userType',
  'active'
]);

/**
 * The request that carries an operation out. Undefined where there is none: links are nothing to a plain server, an id is
 * missing, or nothing of a change has a name in SCIM. A group is created without members (see `scimGroup`).
 */
export function scimRequest(operation: PlanOperation, references: ScimReferences): ScimRequest | undefined {
  if (operation.kind === 'create-user') {
    return operation.user && { method: 'POST', path: '/Users', data: scimUser(operation.user.values, references) };
  }
  if (operation.kind === 'create-group') {
    return operation.group && { method: 'POST', path: '/Groups', data: scimGroup(operation.group.name, []) };
  }
  return operation.group ? groupRequest(operation, references) : userRequest(operation, references);
}

function userRequest({ kind, user, changes }: PlanOperation, references: ScimReferences): ScimRequest | undefined {
  const id = user ? references.user(user) : '';
  if (id === '') return undefined;
  const path = `/Users/${pathPart(id)}`;
  switch (kind) {
    case 'update-user': {
      const parts = changes.flatMap((change) => patchParts(change, references));
      return parts.length === 0 ? undefined : patch(path, parts);
    }
    case 'activate-user':
      return patch(path, [{ op: 'replace', path: 'active', value: true }]);
    case 'suspend-user':
    case 'deactivate-user':
      return patch(path, [{ op: 'replace', path: 'active', value: false }]);
    case 'delete-user':
      return { method: 'DELETE', path };
    default:
      return undefined;
  }
}

function groupRequest({ kind, user, group }: PlanOperation, references: ScimReferences): ScimRequest | undefined {
  const id = group ? references.group(group) : '';
  if (id === '') return undefined;
  const path = `/Groups/${pathPart(id)}`;
  if (kind === 'delete-group') return { method: 'DELETE', path };
  const member = user ? references.user(user) : '';
  if (member === '') return undefined;
  switch (kind) {
    case 'add-member':
      return patch(path, [{ op: 'add', path: 'members', value: [scimMember(member)] }]);
    case 'remove-member':
      return patch(path, [{ op: 'remove', path: `members[value eq ${JSON.stringify(member)}]` }]);
    default:
      return undefined;
  }
}

/** A user as it is sent to be created: only what is filled; no `active` means active. */
export function scimUser(values: UserValues, spelling: ScimSpelling = {}): JsonObject {
  const { givenName, familyName } = values;
  const phone = sentText('phone', values.phone ?? '', spelling.target ?? 'scim');
  const extension = enterprisePart(values, spelling);
  const emails = emailParts(values);
  return {
    schemas: extension ? [USER_SCHEMA, ENTERPRISE_SCHEMA] : [USER_SCHEMA],
    ...filled('externalId', values.externalId),
    ...filled('userName', values.userName),
    ...(givenName || familyName
      ? { name: { ...filled('givenName', givenName), ...filled('familyName', familyName) } }
      : {}),
    ...filled('displayName', values.displayName),
    ...filled('title', values.title),
    ...filled('userType', values.userType),
    active: isActiveStatus(values.active ?? ''),
    ...(emails.length > 0 ? { emails } : {}),
    ...(phone ? { phoneNumbers: [{ value: phone, type: 'work' }] } : {}),
    ...(extension ? { [ENTERPRISE_SCHEMA]: extension } : {})
  };
}

function emailParts({ email, otherEmail = '' }: UserValues): readonly JsonObject[] {
  const primary = email ? [{ value: email, type: 'work', primary: true }] : [];
  return [...primary, ...sentOtherEmails(otherEmail).map((value) => ({ value, type: 'other' }))];
}

/** `members`: ids, or `bulkId:…` within one Bulk request. */
export function scimGroup(name: string, members: readonly string[]): JsonObject {
  const parts = members.length > 0 ? { members: members.map(scimMember) } : {};
  return { schemas: [GROUP_SCHEMA], displayName: name, ...parts };
}

export function scimMember(id: string): JsonObject {
  return { value: id, type: 'User' };
}

/** A part of a path. What is no text to UTF-8 (half a surrogate pair) becomes U+FFFD, as everywhere it is encoded. */
export function pathPart(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function enterprisePart(
  { employeeNumber, department, manager: text }: UserValues,
  spelling: ScimSpelling
): JsonObject | undefined {
  const manager = managerId(text, spelling);
  if (!employeeNumber && !department && !manager) return undefined;
  return {
    ...filled('employeeNumber', employeeNumber),
    ...filled('department', department),
    ...(manager ? { manager: { value: manager } } : {})
  };
}

/** Empty where nobody is known to be meant. */
export function managerId(text: string | undefined, { manager }: ScimSpelling): string {
  return text && manager ? manager(text) : '';
}

function filled(name: string, value: string | undefined): JsonObject {
  return value ? { [name]: value } : {};
}

function patch(path: string, operations: readonly JsonObject[]): ScimRequest {
  return { method: 'PATCH', path, data: { schemas: [PATCH_SCHEMA], Operations: operations } };
}

const PATHS: Partial<Record<Attribute, string>> = {
  externalId: 'externalId',
  userName: 'userName',
  displayName: 'displayName',
  givenName: 'name.givenName',
  familyName: 'name.familyName',
  title: 'title',
  userType: 'userType',
  employeeNumber: `${ENTERPRISE_SCHEMA}:employeeNumber`,
  department: `${ENTERPRISE_SCHEMA}:department`
};

/** Attributes with several values: the list they stand in and the type that tells which one is meant. */
const TYPED: Partial<Record<Attribute, { readonly list: string; readonly type: string; readonly isPrimary?: true }>> = {
  email: { list: 'emails', type: 'work', isPrimary: true },
  otherEmail: { list: 'emails', type: 'other' },
  phone: { list: 'phoneNumbers', type: 'work' }
};

function patchParts(change: AttributeChange, spelling: ScimSpelling): readonly JsonObject[] {
  const { attribute, after } = change;
  const path = PATHS[attribute];
  if (path) return [after === '' ? { op: 'remove', path } : { op: 'replace', path, value: after }];
  if (attribute === 'active') return [{ op: 'replace', path: 'active', value: isActiveStatus(after) }];
  return attribute === 'manager' ? managerPart(after, spelling) : typedPart(change, spelling);
}

/** Nothing where it is not known whom the text means. */
function managerPart(after: string, spelling: ScimSpelling): readonly JsonObject[] {
  const path = `${ENTERPRISE_SCHEMA}:manager`;
  if (after === '') return [{ op: 'remove', path }];
  const value = managerId(after, spelling);
  return value === '' ? [] : [{ op: 'replace', path, value: { value } }];
}

/**
 * Where none was there before, a filter would find no target (RFC 7644, 3.5.2.3): it is added instead. Where there are
 * several, before or after, one replaced in place would be all of them: the old ones go first.
 */
function typedPart(
  { attribute, before, after }: AttributeChange,
  { target = 'scim' }: ScimSpelling
): readonly JsonObject[] {
  const typed = TYPED[attribute];
  if (!typed) return [];
  const path = `${typed.list}[type eq "${typed.type}"]`;
  if (after === '') return [{ op: 'remove', path }];
  const texts = attribute === 'otherEmail' ? sentOtherEmails(after) : [sentText(attribute, after, target)];
  const isOne = texts.length === 1 && (attribute !== 'otherEmail' || sentOtherEmails(before).length === 1);
  if (before !== '' && isOne) return [{ op: 'replace', path: `${path}.value`, value: texts[0] }];
  const primary = typed.isPrimary ? { primary: true } : {};
  const add = { op: 'add', path: typed.list, value: texts.map((value) => ({ value, type: typed.type, ...primary })) };
  return before === '' ? [add] : [{ op: 'remove', path }, add];
}
