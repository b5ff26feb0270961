import type { Connection } from '../../model/connection';
import { isObject, own, ownList, ownText, type JsonObject } from '../../model/json';
import { fieldOf, namesIn } from '../connection-field';
import type { Answer, Connector, Item, Reading, Step } from '../connector';
import { groupLine, groupMembersStep, memberItems } from '../group-lines';
import { recordItem, without } from '../record-item';
import { notAsDocumented } from '../system-failure';

const PAGE_SIZE = 999;

/** Without `$select` Graph gives a few properties only. */
const PROPERTIES = [
  'id',
  'userPrincipalName',
  'displayName',
  'givenName',
  'surname',
  'mail',
  'accountEnabled',
  'userType',
  'jobTitle',
  'department',
  'companyName',
  'employeeId',
  'mobilePhone',
  'businessPhones',
  'officeLocation',
  'usageLocation',
  'onPremisesSamAccountName',
  'onPremisesImmutableId',
  'proxyAddresses',
  'createdDateTime'
];

/**
 * Microsoft Graph. The whole list is read without delta, which has no managers; from where changes are to be asked for
 * is asked before it (`$deltatoken=latest`), so that none is lost meanwhile. Tenants without delta have no changes. A
 * change may name no more than what changed: each user behind one is asked for.
 */
export const graph: Connector = {
  id: 'graph',
  probe: (connection) => (connection.list === 'app-accounts' ? assignedStep(connection, 1) : usersStep(connection, 1)),
  begin: (connection, since) => [
    ...accountSteps(connection, since),
    ...(connection.withGroups && connection.list !== 'app-accounts' ? [groupsStep(connection)] : [])
  ],
  hasChanges: ({ list }) => list !== 'app-accounts',
  read: readAnswer,
  isExpired: (status) => status === 410
};

function accountSteps(connection: Connection, since: string | undefined): readonly Step[] {
  if (connection.list === 'app-accounts') return [assignedStep(connection, PAGE_SIZE)];
  if (since === undefined) return [latestStep(connection), usersStep(connection, PAGE_SIZE)];
  return [{ list: 'Users', what: 'Changed users', counts: 'records', kind: 'changes', url: since }];
}

function latestStep(connection: Connection): Step {
  const url = apiUrl(connection, 'users/delta', { $select: properties(connection), $deltatoken: 'latest' });
  return { list: 'Changes', what: 'Users', counts: 'records', kind: 'latest', url, isOptional: true };
}

function usersStep(connection: Connection, pageSize: number): Step {
  const url = apiUrl(connection, 'users', { ...userQuery(connection), $top: String(pageSize) });
  return { list: 'Users', what: 'Users', counts: 'records', kind: 'users', url };
}

/** Who has the app: users, and groups whose members have it. */
function assignedStep(connection: Connection, pageSize: number): Step {
  const path = `servicePrincipals/${encodeURIComponent(fieldOf(connection, 'appId'))}/appRoleAssignedTo`;
  const url = apiUrl(connection, path, { $top: String(pageSize) });
  return { list: 'Assignments', what: 'Assignments of the app', counts: 'records', kind: 'assigned', url };
}

function groupsStep(connection: Connection): Step {
  const url = apiUrl(connection, 'groups', { $select: 'id,displayName', $top: String(PAGE_SIZE) });
  return { list: 'Groups', what: 'Groups', counts: 'groups', kind: 'groups', url };
}

function membersUrl(connection: Connection, { id }: Named): string {
  const path = `groups/${encodeURIComponent(id)}/members`;
  return apiUrl(connection, path, { $select: 'id,displayName', $top: String(PAGE_SIZE) });
}

/** An assignment has no more than a name, a change no more than what changed: the user behind it is asked for. */
function userStep(connection: Connection, user: Named): Step {
  const url = apiUrl(connection, `users/${encodeURIComponent(user.id)}`, userQuery(connection));
  const list = `User ${user.id}`;
  return { list, what: 'Users', counts: 'records', kind: 'user', url, of: user, mayBeGone: true };
}

function userQuery(connection: Connection): Readonly<Record<string, string>> {
  return { $select: properties(connection), $expand: 'manager($select=id,userPrincipalName)' };
}

function properties(connection: Connection): string {
  return [...PROPERTIES, ...namesIn(fieldOf(connection, 'columns'))].join(',');
}

function apiUrl({ address }: Connection, path: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${address}/v1.0/${path}?${pairs.join('&')}`;
}

function readAnswer(step: Step, { body }: Answer, connection: Connection): Reading {
  if (body === undefined) return { items: [] };
  if (!isObject(body)) throw notAsDocumented(step.url, 'It is no object.', body);
  if (step.kind === 'user') return { items: [userItem(body)] };
  if (step.kind === 'latest') return { items: [], watermark: ownText(body, '@odata.deltaLink') || undefined };
  const rows = ownList(body, 'value');
  if (!rows) throw notAsDocumented(step.url, 'It is no list as Graph gives it.', body);
  const link = ownText(body, '@odata.nextLink');
  const next = link === '' ? undefined : { ...step, url: link };
  return { ...readRows(step, rows, connection), next, watermark: watermarkOf(step, body) };
}

function watermarkOf(step: Step, body: JsonObject): string | undefined {
  if (step.kind !== 'changes') return undefined;
  const link = ownText(body, '@odata.deltaLink');
  if (link === '' && ownText(body, '@odata.nextLink') === '')
    throw notAsDocumented(step.url, 'It names neither the next page nor the end of the changes.', body);
  return link || undefined;
}

function readRows(step: Step, rows: readonly unknown[], connection: Connection): Reading {
  const named = rows.map(namedOf);
  switch (step.kind) {
    case 'groups': {
      const items = named.map((group): Item => ({ id: group.id, line: groupLine(group) }));
      return { items, further: named.map((group) => groupMembersStep(group, membersUrl(connection, group))) };
    }
    case 'members':
      return {
        items: step.of
          ? memberItems(
              step.of,
              named.map(({ id }) => id)
            )
          : []
      };
    case 'assigned members': {
      const further = rows.filter(isUser).map((row) => userStep(connection, namedOf(row)));
      return { items: named.map(({ id }) => ({ id })), further };
    }
    case 'assigned':
      return { items: named.map(({ id }) => ({ id })), further: rows.flatMap((row) => assignedTo(row, connection)) };
    case 'changes':
      return changed(rows, connection);
    default:
      return { items: rows.map(userItem) };
  }
}

/** Those who were removed have an id alone, and come as that, also where they were changed before. */
function changed(rows: readonly unknown[], connection: Connection): Reading {
  const items = rows.map((row) => (isRemoved(row) ? userItem(row) : { id: namedOf(row).id }));
  const further = rows.filter((row) => !isRemoved(row)).map((row) => userStep(connection, namedOf(row)));
  return { items, further, mayRepeat: true };
}

function isRemoved(row: unknown): boolean {
  return isObject(row) && own(row, '@removed') !== undefined;
}

function assignedTo(row: unknown, connection: Connection): readonly Step[] {
  if (!isObject(row)) return [];
  const principal = { id: ownText(row, 'principalId'), name: ownText(row, 'principalDisplayName') };
  const type = ownText(row, 'principalType');
  if (type === 'User') return [userStep(connection, principal)];
  return type === 'Group' ? [groupMembersStep(principal, membersUrl(connection, principal), 'assigned members')] : [];
}

/** Who was deleted, for now or for good, has no more than an id: told as one who may not sign in. */
function userItem(row: unknown): Item {
  if (!isObject(row)) return { id: '' };
  const id = ownText(row, 'id');
  if (isRemoved(row)) return { id: `${id} removed`, line: { id, accountEnabled: false } };
  const { line, ...item } = recordItem(row, { id: 'id', isNoise: isAnnotation });
  const manager = own(row, 'manager');
  return { ...item, line: isObject(manager) ? { ...line, manager: without(manager, isAnnotation) } : line };
}

function isAnnotation(name: string): boolean {
  return name.startsWith('@') || name.includes('@odata.') || name.endsWith('@delta');
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function namedOf(row: unknown): Named {
  return isObject(row) ? { id: ownText(row, 'id'), name: ownText(row, 'displayName') } : { id: '', name: '' };
}

/** Groups, devices and applications may be members too. */
function isUser(row: unknown): boolean {
  return isObject(row) && ['#microsoft.graph.user', ''].includes(ownText(row, '@odata.type'));
}
