import type { Connection } from '../../model/connection';
import { isObject, own, ownList, ownText, type JsonObject } from '../../model/json';
import type { Step } from '../connector';
import { SystemFailure } from '../system-failure';
import { ASKED_OF_GROUPS } from './scim-groups';
import { HEAVY_ATTRIBUTES } from './scim-paging';

/** The most that is asked for at once; groups come with all their members. */
const PAGE_SIZE = { users: 1000, groups: 100 };
/** Services that cannot filter write 0 or 1 for the most that a filter gives. */
const LEAST_PAGE_SIZE = 10;

/** What the service said of itself, carried from step to step as texts. Empty: it did not say. */
interface Known extends JsonObject {
  readonly since?: string;
  readonly pageSize?: string;
  readonly paging?: 'cursor' | '';
  readonly users?: string;
  readonly groups?: string;
  readonly hasNoGroups?: 'yes' | '';
  /** What can be left out of users. */
  readonly excluded?: string;
}

/** ServiceProviderConfig, ResourceTypes, Schemas: one after the other, each may be missing. */
export function discoveryStep(connection: Connection, since: string | undefined): Step {
  return stepTo('ServiceProviderConfig', connection, since === undefined ? {} : { since });
}

function stepTo(path: string, { address }: Connection, known: Known): Step {
  const what = 'What the service offers';
  return { list: 'Service', what, counts: 'members', kind: path, url: `${address}/${path}`, isOptional: true, known };
}

export function readDiscovery(
  step: Step,
  body: unknown,
  connection: Connection
): { readonly next: Step | undefined; readonly known: Known } {
  const before = step.known ?? {};
  const object = isObject(body) ? body : {};
  switch (step.kind) {
    case 'ServiceProviderConfig': {
      const known = { ...before, ...configFacts(object, before, connection) };
      return { known, next: stepTo('ResourceTypes', connection, known) };
    }
    case 'ResourceTypes': {
      const known = { ...before, ...typeFacts(listOf(body), connection) };
      return { known, next: stepTo('Schemas', connection, known) };
    }
    default:
      return { known: { ...before, ...schemaFacts(listOf(body), connection) }, next: undefined };
  }
}

/** The first page of each list, as the service wants to be asked. */
export function firstSteps(connection: Connection, known: Known): readonly Step[] {
  const since = ownText(known, 'since');
  const filter: Query = since === '' ? {} : { filter: `meta.lastModified ge ${JSON.stringify(since)}` };
  const excluded = ownText(known, 'excluded');
  const fewer: Query = excluded === '' ? {} : { excludedAttributes: excluded };
  const users: Step = {
    list: 'Users',
    what: since === '' ? 'Users' : 'Changed users',
    counts: 'records',
    kind: 'page',
    url: pageUrl(connection, known, { path: ownText(known, 'users') || '/Users', query: { ...fewer, ...filter } })
  };
  if (!connection.withGroups || ownText(known, 'hasNoGroups') !== '') return [users];
  const query = { attributes: ASKED_OF_GROUPS };
  const path = ownText(known, 'groups') || '/Groups';
  const url = pageUrl(connection, known, { path, query, most: PAGE_SIZE.groups });
  return [users, { list: 'Groups', what: 'Groups', counts: 'groups', kind: 'page', url }];
}

type Query = Readonly<Record<string, string>>;

interface PageOf {
  readonly path: string;
  readonly query: Query;
  readonly most?: number;
}

function pageUrl({ address }: Connection, known: Known, { path, query, most = PAGE_SIZE.users }: PageOf): string {
  const count = String(Math.min(most, Number(ownText(known, 'pageSize') || most)));
  const start: Query = ownText(known, 'paging') === 'cursor' ? { cursor: '' } : { startIndex: '1' };
  return `${address}${path}?${new URLSearchParams({ ...start, count, ...query }).toString()}`;
}

function configFacts(config: JsonObject, { since }: Known, { address }: Connection): Known {
  const filter = own(config, 'filter');
  const pagination = own(config, 'pagination');
  if (since !== undefined && isObject(filter) && own(filter, 'supported') === false) {
    throw new SystemFailure({ kind: 'system-no-changes', host: new URL(address).host, detail: '' });
  }
  const limits = [
    isObject(filter) ? own(filter, 'maxResults') : undefined,
    isObject(pagination) ? own(pagination, 'maxPageSize') : undefined
  ].filter((limit): limit is number => Number.isSafeInteger(limit) && Number(limit) >= LEAST_PAGE_SIZE);
  return {
    pageSize: limits.length > 0 ? String(Math.min(...limits)) : '',
    paging: isObject(pagination) && own(pagination, 'cursor') === true ? 'cursor' : ''
  };
}

/** Without a type for users, it is no list that can be relied on. */
function typeFacts(types: readonly JsonObject[], connection: Connection): Known {
  const users = types.find((type) => isType(type, 'User'));
  const groups = types.find((type) => isType(type, 'Group'));
  if (!users) return {};
  return {
    users: endpointOf(users, connection),
    groups: groups ? endpointOf(groups, connection) : '',
    hasNoGroups: groups ? '' : 'yes'
  };
}

function isType(type: JsonObject, name: string): boolean {
  return ownText(type, 'schema').endsWith(`:core:2.0:${name}`) || ownText(type, 'name') === name;
}

/** Beside the address, whether it is written with the address's own path or without. */
function endpointOf(type: JsonObject, { address }: Connection): string {
  const endpoint = ownText(type, 'endpoint');
  if (!/^(\/[\w~%-][\w.~%-]*)+$/.test(endpoint)) return '';
  const { pathname } = new URL(address);
  return pathname !== '/' && endpoint.startsWith(`${pathname}/`) ? endpoint.slice(pathname.length) : endpoint;
}

/** Only what the service knows can be excluded: some refuse other names. */
function schemaFacts(schemas: readonly JsonObject[], { withGroups }: Connection): Known {
  const wanted = withGroups ? HEAVY_ATTRIBUTES : [...HEAVY_ATTRIBUTES, 'groups'];
  const user = schemas.find((schema) => ownText(schema, 'id').endsWith(':core:2.0:User'));
  const attributes = user ? ownList(user, 'attributes') : undefined;
  if (!attributes) return { excluded: wanted.join(',') };
  const returned = attributes.filter(isObject).filter((attribute) => ownText(attribute, 'returned') !== 'never');
  const names = new Set(returned.map((attribute) => ownText(attribute, 'name')));
  return { excluded: wanted.filter((name) => names.has(name)).join(',') };
}

/** The resources of a list; some services give a bare array. */
function listOf(body: unknown): readonly JsonObject[] {
  const list: unknown = isObject(body) ? (ownList(body, 'Resources') ?? []) : body;
  return Array.isArray(list) ? list.filter(isObject) : [];
}
