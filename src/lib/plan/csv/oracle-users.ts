import type { Attribute } from '../../model/attribute';
import type { OperationKind, PlanOperation } from '../../model/plan-operation';
import type { OperationTally } from '../hand-over/operation-tally';
import { MergedUpdates, type MergedUpdate } from '../merged-updates';
import type { FilePiece, OperationSource } from '../plan-file';
import { columnText, type AttributeColumn, type Values } from './attribute-columns';
import { CsvFiles, numbered } from './csv-files';
import { ELSEWHERE, OPTIONAL_COLUMNS, PRIMARY_EMAIL, REQUIRED_COLUMNS } from './oracle-columns';
import { ORACLE_FILE } from './oracle-limits';
import { oracleRow } from './quote-for-oracle';

/** Said by changing users who exist. A suspended user is one who is not active: Oracle has no third state. */
const CHANGING = ['update-user', 'activate-user', 'suspend-user', 'deactivate-user'] as const satisfies OperationKind[];

const BYPASS = { header: 'ByPass Notification', text: 'TRUE' } as const;

/** What the writers of the files of users are given. */
export interface UserFileParts {
  readonly source: OperationSource;
  readonly tally: OperationTally;
  /** The username of the manager whom a text means; empty where it is not known. */
  readonly managerName: (text: string) => string;
}

/**
 * Users.csv of the users to be created: what is required, and each other column that one of them fills. Nobody is sent
 * a mail by the import itself. Returns how many files. Two walks through the operations.
 */
export function* createdUsers(parts: UserFileParts): Generator<FilePiece, number> {
  const { source, tally } = parts;
  const columns = filledColumns(source, tally);
  const headers = [...REQUIRED_COLUMNS, PRIMARY_EMAIL, BYPASS, ...columns].map(({ header }) => header);
  const files = new CsvFiles(numbered('oracle', 'Users'), oracleRow(headers), ORACLE_FILE);
  for (const { user } of source.operations(['create-user'])) {
    const values = withManager(user?.values ?? {}, parts);
    const cells = (of: readonly AttributeColumn[]) => of.map((column) => columnText(column, values));
    files.addRow(oracleRow([...cells(REQUIRED_COLUMNS), PRIMARY_EMAIL.text, BYPASS.text, ...cells(columns)]));
    tally.say('create-user');
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  return files.fileCount;
}

function filledColumns(source: OperationSource, tally: OperationTally): readonly AttributeColumn[] {
  const filled = new Set<string>();
  for (const { user } of source.operations(['create-user'])) for (const name in user?.values) filled.add(name);
  // The keys of values are attributes.
  for (const name of filled as Set<Attribute>) if (!hasColumn(name) && !ELSEWHERE.has(name)) tally.leaveOut(name);
  return OPTIONAL_COLUMNS.filter(({ attribute }) => filled.has(attribute));
}

/**
 * Users-changes.csv of those who exist: what is required, and the columns that change for one of them. Where a column
 * does not change for a user it holds what the user has by now, as the import's documentation does not say that it
 * keeps what an empty cell leaves out. Whose changes come from several operations has one row.
 */
export function* changedUsers(parts: UserFileParts): Generator<FilePiece, number> {
  const { source, tally } = parts;
  const changed = new Set<Attribute>();
  const updates = new MergedUpdates(source, {
    kinds: CHANGING,
    isSaid: (operation) => {
      noteChanged(operation, changed, tally);
      return isSaid(operation);
    }
  });
  const columns = OPTIONAL_COLUMNS.filter(({ attribute }) => changed.has(attribute));
  const headers = [...REQUIRED_COLUMNS, PRIMARY_EMAIL, ...columns].map(({ header }) => header);
  const files = new CsvFiles(numbered('oracle', 'Users-changes'), oracleRow(headers), ORACLE_FILE);
  for (const update of updates) {
    const values = withManager(valuesAfter(update), parts);
    const cells = (of: readonly AttributeColumn[]) => of.map((column) => columnText(column, values));
    files.addRow(oracleRow([...cells(REQUIRED_COLUMNS), PRIMARY_EMAIL.text, ...cells(columns)]));
    for (const kind of update.kinds) tally.say(kind);
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  return files.fileCount;
}

/** Which columns change for somebody; and what cannot be said. */
function noteChanged(operation: PlanOperation, changed: Set<Attribute>, tally: OperationTally): void {
  const isInFile = isSaid(operation);
  if (isInFile && operation.kind !== 'update-user') changed.add('active');
  for (const { attribute } of operation.changes) {
    if (attribute === 'userName') tally.leaveOut(attribute, 'renamed');
    else if (!hasColumn(attribute)) tally.leaveOut(attribute);
    else if (isInFile) changed.add(attribute);
  }
}

const HOMES = new Set([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS].map(({ attribute }) => attribute));

function hasColumn(attribute: Attribute): boolean {
  return HOMES.has(attribute);
}

/** The username names the row: without one there is none, and it cannot change. */
function isSaid({ kind, user, changes }: PlanOperation): boolean {
  if (user?.values.userName === undefined) return false;
  return kind !== 'update-user' || changes.some(({ attribute }) => attribute !== 'userName' && hasColumn(attribute));
}

/** The user as they are to be. */
function valuesAfter({ user, changes, kinds }: MergedUpdate): Values {
  const values: Partial<Record<Attribute, string>> = { ...user.values };
  for (const { attribute, after } of changes) if (attribute !== 'userName') values[attribute] = after;
  const status = kinds.findLast((kind) => kind !== 'update-user');
  if (status) values.active = String(status === 'activate-user');
  return values;
}

function withManager(values: Values, { managerName }: UserFileParts): Values {
  return values.manager ? { ...values, manager: managerName(values.manager) } : values;
}
