import type { Attribute } from '../../model/attribute';
import type { OperationKind, PlanOperation } from '../../model/plan-operation';
import type { FilePiece, OperationSource } from '../plan-file';
import { columnText, type AttributeColumn, type Values } from './attribute-columns';
import { CsvFiles, numbered } from './csv-files';
import { ELSEWHERE, OPTIONAL_COLUMNS, PRIMARY_EMAIL, requiredColumns, type OracleLoginHeader } from './oracle-columns';
import { ORACLE_FILE } from './oracle-limits';
import { oracleRow } from './quote-for-oracle';
import type { WriteCount } from './write-count';

/** Said by changing users who exist. A suspended user is one who is not active: Oracle has no third state. */
export const CHANGING = [
  'update-user',
  'activate-user',
  'suspend-user',
  'deactivate-user'
] as const satisfies OperationKind[];

const BYPASS = { header: 'ByPass Notification', text: 'TRUE' } as const;

/** What one writer of a file of users is given. */
export interface UserFileParts {
  readonly source: OperationSource;
  readonly count: WriteCount;
  readonly login: OracleLoginHeader;
}

/**
 * Users.csv of the users to be created: what is required, and each other column that one of them fills. Nobody is sent
 * a mail by the import itself. Returns how many files. Two walks through the operations.
 */
export function* createdUsers({ source, count, login }: UserFileParts): Generator<FilePiece, number> {
  const columns = filledColumns(source, count);
  const required = requiredColumns(login);
  const headers = [...required, PRIMARY_EMAIL, BYPASS, ...columns].map(({ header }) => header);
  const files = new CsvFiles(numbered('oracle', 'Users'), oracleRow(headers), ORACLE_FILE);
  for (const { user } of source.operations(['create-user'])) {
    const values: Values = user?.values ?? {};
    const cells = (of: readonly AttributeColumn[]) => of.map((column) => columnText(column, values));
    files.addRow(oracleRow([...cells(required), PRIMARY_EMAIL.text, BYPASS.text, ...cells(columns)]));
    count.wrote();
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  return files.fileCount;
}

function filledColumns(source: OperationSource, count: WriteCount): readonly AttributeColumn[] {
  const filled = new Set<string>();
  for (const { user } of source.operations(['create-user'])) for (const name in user?.values) filled.add(name);
  const all = [...requiredColumns('User ID'), ...OPTIONAL_COLUMNS];
  const homes = new Set<string>(all.map(({ attribute }) => attribute));
  // The keys of values are attributes.
  for (const name of filled)
    if (!homes.has(name) && !ELSEWHERE.has(name as Attribute)) count.leaveAttributeOut(name as Attribute);
  return OPTIONAL_COLUMNS.filter(({ attribute }) => filled.has(attribute));
}

/**
 * Users-changes.csv of those who exist: what is required, and the columns that change for one of them. Where a column
 * does not change for a user it holds what the user has by now, as the import's documentation does not say that it
 * keeps what an empty cell leaves out. Whose changes come from several operations has one row.
 */
export function* changedUsers(parts: UserFileParts): Generator<FilePiece, number> {
  const { source, count, login } = parts;
  const { columns, operationsOf } = survey(source);
  const required = requiredColumns(login);
  const headers = [...required, PRIMARY_EMAIL, ...columns].map(({ header }) => header);
  const files = new CsvFiles(numbered('oracle', 'Users-changes'), oracleRow(headers), ORACLE_FILE);
  const merged = new MergedChanges(operationsOf);
  for (const operation of source.operations(CHANGING)) {
    const values = merged.add(operation, saidChanges(operation, count));
    if (!values) continue;
    const cells = (of: readonly AttributeColumn[]) => of.map((column) => columnText(column, values));
    files.addRow(oracleRow([...cells(required), PRIMARY_EMAIL.text, ...cells(columns)]));
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  return files.fileCount;
}

/** Users of whom operations are still to come wait; all others pass through. */
class MergedChanges {
  readonly #operationsOf: Uint16Array;
  readonly #waiting = new Map<number, { readonly left: number; readonly values: Values }>();

  constructor(operationsOf: Uint16Array) {
    this.#operationsOf = operationsOf;
  }

  /** The user as they are to be, once the last of their operations has come. */
  add({ user }: PlanOperation, said: Values | undefined): Values | undefined {
    if (!user || !said) return undefined;
    const before = this.#waiting.get(user.row) ?? { left: this.#operationsOf[user.row], values: user.values };
    const values = { ...before.values, ...said };
    if (before.left > 1) {
      this.#waiting.set(user.row, { left: before.left - 1, values });
      return undefined;
    }
    this.#waiting.delete(user.row);
    return values;
  }
}

/** The columns that change, and by user how many operations the file can say. Two bytes per user. */
function survey(source: OperationSource) {
  const changed = new Set<Attribute>();
  let operationsOf = new Uint16Array(1024);
  for (const operation of source.operations(CHANGING)) {
    const said = saidChanges(operation, undefined);
    const row = operation.user?.row;
    if (row === undefined || said === undefined) continue;
    if (row >= operationsOf.length) operationsOf = enlargedTo(operationsOf, row + 1);
    operationsOf[row]++;
    // The keys of values are attributes.
    for (const attribute of Object.keys(said)) changed.add(attribute as Attribute);
  }
  return { columns: OPTIONAL_COLUMNS.filter(({ attribute }) => changed.has(attribute)), operationsOf };
}

function enlargedTo(before: Uint16Array, length: number): Uint16Array<ArrayBuffer> {
  const after = new Uint16Array(Math.max(length, before.length * 2));
  after.set(before);
  return after;
}

const HOMES = new Set([...requiredColumns('User ID').slice(1), ...OPTIONAL_COLUMNS].map(({ attribute }) => attribute));

/** New values that have a column; undefined where there are none. The username names the row: it cannot change. */
function saidChanges(operation: PlanOperation, count: WriteCount | undefined): Values | undefined {
  const { kind, user, changes } = operation;
  const said = kind === 'update-user' ? updated(operation) : { active: String(kind === 'activate-user') };
  if (user?.values.userName === undefined || Object.keys(said).length === 0) {
    count?.leaveOut(kind);
    return undefined;
  }
  for (const { attribute } of changes) if (!HOMES.has(attribute)) count?.leaveAttributeOut(attribute);
  count?.wrote();
  return said;
}

function updated({ changes }: PlanOperation): Values {
  const said: Partial<Record<Attribute, string>> = {};
  for (const { attribute, after } of changes) if (HOMES.has(attribute)) said[attribute] = after;
  return said;
}
