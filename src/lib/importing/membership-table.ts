import type { MembershipForm } from '../catalog/catalog-entry';
import type { Dialect } from '../model/import-recipe';
import { unquoteFormula } from './cell-reading';
import { decodeText } from './decode-text';
import type { EntryIssue, EntryTable } from './entry-table';
import { joinGroups } from './group-names';
import { headerKey } from './header-key';
import { ImportFailure } from './import-failure';
import { isBlank } from './read-records';
import { MAX_ENTRY_BYTES } from './read-entries';
import { RecordReader } from './record-reader';
import { openSheet } from './workbook-sheet';

/** What the groups of a member are called, whatever the column of the group is. */
export const MEMBERSHIP_COLUMN = 'Groups';
/** Between the members in one cell. */
const SEPARATOR = ';';
const PART_CHARS = 1 << 20;

interface Member {
  readonly name: string;
  /** The record that named it first. */
  readonly number: number;
  readonly groups: string[];
}

/**
 * A file whose rows are groups, or grants of a role, turned round: a row for each member, in the order in which they are
 * first named, with the names of its groups. Held whole: a member may be named in the last row again.
 *
 *     Finance   asha; sean            asha   Finance, Staff
 *     Staff     asha; zoë       ▶     sean   Finance
 *                                     zoë    Staff
 */
export async function membershipTable(
  file: Blob,
  dialect: Omit<Dialect, 'lineBreak' | 'headerRow'>,
  form: MembershipForm,
  onRead: (bytes: number) => void
): Promise<EntryTable> {
  if (file.size > MAX_ENTRY_BYTES)
    throw new ImportFailure({ kind: 'file-too-large', bytes: file.size, limit: MAX_ENTRY_BYTES });
  const { format, encoding, delimiter, memberships } = dialect;
  const turning = new Turning(form, (memberships?.headerRow ?? 0) + 1);
  if (format === 'workbook') {
    for await (const { rows } of (await openSheet(file, dialect)).parts)
      for (const { cells, number } of rows) turning.record(cells, number);
    return turning.table();
  }
  const reader = new RecordReader(delimiter, -1, turning);
  for await (const { text, bytesRead } of decodeText(file.stream(), encoding, PART_CHARS)) {
    reader.push(text);
    onRead(bytesRead);
  }
  reader.finish();
  return turning.table();
}

/** Where the columns stand that are read; -1 for one that the file has not. */
interface Places {
  readonly member: number;
  readonly group: number;
  readonly scope: number;
  readonly kind: number;
}

class Turning {
  readonly #form: MembershipForm;
  /** Number of the record that holds the headers, from 1. */
  readonly #headerNumber: number;
  #places: Places = { member: -1, group: -1, scope: -1, kind: -1 };
  readonly #members = new Map<string, Member>();
  readonly #issues: EntryIssue[] = [];

  constructor(form: MembershipForm, headerNumber: number) {
    this.#form = form;
    this.#headerNumber = headerNumber;
  }

  record(cells: string[], number: number): void {
    if (number === this.#headerNumber) this.#places = placesOf(cells, this.#form);
    else if (number > this.#headerNumber && !isBlank(cells)) this.#add(cells.map(unquoteFormula), number);
  }

  damage(kind: EntryIssue['kind'], number: number, excerpt: string): void {
    if (number > this.#headerNumber) this.#issues.push({ kind, number, excerpt });
  }

  table(): EntryTable {
    const members = [...this.#members.values()];
    return {
      columns: [this.#form.member, MEMBERSHIP_COLUMN],
      rows: members.map(({ name, groups }) => [name, joinGroups(groups)]),
      numbers: members.map(({ number }) => number),
      issues: this.#issues
    };
  }

  #add(cells: readonly string[], number: number): void {
    const { member, group, scope, kind } = this.#places;
    const name = (cells[group] ?? '').trim();
    const { kind: kinds } = this.#form;
    if (kinds && kind >= 0 && (cells[kind] ?? '').trim().toLowerCase() !== kinds.person.toLowerCase()) {
      this.#issues.push({ kind: 'group-as-member', number, excerpt: `${name}: ${cells[member] ?? ''}` });
      return;
    }
    const within = (cells[scope] ?? '').trim();
    const told = within === '' ? name : `${within}: ${name}`;
    for (const part of (cells[member] ?? '').split(SEPARATOR)) this.#join(part.trim(), told, number);
  }

  /** User names differ by more than case and width of their letters. */
  #join(name: string, group: string, number: number): void {
    if (name === '') return;
    const key = name.normalize('NFKC').toLowerCase();
    const known = this.#members.get(key);
    if (known) known.groups.push(group);
    else this.#members.set(key, { name, number, groups: [group] });
  }
}

function placesOf(headers: readonly string[], { member, group, scope, kind }: MembershipForm): Places {
  const keys = headers.map(headerKey);
  const placeOf = (header: string | undefined) => (header === undefined ? -1 : keys.indexOf(headerKey(header)));
  const places = group.map(placeOf).filter((place) => place >= 0);
  return { member: placeOf(member), group: places[0] ?? -1, scope: placeOf(scope), kind: placeOf(kind?.header) };
}
