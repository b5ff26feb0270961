import { isObject, own, type JsonObject, ownList } from '../model/json';
import type { EntryIssue } from './entry-table';
import { ImportFailure } from './import-failure';

/** A resource and where it stands: its line in JSON Lines, else its place among the resources. From 1. */
export interface ScimResource {
  readonly number: number;
  readonly value: JsonObject;
}

export interface ScimDocument {
  readonly resources: readonly ScimResource[];
  readonly issues: readonly EntryIssue[];
}

/** ListResponse, BulkRequest, an array of resources or of pages, one resource, or a resource per line. */
export function scimResources(text: string): ScimDocument {
  const document = parsed(text);
  if (document.ok) return unpacked(document.value);
  const firstLine = text.trimStart().split('\n', 1)[0];
  if (!parsed(firstLine).ok) throw new ImportFailure({ kind: 'file-malformed', cause: document.cause });
  return jsonLines(text);
}

function parsed(
  text: string
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly cause: string } {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (cause) {
    return {
      ok: false,
      cause: `It is no JSON: ${cause instanceof Error ? cause.message.slice(0, 160) : String(cause)}`
    };
  }
}

/** Blank lines and CRs are nothing; a line that is no object is reported under its number. */
function jsonLines(text: string): ScimDocument {
  const resources: ScimResource[] = [];
  const issues: EntryIssue[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    if (line.trim() === '') continue;
    const document = parsed(line);
    if (!document.ok || !isObject(document.value)) issues.push({ kind: 'unreadable-entry', number, excerpt: line });
    else for (const value of membersOf(document.value)) collect(value, number, resources, issues);
  }
  return { resources, issues };
}

function unpacked(value: unknown): ScimDocument {
  const resources: ScimResource[] = [];
  const issues: EntryIssue[] = [];
  let number = 0;
  for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
    for (const one of isObject(item) ? membersOf(item) : [item]) collect(one, ++number, resources, issues);
  }
  return { resources, issues };
}

function collect(value: unknown, number: number, resources: ScimResource[], issues: EntryIssue[]): void {
  if (isObject(value)) resources.push({ number, value });
  else issues.push({ kind: 'unreadable-entry', number, excerpt: excerptOf(value) });
}

/** What is shown of a value that is no resource. */
export function excerptOf(value: unknown): string {
  return Array.isArray(value) ? '[…]' : String(value);
}

/** The members of a page, or the one resource that the object is. */
export function membersOf(object: JsonObject): readonly unknown[] {
  return pageOf(object) ?? [object];
}

/**
 * The members of a page: `Resources`, the data of a bulk request's operations, or the one list that an answer holds. A
 * page is unwrapped once: of wrappers within wrappers somebody could make more than the stack holds.
 */
function pageOf(object: JsonObject): readonly unknown[] | undefined {
  const operations = own(object, 'Operations');
  if (Array.isArray(operations)) return operations.flatMap((one: unknown) => (isObject(one) ? dataOf(one) : [one]));
  const resources = own(object, 'Resources');
  if (Array.isArray(resources)) return resources;
  if (own(object, 'totalResults') !== undefined) return [];
  if (NAMES_OF_ONE.some((name) => own(object, name) !== undefined)) return undefined;
  const wrapped = own(object, 'd');
  return onlyListOf(isObject(wrapped) && Array.isArray(own(wrapped, 'results')) ? wrapped : object);
}

function onlyListOf(object: JsonObject): readonly unknown[] | undefined {
  // Beside the list BambooHR tells what its fields are called.
  const lists = Object.keys(object)
    .filter((name) => name !== 'fields')
    .map((name) => object[name])
    .filter((value) => Array.isArray(value) && value.some(isObject));
  if (lists.length === 1 && Array.isArray(lists[0])) return lists[0];
  const isEmptyPage = lists.length === 0 && NAMES_OF_PAGES.some((name) => ownList(object, name)?.length === 0);
  return isEmptyPage ? [] : undefined;
}

/** What has one of these is a resource of its own, whatever lists it has. */
const NAMES_OF_ONE = [
  'schemas',
  'userName',
  'id',
  'Id',
  'sys_id',
  'login',
  'email',
  'mail',
  'primaryEmail',
  'userPrincipalName',
  'username',
  'user_name',
  'displayName',
  'employeeId',
  'employeeNumber'
];
/** Under which systems give the members of a page. */
const NAMES_OF_PAGES = ['value', 'users', 'members', 'records', 'result', 'results', 'profiles', 'employees'];

/**
 * A bulk request refers to its own resources by `bulkId`; that is their identifier here. It means nothing outside of the
 * request, so that it is not called `id` where there is an external ID, which stays the same.
 */
function dataOf(operation: JsonObject): readonly unknown[] {
  const data = own(operation, 'data');
  if (own(operation, 'method') !== 'POST' || !isObject(data)) return [];
  const bulkId = own(operation, 'bulkId');
  if (typeof bulkId !== 'string' || own(data, 'id') !== undefined) return [data];
  const name = own(data, 'externalId') === undefined ? 'id' : 'bulkId';
  return [{ [name]: `bulkId:${bulkId}`, ...data }];
}
