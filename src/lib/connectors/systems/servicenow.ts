import type { Connection } from '../../model/connection';
import { isObject, ownList, ownText, type JsonObject } from '../../model/json';
import { fieldOf, namesIn } from '../connection-field';
import type { Answer, Connector, Item, Reading, Step } from '../connector';
import { groupLine } from '../group-lines';
import { notAsDocumented } from '../system-failure';

const PAGE_SIZE = 1000;

/** References are followed by name: the department's name, the manager's user name. */
const FIELDS = [
  'sys_id',
  'user_name',
  'first_name',
  'last_name',
  'name',
  'email',
  'active',
  'locked_out',
  'employee_number',
  'title',
  'department.name',
  'manager.user_name',
  'company.name',
  'location.name',
  'phone',
  'mobile_phone',
  'source',
  'sys_created_on',
  'sys_updated_on'
];

/**
 * ServiceNow's Table API, paged by offset in the order of the identifiers. A page may be short since rows that the token
 * may not read are left out of it: the end is where the total says. Where that cannot be read, it is the first empty page,
 * which may also be one whose rows are all hidden: nothing tells the two apart, so the form asks for the header.
 */
export const servicenow: Connector = {
  id: 'servicenow',
  probe: (connection) => usersStep(connection, undefined, 1),
  begin: (connection, since) => [
    usersStep(connection, since, PAGE_SIZE),
    ...(connection.withGroups ? [membersStep(connection)] : [])
  ],
  read: readAnswer
};

function usersStep(connection: Connection, since: string | undefined, size: number): Step {
  const fields = [...FIELDS, ...namesIn(fieldOf(connection, 'columns'))];
  const condition = since === undefined ? '' : `sys_updated_on>=${tableTime(since)}^`;
  const url = tableUrl(connection, { table: 'sys_user', fields, query: `${condition}ORDERBYsys_id`, size });
  return { list: 'Users', what: 'Users', counts: 'records', kind: 'users', url };
}

function membersStep(connection: Connection): Step {
  const fields = ['sys_id', 'user', 'group', 'group.name'];
  const url = tableUrl(connection, { table: 'sys_user_grmember', fields, query: 'ORDERBYsys_id', size: PAGE_SIZE });
  return { list: 'Group members', what: 'Members of groups', counts: 'members', kind: 'members', url };
}

interface TableQuery {
  readonly table: string;
  readonly fields: readonly string[];
  readonly query: string;
  readonly size: number;
}

function tableUrl({ address }: Connection, { table, fields, query, size }: TableQuery): string {
  const parameters = new URLSearchParams({
    sysparm_query: query,
    sysparm_fields: fields.join(','),
    sysparm_display_value: 'false',
    sysparm_exclude_reference_link: 'true',
    sysparm_limit: String(size),
    sysparm_offset: '0'
  });
  return `${address}/api/now/table/${table}?${parameters.toString()}`;
}

function readAnswer(step: Step, { body, header }: Answer): Reading {
  const rows = isObject(body) ? ownList(body, 'result') : undefined;
  if (!rows) throw notAsDocumented(step.url, 'It is no list as the Table API gives it.', body);
  const told = header('x-total-count')?.trim() ?? '';
  const total = /^\d+$/.test(told) ? Number(told) : undefined;
  return { items: rows.map((row) => itemOf(step, row)), total, next: nextStep(step, rows.length, total) };
}

function nextStep(step: Step, rows: number, total: number | undefined): Step | undefined {
  const url = new URL(step.url);
  const read = Number(url.searchParams.get('sysparm_offset')) + Number(url.searchParams.get('sysparm_limit'));
  const isEnd = total === undefined ? rows === 0 : read >= total;
  if (isEnd) return undefined;
  url.searchParams.set('sysparm_offset', String(read));
  return { ...step, url: url.href };
}

function itemOf(step: Step, row: unknown): Item {
  if (!isObject(row)) return { id: '' };
  const id = ownText(row, 'sys_id');
  if (step.kind === 'members') {
    const group = { id: ownText(row, 'group'), name: ownText(row, 'group.name') };
    return { id, line: groupLine(group, [ownText(row, 'user')]) };
  }
  return { id, line: asInTheList(row), changedAt: isoTime(ownText(row, 'sys_updated_on')) };
}

/** `department.name` and its like under the name of their column, as the exported list has them. */
function asInTheList(row: JsonObject): JsonObject {
  const members = Object.entries(row).map(([name, value]) => [FOLLOWED.get(name) ?? name, value] as const);
  return Object.fromEntries(members);
}

const FOLLOWED = new Map([
  ['department.name', 'department'],
  ['manager.user_name', 'manager'],
  ['company.name', 'company'],
  ['location.name', 'location']
]);

/** Stored times are UTC, as `2026-11-22 17:00:00`. */
function isoTime(text: string): string {
  return text === '' ? '' : `${text.replace(' ', 'T')}Z`;
}

function tableTime(since: string): string {
  const milliseconds = Date.parse(since);
  return new Date(Number.isNaN(milliseconds) ? 0 : milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}
