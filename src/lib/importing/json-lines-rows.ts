import type { Encoding } from '../model/import-recipe';
import type { JsonObject } from '../model/json';
import { isGroup, type GroupMembers } from './group-members';
import { JsonLineReader } from './json-line-reader';
import { LINE_BLOCK_BYTES } from './json-lines-survey';
import type { RowFilter } from './row-filter';
import { addCells } from './scim-cells';
import { GROUPS_COLUMN } from './scim-table';
import { utf8Blocks } from './utf8-blocks';

/** Makes rows of users: one after the other in the same array, which is the taker's until the next one. */
export class UserRows {
  readonly row: string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #members: GroupMembers;

  constructor(columns: readonly string[], members: GroupMembers) {
    this.row = new Array<string>(columns.length).fill('');
    this.#places = new Map(columns.map((name, place) => [name, place]));
    this.#members = members;
  }

  rowOf(user: JsonObject): string[] {
    this.row.fill('');
    addCells(user, this);
    const groups = this.#members.cellOf(user);
    if (groups !== '') this.set(GROUPS_COLUMN, groups);
    return this.row;
  }

  has(header: string): boolean {
    const place = this.#places.get(header);
    return place !== undefined && this.row[place] !== '';
  }

  set(header: string, cell: string): void {
    const place = this.#places.get(header);
    if (place !== undefined) this.row[place] = cell;
  }
}

/** How rows of JSON Lines are laid out, and what the first pass has found for them. */
export interface JsonLinesPlan {
  readonly columns: readonly string[];
  readonly members: GroupMembers;
}

/** The second pass: rows go to the filter as they are read. `onBlock` is waited for behind each block. */
export async function readJsonLineRows(
  file: Blob,
  encoding: Encoding,
  { columns, members }: JsonLinesPlan,
  { filter, onBlock }: { readonly filter: RowFilter; readonly onBlock: (bytesRead: number) => Promise<void> }
): Promise<void> {
  const rows = new UserRows(columns, members);
  let userCount = 0;
  const reader = new JsonLineReader({
    resource: (value, number) => {
      if (isGroup(value)) return;
      userCount++;
      members.meet(value);
      const row = rows.rowOf(value);
      filter.announce(row.join(' '));
      filter.record(row, number);
    },
    unreadable: (number, excerpt) => filter.damage('unreadable-entry', number, excerpt)
  });
  for await (const block of utf8Blocks(file.stream(), encoding, LINE_BLOCK_BYTES)) {
    reader.read(block);
    await onBlock(block.bytesRead);
  }
  if (userCount === 0) return;
  for (const { kind, number, excerpt } of members.unknown()) filter.note(kind, number, excerpt);
}
