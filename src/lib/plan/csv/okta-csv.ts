import type { Attribute } from '../../model/attribute';
import type { PlannedUser, PlanOperation } from '../../model/plan-operation';
import { csvRow } from '../csv-row';
import { OperationTally } from '../hand-over/operation-tally';
import { MergedUpdates, type MergedUpdate } from '../merged-updates';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan-file';
import { columnText, type Values } from './attribute-columns';
import { CsvFiles, numbered } from './csv-files';
import { OKTA_OPTIONAL, OKTA_REQUIRED } from './okta-columns';

/** Files of fewer rows are written together, so many rows at a time: the rows that wait in memory. */
const MOST_WAITING = 65_536;

/**
 * Users for Okta's import from CSV. Okta takes an optional column only if it is filled in every row or in none, so that
 * users are parted by which columns they fill: one file for each such set, and no value is lost. A row with a login
 * that exists updates that user, once: of two files the second would take back what the first brought. Memberships,
 * assignments and the lifecycle have no column.
 *
 *     walk 1   which sets there are, with how many users each
 *     walk 2 … for each large set its file; small sets together, their rows waiting until the walk is over
 */
export function* writeOktaCsv(source: OperationSource, options: WriteOptions): Generator<FilePiece, WriteTally> {
  const tally = new OperationTally(source.counts);
  const managerName = (text: string) => options.managers?.(text)?.userName || text;
  const updates = new MergedUpdates(source, {
    kinds: ['update-user'],
    isSaid: (operation) => isSaid(operation, tally)
  });
  const parts = { managerName, tally };
  const created = yield* filesOfKind({ ...parts, name: 'users', rows: () => newRows(source) });
  const changed = yield* filesOfKind({ ...parts, name: 'changes', rows: () => changedRows(updates) });
  if (created + changed > 1) {
    tally.notes.push(
      `${created + changed} files, each an import of its own: Okta takes a column only if every row fills it. Import users.csv and its numbers before changes.csv.`
    );
  }
  return tally.result();
}

interface KindParts {
  /** Of one file or of several, read as often as needed. */
  readonly rows: () => Iterable<SaidRow>;
  readonly name: string;
  /** What stands for the manager: the username where one is known, else the text, as Okta takes any. */
  readonly managerName: (text: string) => string;
  readonly tally: OperationTally;
}

/** Returns how many files. */
function* filesOfKind(parts: KindParts): Generator<FilePiece, number> {
  const pathOf = numbered('okta', parts.name);
  let fileCount = 0;
  for (const sets of batches(countSets(parts))) {
    const paths = new Map(sets.map((set) => [set, pathOf(++fileCount)]));
    yield* sets.length === 1 ? largeSet(parts, sets[0], pathOf(fileCount)) : smallSets(parts, paths);
  }
  return fileCount;
}

function* largeSet(parts: KindParts, set: number, path: string): Generator<FilePiece, void> {
  const files = new CsvFiles(() => path, headerOf(set));
  for (const row of parts.rows()) {
    if (row.set === set) files.addRow(rowText(row, parts));
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
}

function* smallSets(parts: KindParts, paths: ReadonlyMap<number, string>): Generator<FilePiece, void> {
  const waiting = new Map([...paths.keys()].map((set): [number, string[]] => [set, []]));
  for (const row of parts.rows()) waiting.get(row.set)?.push(rowText(row, parts));
  for (const [set, path] of paths) {
    const files = new CsvFiles(() => path, headerOf(set));
    for (const row of waiting.get(set) ?? []) {
      files.addRow(row);
      if (files.isReady) yield* files.take();
    }
    yield* files.end();
  }
}

/** How many rows fill each set of columns. What is said is counted here, once. */
function countSets({ rows, tally }: KindParts): ReadonlyMap<number, number> {
  const sets = new Map<number, number>();
  for (const { set, operations, isNew, values } of rows()) {
    tally.say(isNew ? 'create-user' : 'update-user', operations);
    if (isNew) noteHomeless(values, tally);
    sets.set(set, (sets.get(set) ?? 0) + 1);
  }
  return sets;
}

/** Sets that are written in one walk: a large one alone, small ones together. */
function batches(sets: ReadonlyMap<number, number>): readonly (readonly number[])[] {
  const result: number[][] = [];
  let waiting = MOST_WAITING;
  for (const [set, rows] of [...sets].sort((one, other) => other[1] - one[1])) {
    if (waiting + rows > MOST_WAITING) {
      result.push([]);
      waiting = 0;
    }
    result[result.length - 1].push(set);
    waiting += rows;
  }
  return result;
}

interface SaidRow {
  readonly isNew: boolean;
  readonly values: Values;
  /** Bit i: the column i of OKTA_OPTIONAL is filled. */
  readonly set: number;
  /** So many are said by it. */
  readonly operations: number;
}

const COLUMN_OF: ReadonlyMap<Attribute, number> = new Map(OKTA_OPTIONAL.map(({ attribute }, i) => [attribute, i]));
const REQUIRED: ReadonlySet<Attribute> = new Set(OKTA_REQUIRED.map(({ attribute }) => attribute));

function* newRows(source: OperationSource): Generator<SaidRow, void> {
  for (const { user } of source.operations(['create-user'])) {
    if (user && isWhole(user.values)) yield { isNew: true, values: user.values, set: filledSet(user), operations: 1 };
  }
}

/** Memberships are operations of their own; what holds nothing but blanks is sent by leaving it out. */
function filledSet({ values }: PlannedUser): number {
  let set = 0;
  // The keys of values are attributes.
  for (const name in values) if (isFilled(values[name as Attribute])) set |= bitOf(name as Attribute);
  return set;
}

function* changedRows(updates: Iterable<MergedUpdate>): Generator<SaidRow, void> {
  for (const { user, changes, kinds } of updates) {
    const values: Partial<Record<Attribute, string>> = { ...user.values };
    let set = 0;
    for (const change of changes) {
      if (!isSayable(change)) continue;
      values[change.attribute] = change.after;
      set |= bitOf(change.attribute);
    }
    if (isWhole(values)) yield { isNew: false, values, set, operations: kinds.length };
  }
}

/** Whether something of an update has a column. Notes what is not said. */
function isSaid({ changes }: PlanOperation, tally: OperationTally): boolean {
  for (const { attribute, after } of changes) {
    if (attribute === 'userName') tally.leaveOut(attribute, 'renamed');
    else if (!hasColumn(attribute)) tally.leaveOut(attribute);
    else if (!isFilled(after)) tally.leaveOut(attribute, 'emptied');
  }
  return changes.some(isSayable);
}

/** The login names the row, and an empty cell says nothing. */
function isSayable({ attribute, after }: { readonly attribute: Attribute; readonly after: string }): boolean {
  return attribute !== 'userName' && isFilled(after) && hasColumn(attribute);
}

function noteHomeless(values: Values, tally: OperationTally): void {
  // The keys of values are attributes.
  for (const name in values) if (!hasColumn(name as Attribute) && name !== 'groups') tally.leaveOut(name as Attribute);
}

function isWhole(values: Values): boolean {
  return OKTA_REQUIRED.every(({ attribute }) => isFilled(values[attribute]));
}

function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

function hasColumn(attribute: Attribute): boolean {
  return REQUIRED.has(attribute) || COLUMN_OF.has(attribute);
}

function bitOf(attribute: Attribute): number {
  const column = COLUMN_OF.get(attribute);
  return column === undefined ? 0 : 1 << column;
}

function columnsOf(set: number) {
  return [...OKTA_REQUIRED, ...OKTA_OPTIONAL.filter((_, i) => (set & (1 << i)) !== 0)];
}

function headerOf(set: number): string {
  return csvRow(columnsOf(set).map(({ header }) => header));
}

function rowText({ values, set }: SaidRow, { managerName }: KindParts): string {
  const named = values.manager ? { ...values, manager: managerName(values.manager) } : values;
  return csvRow(columnsOf(set).map((column) => columnText(column, named)));
}
