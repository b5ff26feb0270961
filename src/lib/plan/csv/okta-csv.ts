import type { Attribute } from '../../model/attribute';
import type { OperationKind, PlanOperation } from '../../model/plan-operation';
import { csvRow } from '../csv-row';
import type { FilePiece, OperationSource, PlanWriter, WriteTally } from '../plan-file';
import { columnText, type Values } from './attribute-columns';
import { CsvFiles, numbered } from './csv-files';
import { OKTA_OPTIONAL, OKTA_REQUIRED } from './okta-columns';
import { WriteCount } from './write-count';

/** Files of fewer rows are written together, so many rows at a time: the rows that wait in memory. */
const MOST_WAITING = 65_536;

/**
 * Users for Okta's import from CSV. Okta takes an optional column only if it is filled in every row or in none, so that
 * users are parted by which columns they fill: one file for each such set, and no value is lost. A row with a login
 * that exists updates that user; memberships, assignments and the lifecycle have no column.
 *
 *     walk 1   which sets there are, with how many users each
 *     walk 2 … for each large set its file; small sets together, their rows waiting until the walk is over
 */
export const writeOktaCsv: PlanWriter = (source) => oktaFiles(source);

function* oktaFiles(source: OperationSource): Generator<FilePiece, WriteTally> {
  const count = new WriteCount();
  count.leaveOutAllBut(['create-user', 'update-user'], source);
  const created = yield* filesOfKind({ source, kind: 'create-user', name: 'users' }, count);
  const changed = yield* filesOfKind({ source, kind: 'update-user', name: 'changes' }, count);
  if (created + changed > 1) {
    count.notes.push(
      `${created + changed} files, each an import of its own: Okta takes a column only if every row fills it. Import users.csv and its numbers before changes.csv.`
    );
  }
  return count.tally();
}

interface KindParts {
  readonly source: OperationSource;
  readonly kind: OperationKind;
  readonly name: string;
}

/** Returns how many files. */
function* filesOfKind(parts: KindParts, count: WriteCount): Generator<FilePiece, number> {
  const pathOf = numbered('okta', parts.name);
  let fileCount = 0;
  for (const sets of batches(countSets(parts, count))) {
    const paths = new Map(sets.map((set) => [set, pathOf(++fileCount)]));
    yield* sets.length === 1 ? largeSet(parts, sets[0], pathOf(fileCount)) : smallSets(parts, paths);
  }
  return fileCount;
}

function* largeSet({ source, kind }: KindParts, set: number, path: string): Generator<FilePiece, void> {
  const files = new CsvFiles(() => path, headerOf(set));
  for (const operation of source.operations([kind])) {
    const said = saidBy(operation);
    if (said?.set === set) files.addRow(rowOf(said));
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
}

function* smallSets({ source, kind }: KindParts, paths: ReadonlyMap<number, string>): Generator<FilePiece, void> {
  const waiting = new Map([...paths.keys()].map((set): [number, string[]] => [set, []]));
  for (const operation of source.operations([kind])) {
    const said = saidBy(operation);
    if (said) waiting.get(said.set)?.push(rowOf(said));
  }
  for (const [set, path] of paths) {
    const files = new CsvFiles(() => path, headerOf(set));
    for (const row of waiting.get(set) ?? []) {
      files.addRow(row);
      if (files.isReady) yield* files.take();
    }
    yield* files.end();
  }
}

/** How many rows fill each set of columns. What cannot be said is counted here, once. */
function countSets({ source, kind }: KindParts, count: WriteCount): ReadonlyMap<number, number> {
  const sets = new Map<number, number>();
  for (const operation of source.operations([kind])) {
    const said = saidBy(operation);
    if (!said) {
      count.leaveOut(kind);
      continue;
    }
    count.wrote();
    for (const attribute of said.homeless) count.leaveAttributeOut(attribute);
    sets.set(said.set, (sets.get(said.set) ?? 0) + 1);
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
  readonly values: Values;
  /** Bit i: the column i of OKTA_OPTIONAL is filled. */
  readonly set: number;
  readonly homeless: readonly Attribute[];
}

const COLUMN_OF: ReadonlyMap<Attribute, number> = new Map(OKTA_OPTIONAL.map(({ attribute }, i) => [attribute, i]));
const REQUIRED: ReadonlySet<Attribute> = new Set(OKTA_REQUIRED.map(({ attribute }) => attribute));

/** Undefined where a required value is missing, or where nothing that changes has a column. */
function saidBy(operation: PlanOperation): SaidRow | undefined {
  const isNew = operation.kind === 'create-user';
  const values: Partial<Record<Attribute, string>> = { ...operation.user?.values };
  const homeless: Attribute[] = [];
  let [set, said] = [0, isNew ? 1 : 0];
  for (const { attribute, after } of sentBy(operation)) {
    const isSaid = (isNew || isSayable(attribute, after)) && hasColumn(attribute);
    if (!isSaid) homeless.push(attribute);
    else {
      said++;
      values[attribute] = after;
      set |= bitOf(attribute);
    }
  }
  const isWhole = OKTA_REQUIRED.every(({ attribute }) => (values[attribute] ?? '').trim() !== '');
  return isWhole && said > 0 ? { values, set, homeless } : undefined;
}

interface SentValue {
  readonly attribute: Attribute;
  readonly after: string;
}

/** Memberships are operations of their own; what holds nothing but blanks is sent by leaving it out. */
function sentBy({ kind, user, changes }: PlanOperation): readonly SentValue[] {
  if (kind !== 'create-user') return changes;
  // The keys of values are attributes.
  const filled = Object.entries(user?.values ?? {}) as [Attribute, string][];
  return filled
    .filter(([attribute, after]) => attribute !== 'groups' && after.trim() !== '')
    .map(([attribute, after]) => ({ attribute, after }));
}

function hasColumn(attribute: Attribute): boolean {
  return REQUIRED.has(attribute) || COLUMN_OF.has(attribute);
}

function bitOf(attribute: Attribute): number {
  const column = COLUMN_OF.get(attribute);
  return column === undefined ? 0 : 1 << column;
}

/** The login names the row, and an empty cell says nothing. */
function isSayable(attribute: Attribute, after: string): boolean {
  return attribute !== 'userName' && after.trim() !== '';
}

function columnsOf(set: number) {
  return [...OKTA_REQUIRED, ...OKTA_OPTIONAL.filter((_, i) => (set & (1 << i)) !== 0)];
}

function headerOf(set: number): string {
  return csvRow(columnsOf(set).map(({ header }) => header));
}

function rowOf({ values, set }: SaidRow): string {
  return csvRow(columnsOf(set).map((column) => columnText(column, values)));
}
