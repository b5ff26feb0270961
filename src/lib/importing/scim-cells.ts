import { isObject, own, type JsonObject } from '../model/json';

/** Objects within objects are followed so far; what lies deeper is left out. */
const MAX_DEPTH = 4;
/** Said of a resource by its server, or secret. */
const LEFT_OUT = new Set(['schemas', 'meta', 'members', '_links', '__metadata', 'attributes']);
/** What servers say of an object within another: where it stands, and what kind it is. */
const LEFT_OUT_WITHIN = new Set(['__metadata', '__deferred']);
/** Lists whose items are different things by their type (Google's): each stands in a column of its own. */
const TYPED = new Set(['relations', 'externalIds']);
/** A wrapper (Okta's) whose members count as the resource's own. */
const TRANSPARENT = 'profile';

/** Takes the cells of one resource, each under its column's name. */
export interface CellSink {
  has(header: string): boolean;
  set(header: string, cell: string): unknown;
}

/** Brings what a resource says into one cell each; groups it names are left to `GroupMembers`. */
export function addCells(resource: JsonObject, cells: CellSink): void {
  flatten(resource, '', cells, 0);
}

/** Texts, numbers and truth values; nothing for what has parts of its own. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function flatten(object: JsonObject, path: string, cells: CellSink, depth: number): void {
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (isLeftOut(name, value, depth)) continue;
    const header = path === '' ? name : `${path}.${name}`;
    if (Array.isArray(value)) addList(cells, { name, header, list: value }, depth);
    else if (isObject(value)) {
      if (depth < MAX_DEPTH) addObject(cells, { name, header, value }, depth);
    } else {
      const cell = plainText(value);
      if (cell !== '' && !cells.has(header)) cells.set(header, cell);
    }
  }
}

function isLeftOut(name: string, value: unknown, depth: number): boolean {
  if (depth === 0) return LEFT_OUT.has(name) || name === 'groups';
  return LEFT_OUT_WITHIN.has(name) || isKindOf(name, value);
}

function addObject(
  cells: CellSink,
  { name, header, value }: { readonly name: string; readonly header: string; readonly value: JsonObject },
  depth: number
): void {
  // The members of an extension (`urn:…:User`) have names that the core does not use.
  if (name.startsWith('urn:') || (depth === 0 && name === TRANSPARENT)) return flatten(value, '', cells, depth + 1);
  const named = plainText(own(value, 'displayName')) || plainText(own(value, 'value'));
  if (named !== '') cells.set(header, named);
  else flatten(value, header, cells, depth + 1);
}

/**
 * Several values: the primary one first, then those of work; the others stand in a column of their own. Items that are no
 * value (an employment with its title and department) are told by the members of the first.
 */
function addList(
  cells: CellSink,
  { name, header, list }: { readonly name: string; readonly header: string; readonly list: readonly unknown[] },
  depth: number
): void {
  if (TYPED.has(name)) return addTyped(cells, header, list);
  const items = list
    .map((item) =>
      isObject(item) ? { item, text: itemText(item), rank: rankOf(item) } : { item, text: plainText(item), rank: 2 }
    )
    .toSorted((one, other) => one.rank - other.rank);
  const values = items.map(({ text }) => text).filter((text) => text !== '');
  if (list.every((item) => !isObject(item))) {
    if (values.length > 0) cells.set(header, values.join('; '));
  } else if (values.length > 0) {
    cells.set(header, values[0]);
    if (values.length > 1) cells.set(`${header} (2)`, values.slice(1).join('; '));
  } else if (isObject(items[0].item) && depth < MAX_DEPTH) flatten(items[0].item, header, cells, depth + 1);
}

/** The first of each type: `relations.manager`. */
function addTyped(cells: CellSink, header: string, list: readonly unknown[]): void {
  for (const item of list) {
    if (!isObject(item)) continue;
    const column = `${header}.${plainText(own(item, 'type')) || plainText(own(item, 'customType'))}`;
    const cell = itemText(item);
    if (cell !== '' && !cells.has(column)) cells.set(column, cell);
  }
}

/** Salesforce says of each object of what type it is and where. */
function isKindOf(name: string, value: unknown): boolean {
  return (
    name === 'attributes' && isObject(value) && own(value, 'type') !== undefined && own(value, 'url') !== undefined
  );
}

function rankOf(item: JsonObject): number {
  if (own(item, 'primary') === true) return 0;
  return own(item, 'type') === 'work' ? 1 : 2;
}

function itemText(item: JsonObject): string {
  for (const name of ['value', 'address', 'formatted', 'display', 'displayName', 'name']) {
    const found = plainText(own(item, name));
    if (found !== '') return found;
  }
  return '';
}
