import type { Connection } from '../../model/connection';
import { isObject, own, ownList, ownText, type JsonObject } from '../../model/json';
import { fieldOf, namesIn } from '../connection-field';
import type { Answer, Connector, Item, Reading, Step } from '../connector';
import { groupLine } from '../group-lines';
import { notAsDocumented } from '../system-failure';

const FIELDS = [
  'Id',
  'Username',
  'Name',
  'FirstName',
  'LastName',
  'Email',
  'Alias',
  'IsActive',
  'EmployeeNumber',
  'FederationIdentifier',
  'Department',
  'Division',
  'Title',
  'ManagerId',
  'Phone',
  'MobilePhone',
  'UserType',
  'ProfileId',
  'Profile.Name',
  'LastLoginDate',
  'SystemModstamp'
];

/** Salesforce's REST API: one query, whose result is read to its end; it does not change meanwhile. */
export const salesforce: Connector = {
  id: 'salesforce',
  // Its total would be of the one that is asked for.
  probe: (connection) => ({ ...usersStep(connection, 'LIMIT 1'), kind: 'probe' }),
  begin: (connection, since) => [
    usersStep(
      connection,
      since === undefined ? 'ORDER BY Id' : `WHERE SystemModstamp >= ${dateTime(since)} ORDER BY Id`
    ),
    ...(connection.withGroups ? [groupsStep(connection), permissionsStep(connection)] : [])
  ],
  read: readAnswer,
  // A list that was paused, or stopped, for so long that its query is forgotten.
  isExpired: (status, body) => status === 400 && errorCode(body) === 'INVALID_QUERY_LOCATOR'
};

function usersStep(connection: Connection, rest: string): Step {
  const fields = [...FIELDS, ...namesIn(fieldOf(connection, 'columns'))].join(',');
  const url = queryUrl(connection, `SELECT ${fields} FROM User ${rest}`);
  return { list: 'Users', what: 'Users', counts: 'records', kind: 'users', url };
}

/** Public groups. Roles and other groups in them are no people, and have no line that they could belong to. */
function groupsStep(connection: Connection): Step {
  const query = `SELECT Id,UserOrGroupId,GroupId,Group.Name FROM GroupMember WHERE Group.Type='Regular' ORDER BY Id`;
  const url = queryUrl(connection, query);
  return { list: 'Groups', what: 'Members of public groups', counts: 'members', kind: 'groups', url };
}

/** Those of a profile belong to everybody who has the profile, and are left out. */
function permissionsStep(connection: Connection): Step {
  const from = 'FROM PermissionSetAssignment WHERE PermissionSet.IsOwnedByProfile=false ORDER BY Id';
  const url = queryUrl(connection, `SELECT Id,AssigneeId,PermissionSetId,PermissionSet.Label ${from}`);
  return { list: 'Permission sets', what: 'Permission sets', counts: 'members', kind: 'permissions', url };
}

function queryUrl(connection: Connection, query: string): string {
  const version = fieldOf(connection, 'version', 'v60.0');
  return `${connection.address}/services/data/${encodeURIComponent(version)}/query?q=${encodeURIComponent(query)}`;
}

/** As SOQL writes it. What is no time is not put into a query. */
function dateTime(since: string): string {
  const milliseconds = Date.parse(since);
  return new Date(Number.isNaN(milliseconds) ? 0 : milliseconds).toISOString();
}

function readAnswer(step: Step, { body }: Answer): Reading {
  const rows = isObject(body) ? ownList(body, 'records') : undefined;
  if (!isObject(body) || !rows) throw notAsDocumented(step.url, 'It is no result of a query.', body);
  const total = own(body, 'totalSize');
  return {
    items: rows.map((row) => itemOf(step, row)),
    next: nextStep(step, body),
    total: typeof total === 'number' && step.kind !== 'probe' ? total : undefined
  };
}

function nextStep(step: Step, body: JsonObject): Step | undefined {
  const isDone = own(body, 'done');
  if (isDone === true) return undefined;
  const path = ownText(body, 'nextRecordsUrl');
  if (isDone !== false || path === '' || !URL.canParse(path, step.url))
    throw notAsDocumented(step.url, 'It does not say whether there are more records, or where.', body);
  return { ...step, url: new URL(path, step.url).href };
}

function itemOf(step: Step, row: unknown): Item {
  if (!isObject(row)) return { id: '' };
  const id = ownText(row, 'Id');
  if (step.kind === 'groups') {
    const group = { id: ownText(row, 'GroupId'), name: nested(row, 'Group', 'Name') };
    return { id, line: groupLine(group, [ownText(row, 'UserOrGroupId')]) };
  }
  if (step.kind === 'permissions') {
    const set = { id: ownText(row, 'PermissionSetId'), name: nested(row, 'PermissionSet', 'Label') };
    return { id, line: groupLine(set, [ownText(row, 'AssigneeId')]) };
  }
  return { id, line: withoutAttributes(row), changedAt: isoTime(ownText(row, 'SystemModstamp')) };
}

/** What each object says of its own type, those within others too. */
function withoutAttributes(record: JsonObject): JsonObject {
  const members = Object.entries(record).filter(([name]) => name !== 'attributes');
  return Object.fromEntries(members.map(([name, value]) => [name, isObject(value) ? withoutAttributes(value) : value]));
}

function nested(row: JsonObject, member: string, name: string): string {
  const object = own(row, member);
  return isObject(object) ? ownText(object, name) : '';
}

/** Salesforce writes UTC as `+0000`, which is no ISO 8601 together with the rest. */
function isoTime(text: string): string {
  return text.replace(/\+0000$/, 'Z');
}

function errorCode(body: unknown): string {
  const first: unknown = Array.isArray(body) ? body[0] : undefined;
  return isObject(first) ? ownText(first, 'errorCode') : '';
}
