import { isObject, own, ownList, ownText, type JsonObject } from '../../model/json';
import { BULK_SCHEMA } from '../../model/scim-request';
import { detailOf } from '../error-detail';
import type { WriteRequest } from './target-system';

/** One request within a Bulk request; what several operations do to one group is one of them. */
export interface BulkEntry<Job> {
  readonly bulkId: string;
  readonly request: WriteRequest;
  readonly jobs: readonly Job[];
}

/** What a Bulk answer says of an entry. */
export type BulkVerdict =
  | { readonly kind: 'told'; readonly status: number; readonly id: string; readonly detail: string }
  /** It is not in the answer, and everything that is was about others. */
  | { readonly kind: 'missing' }
  /** The answer has parts of which nobody can say what they are about. */
  | { readonly kind: 'doubtful' };

/**
 * Changes of the same resource become one, in the place of the first: an answer names a resource, not a request, so that
 * two could not be told apart. Every other request stands alone. No `failOnErrors`: one that fails does not end the rest.
 */
export function bulkEntries<Job>(
  items: readonly { readonly job: Job; readonly request: WriteRequest }[]
): readonly BulkEntry<Job>[] {
  const entries: { bulkId: string; request: WriteRequest; jobs: Job[] }[] = [];
  const patches = new Map<string, { request: WriteRequest; jobs: Job[] }>();
  for (const { job, request } of items) {
    const earlier = request.method === 'PATCH' ? patches.get(request.path) : undefined;
    if (earlier) {
      earlier.request = merged(earlier.request, request);
      earlier.jobs.push(job);
      continue;
    }
    const entry = { bulkId: `o${entries.length + 1}`, request, jobs: [job] };
    entries.push(entry);
    if (request.method === 'PATCH') patches.set(request.path, entry);
  }
  return entries;
}

function merged(first: WriteRequest, second: WriteRequest): WriteRequest {
  const parts = [first, second].flatMap(({ body }) => (body && ownList(body, 'Operations')) ?? []);
  return { ...first, body: { ...first.body, Operations: parts } };
}

export function bulkBody(entries: readonly BulkEntry<unknown>[]): JsonObject {
  return { schemas: [BULK_SCHEMA], Operations: entries.map(operationOf) };
}

function operationOf({ bulkId, request: { method, path, body } }: BulkEntry<unknown>): JsonObject {
  return { method, path, ...(method === 'POST' ? { bulkId } : {}), ...(body ? { data: body } : {}) };
}

/** UTF-8, of one request among others. */
export function bulkBytes(request: WriteRequest): number {
  const entry = { bulkId: 'o1000', request, jobs: [] };
  return new TextEncoder().encode(JSON.stringify(operationOf(entry))).byteLength + 1;
}

/** Around the operations. */
export const BULK_FRAME_BYTES = 128;

/** For each entry, in their order; undefined when it is no answer to a Bulk request at all. */
export function readBulk(entries: readonly BulkEntry<unknown>[], body: unknown): readonly BulkVerdict[] | undefined {
  const told = isObject(body) ? ownList(body, 'Operations') : undefined;
  if (!told) return undefined;
  const places = told.map((one) => placeOf(one, entries));
  if (told.length === entries.length) placeSilent(told, places, entries);
  const isClear = !places.includes(undefined);
  return entries.map((_entry, at) => {
    const [first, ...others] = places.flatMap((place, index) => (place === at ? [told[index]] : []));
    if (others.length > 0) return { kind: 'doubtful' };
    return (first === undefined ? undefined : verdictOf(first)) ?? { kind: isClear ? 'missing' : 'doubtful' };
  });
}

/**
 * Neither a bulkId nor a location: as they stand, where the answer has as many parts as the request. Only where all of
 * them succeeded, since nobody promises their order.
 */
function placeSilent(
  told: readonly unknown[],
  places: (number | undefined)[],
  entries: readonly BulkEntry<unknown>[]
): void {
  const silent = told.flatMap((one, at) => (places[at] === undefined ? [{ one, at }] : []));
  const areClear = silent.every(
    ({ one, at }) => isSilent(one) && isSameMethod(one, entries[at]) && !places.includes(at)
  );
  const haveSucceeded = silent.every(({ one }) => {
    const verdict = verdictOf(one);
    return verdict?.kind === 'told' && verdict.status < 300;
  });
  if (areClear && haveSucceeded) for (const { at } of silent) places[at] = at;
}

function placeOf(one: unknown, entries: readonly BulkEntry<unknown>[]): number | undefined {
  if (!isObject(one)) return undefined;
  const bulkId = ownText(one, 'bulkId');
  const path = withoutQuery(ownText(one, 'location'));
  const at = entries.findIndex((entry) => {
    if (!isSameMethod(one, entry)) return false;
    if (entry.request.method === 'POST') return entry.bulkId === bulkId;
    return isAt(path, withoutQuery(entry.request.path));
  });
  return at < 0 ? undefined : at;
}

/** Encoded by the one, and not by the other. */
function isAt(location: string, path: string): boolean {
  return [path, decoded(path)].some((text) => location.endsWith(text));
}

function isSilent(one: unknown): boolean {
  return isObject(one) && ownText(one, 'bulkId') === '' && ownText(one, 'location') === '';
}

function isSameMethod(one: unknown, { request }: BulkEntry<unknown>): boolean {
  return isObject(one) && ownText(one, 'method').toUpperCase() === request.method;
}

/** A text, a number, or as in drafts of SCIM an object with a code. */
function verdictOf(one: unknown): BulkVerdict | undefined {
  if (!isObject(one)) return undefined;
  const status = own(one, 'status');
  const text = isObject(status) ? ownText(status, 'code') : ownText(one, 'status');
  const code = Number(text);
  if (!Number.isInteger(code) || code < 100) return undefined;
  const response = own(one, 'response');
  const id = isObject(response) ? ownText(response, 'id') : '';
  return { kind: 'told', status: code, id: id || lastPart(ownText(one, 'location')), detail: detailOf(response) ?? '' };
}

function lastPart(location: string): string {
  return decoded(/\/(?:Users|Groups)\/([^/?#]+)\/?$/.exec(location)?.[1] ?? '');
}

function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/s, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
