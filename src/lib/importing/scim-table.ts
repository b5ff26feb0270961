import { entryTable, type EntryTable } from './entry-table';
import { joinGroups } from './group-names';
import { addValues } from './ldif-table';
import { isObject, own, type JsonObject, type ScimDocument, type ScimResource } from './scim-documents';

/** Objects within objects are followed so far; what lies deeper is left out. */
const MAX_DEPTH = 4;
/** Said of a resource by its server, or secret. */
const LEFT_OUT = new Set(['schemas', 'meta', 'members', '_links', '__metadata', 'attributes']);
/** A wrapper (Okta's) whose members count as the resource's own. */
const TRANSPARENT = 'profile';

/** The users as rows, with the groups that they name and those that name them. Groups are no rows. */
export function scimTable({ resources, issues }: ScimDocument): EntryTable {
  const groups = resources.filter(({ value }) => isGroup(value));
  const users = resources.filter(({ value }) => !isGroup(value));
  const names = new Map(groups.map(({ value }) => [text(own(value, 'id')), groupName(value)]));
  const byMember = groupsByMember(groups);
  return entryTable(
    users.map(({ number, value }) => {
      const cells = new Map<string, string>();
      flatten(value, '', cells, 0);
      const memberships = groupsOf(value, names);
      const mine = joinGroups([...memberships, ...(byMember.get(text(own(value, 'id'))) ?? [])]);
      if (mine !== '') cells.set('groups', mine);
      return { number, cells };
    }),
    issues
  );
}

function isGroup(resource: JsonObject): boolean {
  const meta = own(resource, 'meta');
  const type = isObject(meta) ? own(meta, 'resourceType') : undefined;
  if (type === 'Group' || type === 'User') return type === 'Group';
  const schemas = own(resource, 'schemas');
  if (Array.isArray(schemas) && schemas.some((name) => /:group$/i.test(text(name)))) return true;
  return Array.isArray(own(resource, 'members')) && own(resource, 'userName') === undefined;
}

function groupName(group: JsonObject): string {
  return text(own(group, 'displayName')) || text(own(group, 'name')) || text(own(group, 'id'));
}

function groupsByMember(groups: readonly ScimResource[]): ReadonlyMap<string, readonly string[]> {
  const byMember = new Map<string, string[]>();
  for (const { value } of groups) {
    const members = own(value, 'members');
    if (!Array.isArray(members)) continue;
    for (const member of members as readonly unknown[]) {
      const id = isObject(member) ? text(own(member, 'value')) : text(member);
      if (id === '') continue;
      const known = byMember.get(id);
      if (known) known.push(groupName(value));
      else byMember.set(id, [groupName(value)]);
    }
  }
  return byMember;
}

/** By name; by the name of the group with that identifier, where only that is told. */
function groupsOf(user: JsonObject, names: ReadonlyMap<string, string>): readonly string[] {
  const groups = own(user, 'groups');
  if (!Array.isArray(groups)) return [];
  return (groups as readonly unknown[]).map((group) => {
    if (!isObject(group)) return text(group);
    const value = text(own(group, 'value'));
    return text(own(group, 'display')) || names.get(value) || value;
  });
}

function flatten(object: JsonObject, path: string, cells: Map<string, string>, depth: number): void {
  for (const [name, value] of Object.entries(object)) {
    if (depth === 0 && (LEFT_OUT.has(name) || name === 'groups')) continue;
    const header = path === '' ? name : `${path}.${name}`;
    if (Array.isArray(value)) addList(cells, header, value);
    else if (isObject(value)) {
      if (depth < MAX_DEPTH) addObject(cells, { name, header, value }, depth);
    } else if (text(value) !== '' && !cells.has(header)) cells.set(header, text(value));
  }
}

function addObject(
  cells: Map<string, string>,
  { name, header, value }: { readonly name: string; readonly header: string; readonly value: JsonObject },
  depth: number
): void {
  // The members of an extension (`urn:…:User`) have names that the core does not use.
  if (name.startsWith('urn:') || (depth === 0 && name === TRANSPARENT)) return flatten(value, '', cells, depth + 1);
  const named = text(own(value, 'displayName')) || text(own(value, 'value'));
  if (named !== '') cells.set(header, named);
  else flatten(value, header, cells, depth + 1);
}

/** Several values: the primary one first, then those of work; the others stand in a column of their own. */
function addList(cells: Map<string, string>, header: string, list: readonly unknown[]): void {
  const values = list
    .map((item) => (isObject(item) ? { text: itemText(item), rank: rankOf(item) } : { text: text(item), rank: 2 }))
    .filter((item) => item.text !== '')
    .toSorted((one, other) => one.rank - other.rank)
    .map((item) => item.text);
  const isPlain = list.every((item) => !isObject(item));
  if (values.length === 0) return;
  if (isPlain) cells.set(header, values.join('; '));
  else addValues(cells, header, values);
}

function rankOf(item: JsonObject): number {
  if (own(item, 'primary') === true) return 0;
  return own(item, 'type') === 'work' ? 1 : 2;
}

function itemText(item: JsonObject): string {
  for (const name of ['value', 'formatted', 'display', 'displayName', 'name']) {
    const found = text(own(item, name));
    if (found !== '') return found;
  }
  return '';
}

/** Texts, numbers and truth values; nothing for what has parts of its own. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
