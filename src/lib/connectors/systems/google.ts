import type { Connection } from '../../model/connection';
import { isObject, ownList, ownText, type JsonObject } from '../../model/json';
import { fieldOf, isOn } from '../connection-field';
import type { Answer, Connector, Item, Reading, Step } from '../connector';
import { detailOf } from '../error-detail';
import { groupLine, memberItems, groupMembersStep } from '../group-lines';
import { recordItem } from '../record-item';
import { notAsDocumented } from '../system-failure';

const PAGE_SIZE = { users: 500, groups: 200, members: 200 } as const;

/**
 * Google's Directory API: pages by token, no changes. A list that would be empty is left out of its answer, which its
 * kind tells from something else. Deleted users stand in a list of their own.
 */
export const google: Connector = {
  id: 'google',
  probe: (connection) => usersStep(connection, { maxResults: '1' }),
  begin: (connection) => [
    usersStep(connection, {}),
    ...(isOn(connection, 'withDeleted', 'no') ? [deletedStep(connection)] : []),
    ...(connection.withGroups ? [groupsStep(connection)] : [])
  ],
  read: readAnswer,
  isExpired: isExpiredToken
};

type Query = Readonly<Record<string, string>>;

function usersStep(connection: Connection, query: Query): Step {
  const usual = { ...whose(connection), maxResults: String(PAGE_SIZE.users), projection: 'full' };
  const url = apiUrl(connection, 'users', { ...usual, ...query });
  return { list: 'Users', what: 'Users', counts: 'records', kind: 'users', url };
}

function deletedStep(connection: Connection): Step {
  const step = usersStep(connection, { showDeleted: 'true' });
  return { ...step, list: 'Deleted users', what: 'Deleted users', kind: 'deleted' };
}

function groupsStep(connection: Connection): Step {
  const url = apiUrl(connection, 'groups', { ...whose(connection), maxResults: String(PAGE_SIZE.groups) });
  return { list: 'Groups', what: 'Groups', counts: 'groups', kind: 'groups', url };
}

function membersUrl(connection: Connection, id: string): string {
  return apiUrl(connection, `groups/${encodeURIComponent(id)}/members`, { maxResults: String(PAGE_SIZE.members) });
}

/** One of the two has to be given. */
function whose(connection: Connection): Query {
  const domain = fieldOf(connection, 'domain');
  return domain === '' ? { customer: fieldOf(connection, 'customer', 'my_customer') } : { domain };
}

function apiUrl({ address }: Connection, path: string, query: Query): string {
  return `${address}/admin/directory/v1/${path}?${new URLSearchParams(query).toString()}`;
}

function readAnswer(step: Step, { body }: Answer, connection: Connection): Reading {
  if (body === undefined) return { items: [] };
  const member = step.kind === 'deleted' ? 'users' : step.kind;
  const rows = isObject(body) ? rowsOf(body, member) : undefined;
  if (!isObject(body) || !rows) throw notAsDocumented(step.url, `It is no list of ${member} as Google gives it.`, body);
  return { ...readRows(step, rows, connection), next: nextStep(step, body) };
}

function rowsOf(body: JsonObject, member: string): readonly unknown[] | undefined {
  return ownList(body, member) ?? (ownText(body, 'kind') === `admin#directory#${member}` ? [] : undefined);
}

function readRows(step: Step, rows: readonly unknown[], connection: Connection): Reading {
  if (step.kind === 'groups') {
    const groups = rows.map(groupOf);
    const items = groups.map((group): Item => ({ id: group.id, line: groupLine(group) }));
    return { items, further: groups.map(({ id, name }) => groupMembersStep({ id, name }, membersUrl(connection, id))) };
  }
  if (step.kind === 'members' && step.of) return { items: memberItems(step.of, rows.map(memberOf)) };
  const items = rows.map((row) => recordItem(row, { id: 'id', isNoise: (name) => NOISE.has(name) }));
  return { items: step.kind === 'deleted' ? items.map(asSuspended) : items };
}

const NOISE = new Set(['kind', 'etag', 'thumbnailPhotoUrl', 'thumbnailPhotoEtag']);

/** A deleted user's record says nothing else of it. */
function asSuspended(item: Item): Item {
  return item.line ? { ...item, line: { ...item.line, suspended: true } } : item;
}

function groupOf(row: unknown): { readonly id: string; readonly name: string } {
  if (!isObject(row)) return { id: '', name: '' };
  return { id: ownText(row, 'id'), name: ownText(row, 'name') || ownText(row, 'email') };
}

/** People of elsewhere may have an address only. */
function memberOf(row: unknown): string {
  return isObject(row) ? ownText(row, 'id') || ownText(row, 'email') : '';
}

/** A page token is good for a while only; afterwards it is an invalid input, and only the words say which. */
function isExpiredToken(status: number, body: unknown): boolean {
  return status === 400 && /\bpage ?token\b/i.test(detailOf(body) ?? '');
}

function nextStep(step: Step, body: JsonObject): Step | undefined {
  const token = ownText(body, 'nextPageToken');
  if (token === '') return undefined;
  const url = new URL(step.url);
  url.searchParams.set('pageToken', token);
  return { ...step, url: url.href };
}
