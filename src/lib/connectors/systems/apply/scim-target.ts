import { isObject, ownList, ownText, type JsonObject } from '../../../model/json';
import { pathPart, scimRequest } from '../../../model/scim-request';
import type { OperationKind, PlanOperation } from '../../../model/plan-operation';
import type {
  Findings,
  FoundUser,
  KnownIds,
  LookUp,
  TargetSystem,
  UserKeys,
  WriteRequest
} from '../../apply/target-system';
import { isSameText } from '../../apply/same-user';
import { foundScimUser } from './found-scim-user';

/**
 * SCIM 2.0 (RFC 7644). A list of users may have brought the server's id or another system's as the external id, so that
 * whoever is found by one has to have the same user name. Links to apps are nothing that SCIM knows.
 */
export function scimTarget(): TargetSystem {
  return scimParts('');
}

export function scimParts(basePath: string): TargetSystem {
  return {
    basePath,
    contentType: 'application/scim+json',
    isOwnId: () => false,
    trustsIds: false,
    // Servers add a member who is one already once more.
    looksFirst: new Set<OperationKind>(['add-member']),
    findUser,
    findUsers: (userNames) => usersWhere(userNames.map((name) => like('userName', name)).join(' or ')),
    findGroup: (name) => {
      const query = { filter: like('displayName', name), excludedAttributes: 'members' };
      return listLookUp('/Groups', query, (one) => [{ id: ownText(one, 'id'), name: ownText(one, 'displayName') }]);
    },
    membership: ({ groupId, userId }) => ({
      lookUp: { path: `/Groups/${pathPart(groupId)}?attributes=members`, read: readMembers },
      wanted: userId
    }),
    write: writeScim,
    madeId: (body) => (isObject(body) ? ownText(body, 'id') : ''),
    bulk: { configPath: '/ServiceProviderConfig', path: '/Bulk' }
  };
}

function findUser({ targetId, values }: UserKeys): readonly LookUp<FoundUser>[] {
  const { userName = '', externalId = '' } = values;
  const ids = [...new Set([targetId, externalId])].filter((id) => id !== '');
  const isNamed = (user: FoundUser) => isSameText(user.values.userName ?? '', userName);
  return [
    ...(userName === '' ? [] : [{ ...usersWhere(like('userName', userName), isNamed), isByUserName: true } as const]),
    ...ids.map((id) => usersWhere(like('externalId', id), (user) => user.externalId === id)),
    ...(targetId === '' ? [] : [{ path: `/Users/${pathPart(targetId)}`, read: readUser }])
  ];
}

/** Whatever else an answer brings is left alone: it may be of a server that does not filter. */
function usersWhere(filter: string, isMeant: (user: FoundUser) => boolean = () => true): LookUp<FoundUser> {
  return listLookUp('/Users', { filter }, (one) => [foundScimUser(one)].filter(isMeant));
}

/**
 * Servers disagree on what a backslash means in a filter. Where the text has a character that would need one, only its
 * longest part without is asked for.
 */
function like(attribute: string, text: string): string {
  const parts = text.toWellFormed().split(/["\\\p{Cc}]/u);
  const longest = parts.reduce((most, part) => (part.length > most.length ? part : most), '');
  if (parts.length === 1) return `${attribute} eq ${JSON.stringify(longest)}`;
  return longest === '' ? `${attribute} pr` : `${attribute} co ${JSON.stringify(longest)}`;
}

export function writeScim(operation: PlanOperation, { userId, groupId }: KnownIds): readonly WriteRequest[] {
  const request = scimRequest(operation, { user: () => userId, group: () => groupId });
  if (!request) return [];
  const { method, path, data } = request;
  return [{ method, path, ...(data ? { body: data } : {}) }];
}

function readUser(body: unknown): Findings<FoundUser> {
  return { found: isObject(body) ? [foundScimUser(body)] : [] };
}

export function readMembers(body: unknown): Findings<string> {
  const members = isObject(body) ? (ownList(body, 'members') ?? []) : [];
  return { found: members.filter(isObject).map((member) => ownText(member, 'value')) };
}

/** A list by its pages. Some services give a bare array. Without an id it is nobody. */
export function listLookUp<Found>(
  path: string,
  query: Readonly<Record<string, string>>,
  read: (resource: JsonObject) => readonly Found[],
  startIndex = 1
): LookUp<Found> {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const start = startIndex === 1 ? [] : [`startIndex=${startIndex}`];
  return {
    path: `${path}?${[...pairs, ...start].join('&')}`,
    read: (body) => {
      const list: unknown = isObject(body) ? (ownList(body, 'Resources') ?? []) : body;
      const rows: readonly unknown[] = Array.isArray(list) ? list : [];
      const resources = rows.filter(isObject).filter((one) => ownText(one, 'id') !== '');
      const total = isObject(body) ? Number(ownText(body, 'totalResults')) : 0;
      const after = startIndex + rows.length;
      const next = rows.length > 0 && after <= total ? listLookUp(path, query, read, after) : undefined;
      return { found: resources.flatMap(read), next };
    }
  };
}
