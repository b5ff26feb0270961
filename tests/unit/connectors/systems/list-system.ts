import { connectorFor } from '../../../../src/lib/connectors/connector-for';
import { ListingRun } from '../../../../src/lib/connectors/listing';
import { REQUEST_LIMITS, type RequestLimits } from '../../../../src/lib/connectors/request-limits';
import { SystemFailure } from '../../../../src/lib/connectors/system-failure';
import type { AppError } from '../../../../src/lib/model/app-error';
import type { Connection } from '../../../../src/lib/model/connection';
import { isObject, own, ownList, ownText, type JsonObject } from '../../../../src/lib/model/json';
import type { Listing, ListingProgress } from '../../../../src/lib/protocol/connector-api';
import type { SystemAccess } from '../../../../src/lib/protocol/system-access';

/** No test waits for a system that answers at once. */
export const QUICK: RequestLimits = { ...REQUEST_LIMITS, backoffMs: 1, retries: 1, secondLooks: 0 };

export function connectionTo(address: string, more: Pick<Connection, 'connectorId'> & Partial<Connection>): Connection {
  return {
    address,
    list: 'users',
    fields: {},
    withGroups: false,
    signIn: 'token',
    clientId: '',
    allowsLocalHttp: true,
    ...more
  };
}

export interface Listed {
  readonly listing: Listing;
  /** Those that are no groups. */
  readonly people: readonly JsonObject[];
  /** Names of the groups, each with the ids of its members. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly progress: readonly ListingProgress[];
}

/** A run that can be gone on with. */
export function listingOf(access: SystemAccess, since?: string, limits: RequestLimits = QUICK): () => Promise<Listed> {
  const run = new ListingRun(connectorFor(access.connection.connectorId), { access, since }, limits);
  return async () => {
    const progress: ListingProgress[] = [];
    const listing = await run.run(access, new AbortController().signal, (told) => progress.push(told));
    return { listing, progress, ...sorted(await listing.file.text()) };
  };
}

/** Why it failed; a list that did not fail does. */
export async function failureOf(list: () => Promise<unknown>): Promise<AppError> {
  try {
    await list();
  } catch (cause) {
    if (cause instanceof SystemFailure) return cause.error;
    throw cause;
  }
  throw new Error('It did not fail.');
}

function sorted(text: string): Pick<Listed, 'people' | 'groups'> {
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
  const people: JsonObject[] = [];
  const groups = new Map<string, string[]>();
  for (const line of lines) {
    if (!isObject(line)) throw new Error('A line is no object.');
    const isGroup = ownList(line, 'schemas')?.includes('urn:ietf:params:scim:schemas:core:2.0:Group') ?? false;
    if (!isGroup) people.push(line);
    else addMembers(groups, line);
  }
  return { people, groups };
}

function addMembers(groups: Map<string, string[]>, group: JsonObject): void {
  const name = ownText(group, 'displayName');
  const members = groups.get(name) ?? [];
  groups.set(name, members);
  for (const member of ownList(group, 'members') ?? [])
    members.push(isObject(member) ? String(own(member, 'value')) : '');
}
