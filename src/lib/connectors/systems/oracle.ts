import type { Connection } from '../../model/connection';
import { fieldOf } from '../connection-field';
import type { Answer, Connector, Item, Reading, Step } from '../connector';
import { without } from '../record-item';
import { scim } from './scim';

/** The most that a domain gives at once; groups come with all their members. */
const PAGE_SIZE = { records: '1000', groups: '100' } as const;

/**
 * Oracle identity domains: SCIM under `/admin/v1`, paged by index. Members of groups come only when asked for. The
 * accounts of an app are resources too.
 */
export const oracle: Connector = {
  id: 'oracle',
  probe: (connection) => recordsStep(connection, undefined, '1'),
  begin: (connection, since) => [
    recordsStep(connection, since, PAGE_SIZE.records),
    ...(connection.withGroups && connection.list !== 'app-accounts' ? [groupsStep(connection)] : [])
  ],
  read: readAnswer
};

function recordsStep(connection: Connection, since: string | undefined, count: string): Step {
  const isOfApp = connection.list === 'app-accounts';
  const conditions = [
    ...(isOfApp ? [`app.value eq ${JSON.stringify(fieldOf(connection, 'appId'))}`] : []),
    ...(since === undefined ? [] : [`meta.lastModified ge ${JSON.stringify(since)}`])
  ];
  const filter = conditions.length > 0 ? { filter: conditions.join(' and ') } : {};
  const sets = isOfApp ? {} : { attributeSets: fieldOf(connection, 'attributeSets', 'all') };
  const what = isOfApp ? 'Accounts' : 'Users';
  return { ...step(connection, what, { count, ...sets, ...filter }), counts: 'records' };
}

function groupsStep(connection: Connection): Step {
  const query = { count: PAGE_SIZE.groups, attributes: 'displayName,members' };
  return { ...step(connection, 'Groups', query), counts: 'groups' };
}

function step({ address }: Connection, what: string, query: Readonly<Record<string, string>>): Omit<Step, 'counts'> {
  const parameters = new URLSearchParams({ startIndex: '1', ...query }).toString();
  return { list: what, what, kind: 'page', url: `${address}/admin/v1/${what}?${parameters}` };
}

function readAnswer(step: Step, answer: Answer, connection: Connection): Reading {
  const reading = scim.read(step, answer, connection);
  return { ...reading, items: reading.items.map(withoutNoise) };
}

function withoutNoise(item: Item): Item {
  return item.line ? { ...item, line: without(item.line, isNoise) } : item;
}

/** Who touched the resource with which release, and where it lies in the cloud. */
function isNoise(name: string): boolean {
  return name.startsWith('idcs') || NOISE.has(name);
}

const NOISE = new Set(['compartmentOcid', 'domainOcid', 'tenancyOcid', 'deleteInProgress']);
