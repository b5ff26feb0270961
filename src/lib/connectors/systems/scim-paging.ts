import type { SystemError } from '../../model/app-error';
import { isObject, own, ownList, ownText, type JsonObject } from '../../model/json';
import type { Item, Reading, Refusal, Step } from '../connector';
import { detailOf } from '../error-detail';
import { without } from '../record-item';
import { notAsDocumented } from '../system-failure';

/** Large or secret, and of no use here: asked to be left out, and left out where they come all the same. */
export const HEAVY_ATTRIBUTES = ['password', 'photos', 'x509Certificates'];

/**
 * One page of a list, and where the next one is. Index paging: on by as many as came, to the end that `totalResults`
 * says; some servers begin anew behind it. Cursor paging (RFC 9865) where an answer holds a cursor, asked for or not;
 * then the total may be missing.
 */
export function readPage(step: Step, body: unknown): Reading {
  if (!isObject(body)) throw notAsDocumented(step.url, 'It is no list of SCIM resources.', body);
  const resources = resourcesOf(step, body);
  const total = totalOf(step, body);
  const cursor = ownText(body, 'nextCursor');
  if (total === undefined && cursor === '' && !isCursorPaged(step.url))
    throw notAsDocumented(step.url, 'It does not say how many records the list has (totalResults).', body);
  const before = step.before ?? 0;
  const place = { before: before + resources.length, cursor, total };
  return { items: resources.map(itemOf), total, next: nextStep(step, place, resources.length) };
}

function resourcesOf(step: Step, body: JsonObject): readonly unknown[] {
  const resources = own(body, 'Resources');
  if (resources !== undefined && !Array.isArray(resources))
    throw notAsDocumented(step.url, 'Its Resources are no list.', body);
  const isList = resources !== undefined || own(body, 'totalResults') !== undefined || isListResponse(body);
  if (!isList) throw notAsDocumented(step.url, 'It is no list of SCIM resources.', body);
  return ownList(body, 'Resources') ?? [];
}

function isListResponse(body: JsonObject): boolean {
  return ownList(body, 'schemas')?.includes('urn:ietf:params:scim:api:messages:2.0:ListResponse') ?? false;
}

function totalOf(step: Step, body: JsonObject): number | undefined {
  const total = own(body, 'totalResults');
  if (total === undefined) return undefined;
  if (Number.isSafeInteger(total) && Number(total) >= 0) return Number(total);
  throw notAsDocumented(step.url, 'Its totalResults is no count.', body);
}

function isCursorPaged(url: string): boolean {
  return new URL(url).searchParams.has('cursor');
}

interface Place {
  readonly before: number;
  readonly cursor: string;
  readonly total: number | undefined;
}

function nextStep(step: Step, { before, cursor, total }: Place, came: number): Step | undefined {
  const url = new URL(step.url);
  if (cursor !== '') {
    url.searchParams.delete('startIndex');
    url.searchParams.set('cursor', cursor);
    return { ...step, url: url.href, before };
  }
  // Asked with a cursor, some answer by index: then there is a next page as long as the total says so.
  const isLastCursor = (url.searchParams.get('cursor') ?? '') !== '';
  if (isLastCursor || total === undefined || before >= total || came === 0) return undefined;
  url.searchParams.delete('cursor');
  url.searchParams.set('startIndex', String(before + 1));
  return { ...step, url: url.href, before };
}

function itemOf(resource: unknown): Item {
  if (!isObject(resource)) return { id: '' };
  const meta = own(resource, 'meta');
  const changedAt = isObject(meta) ? inUtc(ownText(meta, 'lastModified')) : '';
  return { id: ownText(resource, 'id'), line: without(resource, isHeavy), changedAt };
}

function isHeavy(name: string): boolean {
  return HEAVY_ATTRIBUTES.includes(name);
}

/** Servers may write the same moment with different offsets. */
function inUtc(time: string): string {
  const parsed = Date.parse(time);
  return Number.isNaN(parsed) ? '' : new Date(parsed).toISOString();
}

export function isExpiredCursor(status: number, body: unknown): boolean {
  return status === 400 && ['expiredCursor', 'invalidCursor'].includes(scimTypeOf(body));
}

/** A refusal that can be gone round: fewer at a time, an index in place of the first cursor, attributes not named. */
export function pageInstead(step: Step, { status, body }: Refusal): Step | undefined {
  if (step.kind !== 'page') return undefined;
  const url = new URL(step.url);
  const { searchParams: query } = url;
  const type = scimTypeOf(body);
  const count = Number(query.get('count'));
  if ((type === 'invalidCount' || status === 413) && count > 1) query.set('count', String(Math.floor(count / 2)));
  else if (status !== 400) return undefined;
  else if (type === 'invalidCursor' && query.get('cursor') === '') {
    query.delete('cursor');
    query.set('startIndex', '1');
  } else if (NAMES_NOT_KNOWN.has(type) && (query.has('attributes') || query.has('excludedAttributes'))) {
    query.delete('attributes');
    query.delete('excludedAttributes');
  } else return undefined;
  return { ...step, url: url.href };
}

/** How servers say that they do not know an attribute; many say no more than 400. */
const NAMES_NOT_KNOWN = new Set(['', 'invalidPath', 'invalidSyntax', 'invalidValue', 'noTarget']);

/** Only a list of changes is filtered. */
export function refusedFilter({ url }: Step, { status, body }: Refusal): SystemError | undefined {
  const { host, searchParams } = new URL(url);
  if (!searchParams.has('filter') || (status !== 400 && status !== 501)) return undefined;
  return { kind: 'system-no-changes', host, detail: detailOf(body) ?? '' };
}

function scimTypeOf(body: unknown): string {
  return isObject(body) ? ownText(body, 'scimType') : '';
}
