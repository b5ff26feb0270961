import { isActiveStatus } from '../../../model/active-status';
import type { Attribute } from '../../../model/attribute';
import { isObject, own, ownText, type JsonObject } from '../../../model/json';
import type { OperationKind, PlannedUser, PlanOperation } from '../../../model/plan-operation';
import { pathPart } from '../../../model/scim-request';
import { isSameText } from '../../apply/same-user';
import type {
  Findings,
  FoundGroup,
  FoundUser,
  KnownIds,
  LookUp,
  TargetSystem,
  UserKeys,
  UserState,
  WriteOptions,
  WriteRequest
} from '../../apply/target-system';

/** In one answer. */
const MOST_GROUPS = 10_000;

/** Okta's management API. Its ids are its own; a path takes a login in their place. */
export function oktaTarget(): TargetSystem {
  return {
    basePath: '/api/v1',
    contentType: 'application/json',
    isOwnId: (text) => /^00u[0-9A-Za-z]{17}$/.test(text),
    trustsIds: true,
    // From suspended and from deprovisioned, ways differ.
    looksFirst: new Set(['activate-user']),
    findUser,
    findGroup: (name) => ({
      path: `/groups?q=${encodeURIComponent(name.toWellFormed())}&limit=${MOST_GROUPS}`,
      read: readGroups
    }),
    membership: ({ userId, groupId }) => ({
      lookUp: { path: `/users/${pathPart(userId)}/groups`, mayBeMissing: true, read: readList },
      wanted: groupId
    }),
    links: ({ appId, userId }) => ({
      path: `/apps/${pathPart(appId)}/users/${pathPart(userId)}`,
      mayBeMissing: true,
      read: readOne
    }),
    carries: new Set<Attribute>([...(Object.keys(PROFILE) as (keyof typeof PROFILE)[]), 'active']),
    // A deletion that did no more than deactivate is answered in the same way.
    proves: new Set<OperationKind>(['delete-user']),
    write,
    madeId: (body) => (isObject(body) ? ownText(body, 'id') : '')
  };
}

function findUser({ targetId, values }: UserKeys): readonly LookUp<FoundUser>[] {
  const login = values.userName ?? '';
  const at = (key: string, isKey: (user: FoundUser) => boolean): LookUp<FoundUser> => ({
    path: `/users/${pathPart(key)}`,
    mayBeMissing: true,
    read: (body) => readUser(body, isKey)
  });
  return [
    ...(targetId === '' ? [] : [at(targetId, ({ id }) => id === targetId)]),
    // A short login finds the longer one that begins with it: not who is meant.
    ...(login === '' ? [] : [at(login, (user) => isSameText(user.values.userName ?? '', login))])
  ];
}

function readUser(body: unknown, isKey: (user: FoundUser) => boolean): Findings<FoundUser> | undefined {
  if (body === undefined) return { found: [] };
  if (!isObject(body) || ownText(body, 'id') === '') return undefined;
  return { found: [foundUser(body)].filter(isKey) };
}

const PROFILE = {
  userName: 'login',
  displayName: 'displayName',
  givenName: 'firstName',
  familyName: 'lastName',
  email: 'email',
  otherEmail: 'secondEmail',
  employeeNumber: 'employeeNumber',
  department: 'department',
  title: 'title',
  manager: 'manager',
  phone: 'primaryPhone',
  userType: 'userType'
} as const satisfies Partial<Record<Attribute, string>>;

const PROFILE_NAMES: ReadonlyMap<string, string> = new Map(Object.entries(PROFILE));

function foundUser(row: JsonObject): FoundUser {
  const profile = own(row, 'profile');
  const parts = isObject(profile) ? profile : {};
  const state = STATES[ownText(row, 'status')] ?? 'active';
  const values = Object.fromEntries([...PROFILE_NAMES].map(([attribute, name]) => [attribute, ownText(parts, name)]));
  return { id: ownText(row, 'id'), externalId: '', state, values: { ...values, active: String(state === 'active') } };
}

/** Whoever has only not set a password yet may sign in. */
const STATES: Readonly<Partial<Record<string, UserState>>> = {
  SUSPENDED: 'suspended',
  STAGED: 'inactive',
  DEPROVISIONED: 'inactive'
};

/** Groups of apps and built-in ones take no members from here. */
function readGroups(body: unknown): Findings<FoundGroup> | undefined {
  if (!Array.isArray(body)) return undefined;
  const rows: readonly unknown[] = body;
  const groups = rows.filter(isObject).filter((row) => ownText(row, 'type') === 'OKTA_GROUP');
  const found = groups.map((row) => {
    const profile = own(row, 'profile');
    return { id: ownText(row, 'id'), name: isObject(profile) ? ownText(profile, 'name') : '' };
  });
  return { found, isCut: rows.length >= MOST_GROUPS };
}

function readList(body: unknown): Findings<string> | undefined {
  if (body === undefined) return { found: [] };
  if (!Array.isArray(body)) return undefined;
  const rows: readonly unknown[] = body;
  return { found: rows.filter(isObject).map((row) => ownText(row, 'id')) };
}

function readOne(body: unknown): Findings<string> | undefined {
  if (body === undefined) return { found: [] };
  return isObject(body) ? { found: [ownText(body, 'id')] } : undefined;
}

function write(operation: PlanOperation, ids: KnownIds, options: WriteOptions): readonly WriteRequest[] {
  const { user, group } = operation;
  if (operation.kind === 'create-group')
    return group ? [{ method: 'POST', path: '/groups', body: { profile: { name: group.name } } }] : [];
  if (operation.kind === 'delete-group') return [{ method: 'DELETE', path: `/groups/${pathPart(ids.groupId)}` }];
  if (operation.kind === 'create-user') return user ? [createRequest(user.values, options)] : [];
  if (operation.kind === 'update-user') return updateRequests(operation, ids);
  if (group) return memberRequests(operation, ids);
  return operation.kind === 'link' || operation.kind === 'unlink'
    ? linkRequests(operation, ids)
    : lifecycleRequests(operation, ids);
}

function createRequest(values: PlannedUser['values'], { welcomesUsers }: WriteOptions): WriteRequest {
  const isActive = welcomesUsers && isActiveStatus(values.active ?? '');
  const filled = Object.entries(PROFILE).flatMap(([attribute, name]) => {
    const value = values[attribute as keyof typeof PROFILE] ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return { method: 'POST', path: `/users?activate=${String(isActive)}`, body: { profile: Object.fromEntries(filled) } };
}

/** POST changes what it names and leaves the rest; null empties. Whether somebody is active is no part of the profile. */
function updateRequests({ changes }: PlanOperation, { userId }: KnownIds): readonly WriteRequest[] {
  const entries = changes.flatMap(({ attribute, after }) => {
    const name = PROFILE_NAMES.get(attribute);
    return name === undefined ? [] : [[name, after === '' ? null : after] as const];
  });
  const active = changes.find(({ attribute }) => attribute === 'active');
  const step = active && (isActiveStatus(active.after) ? 'unsuspend' : 'suspend');
  return [
    ...(entries.length === 0
      ? []
      : [{ method: 'POST', path: userPath(userId), body: { profile: Object.fromEntries(entries) } } as const]),
    ...(step ? [{ method: 'POST', path: `${userPath(userId)}/lifecycle/${step}` } as const] : [])
  ];
}

function memberRequests({ kind }: PlanOperation, { groupId, userId }: KnownIds): readonly WriteRequest[] {
  const path = `/groups/${pathPart(groupId)}/users/${pathPart(userId)}`;
  return [{ method: kind === 'add-member' ? 'PUT' : 'DELETE', path }];
}

function linkRequests({ kind, account }: PlanOperation, { appId, userId }: KnownIds): readonly WriteRequest[] {
  const path = `/apps/${pathPart(appId)}/users`;
  if (kind === 'unlink') return [{ method: 'DELETE', path: `${path}/${pathPart(userId)}` }];
  const userName = account?.userName ?? '';
  const credentials = userName === '' ? {} : { credentials: { userName } };
  return [{ method: 'POST', path, body: { id: userId, scope: 'USER', ...credentials } }];
}

/** Only who is deactivated can be deleted for good: the first DELETE would do no more than deactivate. */
function lifecycleRequests({ kind }: PlanOperation, { userId, userState }: KnownIds): readonly WriteRequest[] {
  const path = userPath(userId);
  const deactivate = { method: 'POST', path: `${path}/lifecycle/deactivate?sendEmail=false` } as const;
  switch (kind) {
    case 'activate-user': {
      const step = userState === 'suspended' ? 'unsuspend' : 'activate?sendEmail=false';
      return [{ method: 'POST', path: `${path}/lifecycle/${step}` }];
    }
    case 'suspend-user':
      return [{ method: 'POST', path: `${path}/lifecycle/suspend` }];
    case 'deactivate-user':
      return [deactivate];
    case 'delete-user':
      return [
        { ...deactivate, mayBeRefused: true },
        { method: 'DELETE', path: `${path}?sendEmail=false` }
      ];
    default:
      return [];
  }
}

function userPath(id: string): string {
  return `/users/${pathPart(id)}`;
}
