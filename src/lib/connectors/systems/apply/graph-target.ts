import { isActiveStatus } from '../../../model/active-status';
import type { Attribute } from '../../../model/attribute';
import type { Connection } from '../../../model/connection';
import { isObject, own, ownList, ownText, type JsonObject } from '../../../model/json';
import type { PlannedUser, PlanOperation } from '../../../model/plan-operation';
import { pathPart } from '../../../model/scim-request';
import type {
  Findings,
  FoundGroup,
  FoundUser,
  KnownIds,
  LookUp,
  TargetSystem,
  UserKeys,
  WriteOptions,
  WriteRequest
} from '../../apply/target-system';

const SELECT =
  'id,userPrincipalName,displayName,givenName,surname,mail,otherMails,employeeId,department,jobTitle,businessPhones,accountEnabled';
/** The role of an application that has none. */
const DEFAULT_ROLE = '00000000-0000-0000-0000-000000000000';
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Microsoft Graph: users of an Entra tenant. Its ids are GUIDs, as those of a directory on premises are. */
export function graphTarget({ address }: Connection): TargetSystem {
  const base = `${address}/v1.0`;
  return {
    basePath: '/v1.0',
    contentType: 'application/json',
    isOwnId: (text) => GUID.test(text),
    trustsIds: true,
    looksFirst: new Set(['unlink']),
    findUser,
    findGroup: (name) => {
      const names = [...new Set([name, name.trim()])].map((one) => one.toWellFormed().replaceAll("'", "''"));
      const filter = names.map((one) => `displayName eq '${one}'`).join(' or ');
      return rows(`/groups?$filter=${encodeURIComponent(filter)}&$select=id,displayName`, base, groupOf);
    },
    membership: ({ userId, groupId }) => ({
      lookUp: ofUser(rows(`/users/${pathPart(userId)}/memberOf?$select=id&$top=999`, base, idOf)),
      wanted: groupId
    }),
    links: ({ userId, appId }) => {
      const filter = encodeURIComponent(`resourceId eq ${appId}`);
      return ofUser(rows(`/users/${pathPart(userId)}/appRoleAssignments?$filter=${filter}`, base, idOf));
    },
    carries: new Set<Attribute>([...(Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[]), ...APART]),
    knowsLate: true,
    write: (operation, ids, options) => write(operation, ids, { ...options, address }),
    madeId: (body) => (isObject(body) ? ownText(body, 'id') : '')
  };
}

function findUser({ targetId, values }: UserKeys): readonly LookUp<FoundUser>[] {
  const keys = new Set([GUID.test(targetId) ? targetId : '', values.userName ?? '']);
  return [...keys]
    .filter((key) => key !== '')
    .map((key) => ({ path: `/users/${pathPart(key)}?$select=${SELECT}`, mayBeMissing: true, read: readUser }));
}

function readUser(body: unknown): Findings<FoundUser> | undefined {
  if (body === undefined) return { found: [] };
  return isObject(body) && ownText(body, 'id') !== '' ? { found: [foundUser(body)] } : undefined;
}

const PROPERTIES = {
  userName: 'userPrincipalName',
  displayName: 'displayName',
  givenName: 'givenName',
  familyName: 'surname',
  email: 'mail',
  employeeNumber: 'employeeId',
  department: 'department',
  title: 'jobTitle'
} as const satisfies Partial<Record<Attribute, string>>;

/** They are no plain properties. */
const APART = ['active', 'otherEmail', 'phone'] as const satisfies readonly Attribute[];

const PROPERTY_NAMES: ReadonlyMap<string, string> = new Map(Object.entries(PROPERTIES));

function foundUser(row: JsonObject): FoundUser {
  const isActive = own(row, 'accountEnabled') !== false;
  const plain = Object.fromEntries([...PROPERTY_NAMES].map(([attribute, name]) => [attribute, ownText(row, name)]));
  const values = {
    ...plain,
    otherEmail: firstOf(row, 'otherMails'),
    phone: firstOf(row, 'businessPhones'),
    active: String(isActive)
  };
  return { id: ownText(row, 'id'), externalId: '', state: isActive ? 'active' : 'inactive', values };
}

function firstOf(row: JsonObject, name: string): string {
  const [first] = ownList(row, name) ?? [];
  return typeof first === 'string' ? first : '';
}

function groupOf(row: JsonObject): FoundGroup {
  return { id: ownText(row, 'id'), name: ownText(row, 'displayName') };
}

function idOf(row: JsonObject): string {
  return ownText(row, 'id');
}

/** A list by its pages; where the next is, only the answer says. */
function rows<Found>(path: string, base: string, read: (row: JsonObject) => Found): LookUp<Found> {
  return {
    path,
    read: (body) => {
      const value = isObject(body) ? ownList(body, 'value') : undefined;
      if (!isObject(body) || !value) return undefined;
      const link = ownText(body, '@odata.nextLink');
      // A link elsewhere is none of Graph's.
      if (link !== '' && !link.startsWith(`${base}/`)) return undefined;
      const next = link === '' ? undefined : rows(link.slice(base.length), base, read);
      return { found: value.filter(isObject).map(read), next };
    }
  };
}

/** A user made a moment ago may have no lists yet. */
function ofUser(list: LookUp<string>): LookUp<string> {
  return { ...list, mayBeMissing: true, read: (body) => (body === undefined ? { found: [] } : list.read(body)) };
}

interface GraphOptions extends WriteOptions {
  readonly address: string;
}

function write(operation: PlanOperation, ids: KnownIds, options: GraphOptions): readonly WriteRequest[] {
  const { kind, user, group } = operation;
  const path = `/users/${pathPart(ids.userId)}`;
  switch (kind) {
    case 'create-user':
      return user ? [{ method: 'POST', path: '/users', body: newUser(user.values, options) }] : [];
    case 'update-user': {
      const body = Object.fromEntries(operation.changes.flatMap(property));
      return Object.keys(body).length > 0 ? [{ method: 'PATCH', path, body }] : [];
    }
    case 'activate-user':
      return [{ method: 'PATCH', path, body: { accountEnabled: true } }];
    case 'suspend-user':
    case 'deactivate-user':
      return [{ method: 'PATCH', path, body: { accountEnabled: false } }];
    case 'delete-user':
      return [{ method: 'DELETE', path }];
    case 'link':
    case 'unlink':
      return linkRequests(kind, ids);
    default:
      return group ? groupRequests(kind, group.name, { ...ids, address: options.address }) : [];
  }
}

function newUser(values: PlannedUser['values'], { secret }: WriteOptions): JsonObject {
  const { userName = '', displayName = '', givenName = '', familyName = '', email = '' } = values;
  const named = Object.entries(values).flatMap(([attribute, after = '']) =>
    attribute === 'active' || after === '' ? [] : property({ attribute, after })
  );
  return {
    ...Object.fromEntries(named),
    displayName: displayName || `${givenName} ${familyName}`.trim() || email || userName,
    mailNickname: nickname(userName || email),
    accountEnabled: isActiveStatus(values.active ?? ''),
    passwordProfile: { forceChangePasswordNextSignIn: true, password: secret() }
  };
}

/** What stands before the @, of the characters that a mailbox takes. */
function nickname(text: string): string {
  const [before] = text.split('@');
  return (
    before
      .normalize('NFKD')
      .replaceAll(/[^\w.-]/g, '')
      .slice(0, 64) || 'user'
  );
}

/** Managers are references of their own; they are not carried over. */
function property(change: {
  readonly attribute: string;
  readonly after: string;
}): readonly (readonly [string, unknown])[] {
  const { attribute, after } = change;
  const name = PROPERTY_NAMES.get(attribute);
  if (name !== undefined) return [[name, after === '' ? null : after]];
  if (attribute === 'active') return [['accountEnabled', isActiveStatus(after)]];
  if (attribute === 'otherEmail') return [['otherMails', after === '' ? [] : [after]]];
  if (attribute === 'phone') return [['businessPhones', after === '' ? [] : [after]]];
  return [];
}

/** Without `$ref` a DELETE would delete the user, not the membership. */
function groupRequests(
  kind: PlanOperation['kind'],
  name: string,
  { groupId, userId, address }: KnownIds & { readonly address: string }
): readonly WriteRequest[] {
  const members = `/groups/${pathPart(groupId)}/members`;
  switch (kind) {
    case 'create-group': {
      const body = { displayName: name, mailNickname: nickname(name), mailEnabled: false, securityEnabled: true };
      return [{ method: 'POST', path: '/groups', body }];
    }
    case 'delete-group':
      return [{ method: 'DELETE', path: `/groups/${pathPart(groupId)}` }];
    case 'add-member': {
      const body = { '@odata.id': `${address}/v1.0/directoryObjects/${pathPart(userId)}` };
      return [{ method: 'POST', path: `${members}/$ref`, body }];
    }
    case 'remove-member':
      return [{ method: 'DELETE', path: `${members}/${pathPart(userId)}/$ref` }];
    default:
      return [];
  }
}

function linkRequests(kind: 'link' | 'unlink', { appId, userId, links }: KnownIds): readonly WriteRequest[] {
  const path = `/servicePrincipals/${pathPart(appId)}/appRoleAssignedTo`;
  if (kind === 'unlink') return links.map((id) => ({ method: 'DELETE', path: `${path}/${pathPart(id)}` }));
  const body = { principalId: userId, resourceId: appId, appRoleId: DEFAULT_ROLE };
  return [{ method: 'POST', path, body }];
}
