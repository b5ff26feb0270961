import { isObject, own, type JsonObject } from '../model/json';
import type { EntryIssue } from './entry-table';
import { joinGroups } from './group-names';
import { plainText } from './scim-cells';

const FIRST_LINKS = 1 << 10;
const LINK_PARTS = 3;
const NONE = -1;

interface Group {
  readonly name: string;
  readonly number: number;
}

interface Member {
  readonly id: string;
  /** The link that was added last. */
  link: number;
  isThere: boolean;
}

/**
 * Who is in which group, as the groups say it. A group may come in several parts.
 *
 *     link i   #links[3i]: place in #groups | #links[3i + 1]: place in #members | #links[3i + 2]: the member's link before
 *
 * Memory: 12 bytes per membership and about 150 per member, whatever the size of the file.
 */
export class GroupMembers {
  readonly #groups: Group[] = [];
  readonly #names = new Map<string, string>();
  readonly #members: Member[] = [];
  readonly #places = new Map<string, number>();
  #links = new Int32Array(FIRST_LINKS * LINK_PARTS);
  #linkCount = 0;
  #hasMembers = false;
  #hasGroups = false;

  get hasGroups(): boolean {
    return this.#hasGroups;
  }

  /** Whether some group with a name has a member. */
  get hasMembers(): boolean {
    return this.#hasMembers;
  }

  /** `number`: where it stands in the file. */
  add(group: JsonObject, number: number): void {
    const name = groupName(group);
    const groupId = idOf(group);
    this.#hasGroups = true;
    if (groupId !== '') this.#names.set(groupId, name);
    const members = own(group, 'members');
    if (!Array.isArray(members)) return;
    this.#groups.push({ name, number });
    const before = this.#linkCount;
    for (const member of members as readonly unknown[]) {
      const id = isObject(member) ? plainText(own(member, 'value')) : plainText(member);
      if (id !== '') this.#link(id);
    }
    this.#hasMembers ||= this.#linkCount > before && name.trim() !== '';
  }

  /** The groups that a user names and those that name the user, each once, as they are kept in a cell. */
  cellOf(user: JsonObject): string {
    const named = own(user, 'groups');
    const place = this.#places.get(idOf(user));
    if (!Array.isArray(named) && place === undefined) return '';
    const told = Array.isArray(named) ? (named as readonly unknown[]).map((group) => this.#nameOf(group)) : [];
    return joinGroups([...told, ...this.#groupsOf(place)]);
  }

  /** Whoever is named by a group is looked for among those who are there. */
  meet(user: JsonObject): void {
    const place = this.#places.get(idOf(user));
    if (place !== undefined) this.#members[place].isThere = true;
  }

  /** Members that nobody is who was met, nor a group: left behind by a deletion, or not listed. */
  *unknown(): Generator<EntryIssue, void, undefined> {
    for (let at = 0; at < this.#linkCount * LINK_PARTS; at += LINK_PARTS) {
      const { id, isThere } = this.#members[this.#links[at + 1]];
      if (isThere || this.#names.has(id)) continue;
      const { name, number } = this.#groups[this.#links[at]];
      yield { kind: 'unknown-member', number, excerpt: `${name}: ${id}` };
    }
  }

  /** By name; by the name of the group with that identifier, where only that is told. */
  #nameOf(group: unknown): string {
    if (!isObject(group)) return plainText(group);
    const value = plainText(own(group, 'value'));
    return plainText(own(group, 'display')) || this.#names.get(value) || value;
  }

  #groupsOf(place: number | undefined): readonly string[] {
    const names: string[] = [];
    const last = place === undefined ? NONE : this.#members[place].link;
    for (let link = last; link !== NONE; link = this.#links[link * LINK_PARTS + 2])
      names.push(this.#groups[this.#links[link * LINK_PARTS]].name);
    return names.reverse();
  }

  /** To the group that was added last. */
  #link(id: string): void {
    const link = this.#linkCount++;
    let place = this.#places.get(id);
    if (place === undefined) {
      place = this.#members.push({ id, link: NONE, isThere: false }) - 1;
      this.#places.set(id, place);
    }
    const at = link * LINK_PARTS;
    if (at === this.#links.length) {
      const longer = new Int32Array(at * 2);
      longer.set(this.#links);
      this.#links = longer;
    }
    this.#links[at] = this.#groups.length - 1;
    this.#links[at + 1] = place;
    this.#links[at + 2] = this.#members[place].link;
    this.#members[place].link = link;
  }
}

/** As SCIM names it, Salesforce, ServiceNow, and a bulk request. */
function idOf(user: JsonObject): string {
  const names = ['id', 'Id', 'sys_id', 'bulkId'];
  return names.map((name) => plainText(own(user, name))).find((text) => text !== '') ?? '';
}

export function isGroup(resource: JsonObject): boolean {
  const meta = own(resource, 'meta');
  const type = isObject(meta) ? own(meta, 'resourceType') : undefined;
  if (type === 'Group' || type === 'User') return type === 'Group';
  const schemas = own(resource, 'schemas');
  if (Array.isArray(schemas) && schemas.some((name) => /:group$/i.test(plainText(name)))) return true;
  return Array.isArray(own(resource, 'members')) && own(resource, 'userName') === undefined;
}

function groupName(group: JsonObject): string {
  return plainText(own(group, 'displayName')) || plainText(own(group, 'name')) || plainText(own(group, 'id'));
}
