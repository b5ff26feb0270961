import type { Connection } from '../../model/connection';
import { isObject, ownText } from '../../model/json';
import { fieldOf, isOn } from '../connection-field';
import type { Answer, Connector, Item, Reading, Step } from '../connector';
import { groupLine, memberItems } from '../group-lines';
import { linkPage } from '../link-page';
import { recordItem } from '../record-item';
import { notAsDocumented } from '../system-failure';

const PAGE_SIZE = 100;

/** The members' role stands in no answer: it is known by asking for one role after the other. */
const ROLES = ['admin', 'member'] as const;

/**
 * GitHub's REST API. A member's row has a login only; name and e-mail need a request each, and make the line in place of
 * the row. No header beyond Authorization and Accept: its answer to a preflight allows no other of its own.
 */
export const github: Connector = {
  id: 'github',
  probe: (connection) => membersStep(connection, ROLES[0], 1),
  begin: (connection) => [
    membersStep(connection, ROLES[0], PAGE_SIZE),
    ...(connection.withGroups ? [teamsStep(connection)] : [])
  ],
  read: readAnswer
};

type Role = (typeof ROLES)[number];

function membersStep(connection: Connection, role: Role, size: number): Step {
  const url = orgUrl(connection, `members?per_page=${size}&role=${role}`);
  return { list: 'Members', what: 'Members', counts: 'records', kind: role, url };
}

function teamsStep(connection: Connection): Step {
  const url = orgUrl(connection, `teams?per_page=${PAGE_SIZE}`);
  return { list: 'Teams', what: 'Teams', counts: 'groups', kind: 'teams', url };
}

function teamStep(connection: Connection, team: unknown): readonly Step[] {
  if (!isObject(team)) return [];
  const of = { id: ownText(team, 'id'), name: ownText(team, 'name') };
  const url = orgUrl(connection, `teams/${encodeURIComponent(ownText(team, 'slug'))}/members?per_page=${PAGE_SIZE}`);
  const what = `Members of ${of.name}`;
  return [{ list: `Team ${of.id}`, what, counts: 'members', kind: 'team', url, of, mayBeGone: true }];
}

/** The role is handed on: the answer does not have it. */
function detailsStep({ address }: Connection, { id, login, role }: Member): Step {
  const url = `${address}/users/${encodeURIComponent(login)}`;
  const of = { id, name: login };
  return {
    list: `User ${id}`,
    what: 'Details of members',
    counts: 'records',
    kind: `${role} details`,
    url,
    of,
    mayBeGone: true
  };
}

interface Member {
  readonly id: string;
  readonly login: string;
  readonly role: string;
}

function orgUrl(connection: Connection, path: string): string {
  return `${connection.address}/orgs/${encodeURIComponent(fieldOf(connection, 'org'))}/${path}`;
}

function readAnswer(step: Step, answer: Answer, connection: Connection): Reading {
  const { body } = answer;
  if (body === undefined) return { items: [] };
  const [role, details] = step.kind.split(' ');
  if (details !== undefined) return { items: [detailsOf(step, body, role)] };
  if (!Array.isArray(body)) throw notAsDocumented(step.url, 'It is no list as GitHub gives it.', body);
  const rows = body as readonly unknown[];
  const next = nextStep(step, answer, rows.length);
  if (step.kind === 'teams') {
    return { items: rows.map(teamItem), next, further: rows.flatMap((row) => teamStep(connection, row)) };
  }
  if (step.kind === 'team') return { items: step.of ? memberItems(step.of, rows.map(idOf)) : [], next };
  return { ...readMembers(rows, role, connection), next: next ?? nextRole(role, connection) };
}

function readMembers(rows: readonly unknown[], role: string, connection: Connection): Reading {
  if (!isOn(connection, 'withDetails', 'yes')) return { items: rows.map((row) => memberItem(row, role)) };
  const further = rows.filter(isObject).map((row) => {
    const member = { id: ownText(row, 'id'), login: ownText(row, 'login'), role };
    return detailsStep(connection, member);
  });
  return { items: rows.map((row) => ({ id: idOf(row) })), further };
}

function nextRole(role: string, connection: Connection): Step | undefined {
  return role === ROLES[0] ? membersStep(connection, ROLES[1], PAGE_SIZE) : undefined;
}

/** Pages have numbers. Where no link can be read, a full page may have another behind it: an empty one is the end. */
function nextStep(step: Step, answer: Answer, rows: number): Step | undefined {
  const { next, isLinkMissing } = linkPage(step, answer, { rows, pageSize: PAGE_SIZE });
  if (!isLinkMissing) return next;
  const url = new URL(step.url);
  url.searchParams.set('page', String(Number(url.searchParams.get('page') ?? 1) + 1));
  return { ...step, url: url.href };
}

function memberItem(row: unknown, role: string): Item {
  const item = recordItem(row, { id: 'id', isNoise });
  return item.line ? { ...item, line: { ...item.line, role } } : item;
}

function detailsOf(step: Step, body: unknown, role: string): Item {
  const isTheOne = isObject(body) && ownText(body, 'id') === step.of?.id;
  if (!isTheOne) throw notAsDocumented(step.url, 'It is not the user that was asked for.', body);
  return memberItem(body, role);
}

function teamItem(row: unknown): Item {
  if (!isObject(row)) return { id: '' };
  const id = ownText(row, 'id');
  return { id, line: groupLine({ id, name: ownText(row, 'name') }) };
}

function idOf(row: unknown): string {
  return isObject(row) ? ownText(row, 'id') : '';
}

/** Addresses of everything about the user, and counts of what is public. */
function isNoise(name: string): boolean {
  return /(?:^url|_url|^gravatar_id|_gists|_repos|^followers|^following)$/.test(name);
}
