import type { Connection } from '../../model/connection';
import { isObject, own, ownText } from '../../model/json';
import { fieldOf } from '../connection-field';
import type { Answer, Connector, Item, Reading, Step } from '../connector';
import { groupLine, memberItems, groupMembersStep } from '../group-lines';
import { linkPage } from '../link-page';
import { recordItem, type RecordForm } from '../record-item';
import { notAsDocumented } from '../system-failure';

/** As large as Okta allows, or advises. */
const PAGE_SIZE = { users: 200, accounts: 500, groups: 1000, members: 200 } as const;

/**
 * Okta's management API. Lists are arrays, paged by the Link header alone. A list of users without a filter leaves out
 * those who are deprovisioned: they are asked for behind it, as pages of the same list, so that one who is deactivated
 * meanwhile comes once.
 */
export const okta: Connector = {
  id: 'okta',
  probe: (connection) => {
    const [first] = firstSteps(connection, undefined);
    return { ...first, url: withQuery(first.url, { limit: '1' }) };
  },
  begin: (connection, since) => [
    ...firstSteps(connection, since),
    ...(connection.withGroups && connection.list !== 'app-accounts' ? [groupsStep(connection)] : [])
  ],
  hasChanges: ({ list }) => list !== 'app-accounts',
  read: readAnswer,
  headers: (token) => ({ Authorization: `${/^00/.test(token) ? 'SSWS' : 'Bearer'} ${token}` })
};

function firstSteps(connection: Connection, since: string | undefined): readonly [Step] {
  if (connection.list === 'app-accounts') return [accountsStep(connection)];
  const url = apiUrl(connection, 'users', { limit: String(PAGE_SIZE.users) });
  const step = { list: 'Users', what: 'Users', counts: 'records', kind: 'users', url } as const;
  if (since === undefined) return [step];
  const filter = `lastUpdated gt ${JSON.stringify(justBefore(since))}`;
  return [{ ...step, kind: 'filtered', url: withQuery(url, { filter }) }];
}

/** Okta has no "at or after". */
function justBefore(time: string): string {
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? time : new Date(milliseconds - 1).toISOString();
}

function accountsStep(connection: Connection): Step {
  const app = encodeURIComponent(fieldOf(connection, 'appId'));
  const url = apiUrl(connection, `apps/${app}/users`, { limit: String(PAGE_SIZE.accounts) });
  return { list: 'Accounts', what: 'Accounts', counts: 'records', kind: 'accounts', url };
}

function groupsStep(connection: Connection): Step {
  const url = apiUrl(connection, 'groups', { limit: String(PAGE_SIZE.groups) });
  return { list: 'Groups', what: 'Groups', counts: 'groups', kind: 'groups', url };
}

function membersUrl(connection: Connection, id: string): string {
  return apiUrl(connection, `groups/${encodeURIComponent(id)}/users`, { limit: String(PAGE_SIZE.members) });
}

function apiUrl({ address }: Connection, path: string, query: Readonly<Record<string, string>>): string {
  return withQuery(`${address}/api/v1/${path}`, query);
}

function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

function readAnswer(step: Step, answer: Answer, connection: Connection): Reading {
  const { body } = answer;
  if (body === undefined) return { items: [] };
  if (!Array.isArray(body)) throw notAsDocumented(step.url, 'It is no list as Okta gives it.', body);
  const rows = body as readonly unknown[];
  const pageSize = Number(new URL(step.url).searchParams.get('limit') ?? PAGE_SIZE.users);
  const { next, isLinkMissing } = linkPage(step, answer, { rows: rows.length, pageSize });
  if (step.kind === 'groups') {
    const groups = rows.map(groupOf);
    const items = groups.map(({ id, name }): Item => ({ id, line: groupLine({ id, name }) }));
    return {
      items,
      next,
      isLinkMissing,
      further: groups.map(({ id, name }) => groupMembersStep({ id, name }, membersUrl(connection, id)))
    };
  }
  if (step.kind === 'members' && step.of) return { items: memberItems(step.of, rows.map(idOf)), next, isLinkMissing };
  const items = rows.map((row) => recordItem(row, RECORD));
  const isDeprovisionedNext = step.kind === 'users' && !next && !isLinkMissing;
  return { items, next: isDeprovisionedNext ? deprovisionedStep(step) : next, isLinkMissing };
}

function deprovisionedStep(step: Step): Step {
  const url = new URL(step.url);
  url.search = '';
  const query = { limit: String(PAGE_SIZE.users), filter: 'status eq "DEPROVISIONED"' };
  return { ...step, kind: 'filtered', url: withQuery(url.href, query) };
}

const RECORD: RecordForm = {
  id: 'id',
  changedAt: 'lastUpdated',
  isNoise: (name) => name === '_links' || name === '_embedded'
};

function groupOf(row: unknown): { readonly id: string; readonly name: string } {
  if (!isObject(row)) return { id: '', name: '' };
  const profile = own(row, 'profile');
  return { id: ownText(row, 'id'), name: isObject(profile) ? ownText(profile, 'name') : '' };
}

function idOf(row: unknown): string {
  return isObject(row) ? ownText(row, 'id') : '';
}
