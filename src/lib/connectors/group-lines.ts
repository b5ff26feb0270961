import type { JsonObject } from '../model/json';
import type { Item, Step } from './connector';

export interface GroupName {
  readonly id: string;
  readonly name: string;
}

/** A SCIM group, for systems that give groups and members apart. Its members come in further lines of the same id. */
export function groupLine({ id, name }: GroupName, members?: readonly string[]): JsonObject {
  const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], id, displayName: name };
  return members ? { ...group, members: members.map((value) => ({ value })) } : group;
}

/** The first page of a group's members. The group may be gone by then: it has none. */
export function groupMembersStep({ id, name }: GroupName, url: string, kind = 'members'): Step {
  const what = `Members of ${name}`;
  return { list: `Members ${id}`, what, counts: 'members', kind, url, of: { id, name }, mayBeGone: true };
}

/**
 * The members on one page: each an item, so that a page that comes again is noticed; one line for all of them, at the
 * first, whose id stands for the page: the line counts although that member stood on the page before too.
 */
export function memberItems(group: GroupName, members: readonly string[]): readonly Item[] {
  return members.map((id, place) =>
    place > 0 || id === '' ? { id } : { id: `${id}…${members[members.length - 1]}`, line: groupLine(group, members) }
  );
}
