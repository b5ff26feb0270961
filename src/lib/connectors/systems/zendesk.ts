import type { Connection } from '../../model/connection';
import { isObject, own, ownList, ownText, type JsonObject } from '../../model/json';
import type { Answer, Connector, Item, Reading, Step } from '../connector';
import { groupLine, memberItems, groupMembersStep } from '../group-lines';
import { recordItem, type RecordForm } from '../record-item';
import { notAsDocumented } from '../system-failure';

/** The most that Zendesk gives of a list, and of an incremental export. */
const PAGE_SIZE = '100';
const EXPORT_SIZE = '1000';

/**
 * Zendesk's support API: cursor paging for lists, the incremental export for changes. That leaves out the last minute
 * and asks by whole seconds, both of which the watermark stays behind of.
 */
export const zendesk: Connector = {
  id: 'zendesk',
  probe: (connection) => listStep(connection, '1'),
  begin: (connection, since) => [
    // The export knows no roles: agents are few enough to be listed anew.
    since === undefined || connection.list === 'agents'
      ? listStep(connection, PAGE_SIZE)
      : exportStep(connection, since),
    ...(connection.withGroups ? [groupsStep(connection)] : [])
  ],
  hasChanges: ({ list }) => list !== 'agents',
  read: readAnswer
};

function listStep(connection: Connection, size: string): Step {
  const roles =
    connection.list === 'agents'
      ? [
          ['role[]', 'agent'],
          ['role[]', 'admin']
        ]
      : [];
  const url = apiUrl(connection, 'users.json', [['page[size]', size], ...roles]);
  return { list: 'Users', what: 'Users', counts: 'records', kind: 'users', url };
}

function exportStep(connection: Connection, since: string): Step {
  const seconds = String(Math.floor(Date.parse(since) / 1000));
  const query = [
    ['start_time', seconds],
    ['per_page', EXPORT_SIZE]
  ];
  const url = apiUrl(connection, 'incremental/users/cursor.json', query);
  return { list: 'Users', what: 'Changed users', counts: 'records', kind: 'export', url };
}

function groupsStep(connection: Connection): Step {
  const url = apiUrl(connection, 'groups.json', [['page[size]', PAGE_SIZE]]);
  return { list: 'Groups', what: 'Groups', counts: 'groups', kind: 'groups', url };
}

function membersUrl(connection: Connection, id: string): string {
  return apiUrl(connection, `groups/${encodeURIComponent(id)}/memberships.json`, [['page[size]', PAGE_SIZE]]);
}

function apiUrl({ address }: Connection, path: string, query: string[][]): string {
  return `${address}/api/v2/${path}?${new URLSearchParams(query).toString()}`;
}

function readAnswer(step: Step, { body }: Answer, connection: Connection): Reading {
  if (body === undefined) return { items: [] };
  const rows = isObject(body) ? ownList(body, LIST[step.kind] ?? '') : undefined;
  if (!isObject(body) || !rows) throw notAsDocumented(step.url, 'It is no list as Zendesk gives it.', body);
  return {
    ...readRows(step, rows, connection),
    next: step.kind === 'export' ? laterStep(step, body) : nextStep(step, body)
  };
}

/** Where the rows stand in the answers of each kind. */
const LIST: Readonly<Partial<Record<string, string>>> = {
  users: 'users',
  export: 'users',
  groups: 'groups',
  members: 'group_memberships'
};

function readRows(step: Step, rows: readonly unknown[], connection: Connection): Reading {
  if (step.kind === 'groups') {
    const groups = rows.map((row) => ({ id: textOf(row, 'id'), name: textOf(row, 'name') }));
    const items = groups.map((group): Item => ({ id: group.id, line: groupLine(group) }));
    return { items, further: groups.map(({ id, name }) => groupMembersStep({ id, name }, membersUrl(connection, id))) };
  }
  if (step.kind === 'members' && step.of)
    return {
      items: memberItems(
        step.of,
        rows.map((row) => textOf(row, 'user_id'))
      )
    };
  return { items: rows.map((row) => recordItem(row, RECORD)) };
}

const RECORD: RecordForm = {
  id: 'id',
  changedAt: 'updated_at',
  isNoise: (name) => name === 'url' || name === 'photo'
};

function textOf(row: unknown, name: string): string {
  return isObject(row) ? ownText(row, name) : '';
}

function nextStep(step: Step, body: JsonObject): Step | undefined {
  const meta = own(body, 'meta');
  const hasMore = isObject(meta) ? own(meta, 'has_more') : undefined;
  if (hasMore === false) return undefined;
  const links = own(body, 'links');
  const url = isObject(links) ? ownText(links, 'next') : '';
  if (hasMore !== true || url === '')
    throw notAsDocumented(step.url, 'It does not say whether there are more pages, or where.', body);
  return { ...step, url };
}

function laterStep(step: Step, body: JsonObject): Step | undefined {
  const isEnd = own(body, 'end_of_stream');
  if (isEnd === true) return undefined;
  const url = ownText(body, 'after_url');
  if (isEnd !== false || url === '')
    throw notAsDocumented(step.url, 'It does not say whether the export goes on, or where.', body);
  return { ...step, url };
}
