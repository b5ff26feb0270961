import type { Attribute } from '../../../model/attribute';
import type { CommitTarget } from '../../../model/commit-target';
import { isObject, ownList, ownText, type JsonObject } from '../../../model/json';
import { pathPart, SCIM_ATTRIBUTES, scimRequest } from '../../../model/scim-request';
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

// A manager is said by the server's id, which nobody here knows of another user.
const CARRIED: ReadonlySet<Attribute> = new Set([...SCIM_ATTRIBUTES].filter((attribute) => attribute !== 'manager'));

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
    findUsers: {
      takes: (userName) => !SPECIAL.test(userName),
      lookUp: (userNames) => usersWhere(userNames.map((name) => like('userName', name)).join(' or '))
    },
    findGroup: (name) => {
      // Servers that trim have it so.
      const names = [...new Set([name, name.trim()])];
      const filter = names.map((one) => like('displayName', one)).join(' or ');
      const query = { filter, excludedAttributes: 'members' };
      return listLookUp('/Groups', query, (one) => [{ id: ownText(one, 'id'), name: ownText(one, 'displayName') }]);
    },
    membership: ({ groupId, userId }) => ({
      lookUp: { path: `/Groups/${pathPart(groupId)}?attributes=members`, mayBeMissing: true, read: readMembers },
      wanted: userId
    }),
    carries: CARRIED,
    write: (operation, ids) => writeScim(operation, ids, 'scim'),
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
    ...(targetId === '' ? [] : [{ path: `/Users/${pathPart(targetId)}`, mayBeMissing: true, read: readUser } as const])
  ];
}

/** Whatever else an answer brings is left alone: it may be of a server that does not filter. */
function usersWhere(filter: string, isMeant: (user: FoundUser) => boolean = () => true): LookUp<FoundUser> {
  return listLookUp('/Users', { filter }, (one) => [foundScimUser(one)].filter(isMeant));
}

/** Servers disagree on what a backslash means in a filter: characters that would need one are not sent. */
const SPECIAL = /["\\\p{Cc}]/u;

/** Where the text has such characters, all its parts without are asked for. `ew` is not known everywhere. */
function like(attribute: string, text: string): string {
  const [first, ...others] = text.toWellFormed().split(SPECIAL);
  if (others.length === 0) return `${attribute} eq ${JSON.stringify(first)}`;
  const asked = [
    ...(first === '' ? [] : [`${attribute} sw ${JSON.stringify(first)}`]),
    ...others.filter((part) => part !== '').map((part) => `${attribute} co ${JSON.stringify(part)}`)
  ];
  return asked.length === 0 ? `${attribute} pr` : asked.join(' and ');
}

export function writeScim(
  operation: PlanOperation,
  { userId, groupId }: KnownIds,
  target: CommitTarget
): readonly WriteRequest[] {
  const request = scimRequest(operation, { user: () => userId, group: () => groupId, target });
  if (!request) return [];
  const { method, path, data } = request;
  return [{ method, path, ...(data ? { body: data } : {}) }];
}

function readUser(body: unknown): Findings<FoundUser> | undefined {
  if (body === undefined) return { found: [] };
  return isObject(body) && ownText(body, 'id') !== '' ? { found: [foundScimUser(body)] } : undefined;
}

function readMembers(body: unknown): Findings<string> | undefined {
  if (body === undefined) return { found: [] };
  if (!isObject(body)) return undefined;
  const members = ownList(body, 'members') ?? [];
  return { found: members.filter(isObject).map((member) => ownText(member, 'value')) };
}

/** Where the next page of a list begins, by number or by the server's own mark. */
interface ListPage {
  readonly startIndex: number;
  readonly cursor: string;
  /** Where the page before began: a server that knows no pages begins there again. */
  readonly firstId: string;
}

const FIRST_PAGE: ListPage = { startIndex: 1, cursor: '', firstId: '' };

/** A list by its pages. Some services give a bare array. Without an id it is nobody. */
export function listLookUp<Found>(
  path: string,
  query: Readonly<Record<string, string>>,
  read: (resource: JsonObject) => readonly Found[],
  page = FIRST_PAGE
): LookUp<Found> {
  const { startIndex, cursor } = page;
  const place = cursor !== '' ? { cursor } : startIndex > 1 ? { startIndex: String(startIndex) } : {};
  const pairs = Object.entries({ ...query, ...place }).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return {
    path: `${path}?${pairs.join('&')}`,
    read: (body) => {
      const rows = rowsOf(body);
      if (!rows) return undefined;
      const resources = rows.filter(isObject).filter((one) => ownText(one, 'id') !== '');
      const next = isObject(body) ? nextPage(body, rows, page) : undefined;
      return { found: resources.flatMap(read), next: next && listLookUp(path, query, read, next) };
    }
  };
}

function rowsOf(body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body as readonly unknown[];
  if (!isObject(body)) return undefined;
  // None found: the list itself may be left out.
  return ownList(body, 'Resources') ?? (ownText(body, 'totalResults') === '0' ? [] : undefined);
}

/** Without a total it is asked until nothing more comes. */
function nextPage(body: JsonObject, rows: readonly unknown[], before: ListPage): ListPage | undefined {
  const [first] = rows;
  const firstId = isObject(first) ? ownText(first, 'id') : '';
  const cursor = ownText(body, 'nextCursor');
  if (cursor !== '') return { startIndex: 1, cursor, firstId };
  if (before.cursor !== '' || rows.length === 0 || firstId === before.firstId) return undefined;
  const total = ownText(body, 'totalResults');
  const startIndex = before.startIndex + rows.length;
  return total === '' || startIndex <= Number(total) ? { startIndex, cursor: '', firstId } : undefined;
}
