import { entryTable, type EntryTable } from './entry-table';
import { GroupMembers, isGroup } from './group-members';
import { addCells } from './scim-cells';
import type { ScimDocument } from './scim-documents';

/** Stands behind the others: which groups there are is known last where a file is read as a stream. */
export const GROUPS_COLUMN = 'groups';

/** The users as rows, with the groups that they name and those that name them. Groups are no rows. */
export function scimTable({ resources, issues }: ScimDocument): EntryTable {
  const members = new GroupMembers();
  for (const { value, number } of resources) if (isGroup(value)) members.add(value, number);
  const users = resources.filter(({ value }) => !isGroup(value));
  const entries = users.map(({ number, value }) => {
    const cells = new Map<string, string>();
    addCells(value, cells);
    members.meet(value);
    const groups = members.cellOf(value);
    if (groups !== '') cells.set(GROUPS_COLUMN, groups);
    return { number, cells };
  });
  if (entries.length === 0) return entryTable([], issues);
  const hasGroups = members.hasMembers || entries.some(({ cells }) => cells.has(GROUPS_COLUMN));
  return entryTable(entries, [...issues, ...members.unknown()], hasGroups ? GROUPS_COLUMN : undefined);
}
