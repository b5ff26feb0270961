import { isObject, ownList, ownText, type JsonObject } from '../../model/json';
import type { Item, Reading, Step } from '../connector';
import { notAsDocumented } from '../system-failure';

/** Servers may leave members out of a list unless they are asked for by name. */
export const ASKED_OF_GROUPS = 'displayName,members';
const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/**
 * Groups as lines that can be told from users: where attributes were asked for by name, servers leave the schema out.
 * Where not one group of a page has members, the server leaves them out of lists: each group is asked for by itself.
 */
export function withMissingMembers(reading: Reading, step: Step): Reading {
  if (step.counts !== 'groups') return reading;
  const items = reading.items.map(asGroup);
  const hasMembers = items.some(({ line }) => line && ownList(line, 'members'));
  return { ...reading, items, further: hasMembers ? [] : items.flatMap((item) => wholeGroupStep(item, step)) };
}

export function readWholeGroup(step: Step, body: unknown): Reading {
  if (body === undefined) return { items: [] };
  if (!isObject(body) || ownText(body, 'id') !== step.of?.id)
    throw notAsDocumented(step.url, 'It is not the group that was asked for.', body);
  return { items: [asGroup({ id: step.of.id, line: body })] };
}

function asGroup({ id, line }: Item): Item {
  return { id, line: line && { ...groupParts(line), id } };
}

function groupParts(group: JsonObject): JsonObject {
  const members = ownList(group, 'members');
  const name = { schemas: [GROUP_SCHEMA], displayName: ownText(group, 'displayName') };
  return members ? { ...name, members: members.map(memberParts) } : name;
}

function memberParts(member: unknown): JsonObject {
  return { value: isObject(member) ? ownText(member, 'value') : typeof member === 'string' ? member : '' };
}

function wholeGroupStep({ id, line }: Item, { url }: Step): readonly Step[] {
  if (id === '') return [];
  const name = line ? ownText(line, 'displayName') : '';
  const { origin, pathname } = new URL(url);
  return [
    {
      list: `Group ${id}`,
      what: `Members of ${name || id}`,
      counts: 'members',
      kind: 'group',
      url: `${origin}${pathname}/${encodeURIComponent(id)}?attributes=${ASKED_OF_GROUPS}`,
      of: { id, name },
      mayBeGone: true
    }
  ];
}
