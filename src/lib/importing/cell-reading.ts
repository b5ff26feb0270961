import { isActiveStatus } from '../model/active-status';
import { customAttribute, type CustomAttribute } from '../model/attribute';
import { isTable, type ColumnMapping, type FileFormat, type ImportRecipe } from '../model/import-recipe';
import { dataRecords, readFileHead } from './file-head';
import { detectGroupCells, groupCellReader } from './group-names';
import { hexGuid } from './hex-guid';
import { headerKey } from './header-key';
import { inactiveWords, overrulingHeader, YES } from './inactive-words';
import { exportOf } from './recognize-export';

/** How the cells of one column become what is kept. Columns without one come in as they stand. */
export interface CellReading {
  readonly column: number;
  readonly read: (cell: string) => string;
  /** Another column that has the last word: where it says so, the cell is `false`. */
  readonly overruledBy?: Overruling;
  /** The cells as they stand are kept under this name too: reading them loses something. */
  readonly raw?: CustomAttribute;
}

export interface Overruling {
  readonly column: number;
  readonly saysInactive: (cell: string) => boolean;
}

const ACCOUNT_CONTROL = headerKey('userAccountControl');
/** The bit of Active Directory's `userAccountControl` that says disabled. */
const ACCOUNT_DISABLED = 0x2;
const PROXY_ADDRESSES = headerKey('proxyAddresses');
const OBJECT_GUID = headerKey('objectGUID');
const WORKER = headerKey('Worker');
const QUOTED_FORMULA = /^'([@+\-=|%].*)'$/s;
/** Workday puts the employee's number behind the name, or how things stand. */
const BEHIND_NAME = /\s*\((?:[A-Z]{0,4}-?\d+|On Leave|Terminated|Inactive)\)\s*$/i;

/** Told where the mapping is shown: what a column is read as when it goes to Active, beside these other columns. */
export function activeNote(header: string, headers: readonly string[] = []): string | undefined {
  const notes: string[] = [];
  if (headerKey(header) === ACCOUNT_CONTROL) notes.push('Bit 2 reads as not active');
  const words = inactiveWords(header);
  if (words) notes.push(`${listed(words)} read as not active`);
  const other = overrulingHeader(header, headers);
  if (other !== undefined) notes.push(`Not active either where ${other} says ${listed(inactiveWords(other) ?? [])}`);
  return notes.length > 0 ? notes.join('. ') : undefined;
}

function listed(words: readonly string[]): string {
  return words
    .slice(0, 3)
    .map((word) => word.toUpperCase())
    .join(', ');
}

/** Looks at the file's head only where a column of groups is to be split. */
export async function cellReadings(file: Blob, recipe: ImportRecipe): Promise<readonly CellReading[]> {
  const { dialect, mapping } = recipe;
  const form = exportOf(dialect);
  const kept = mapping.filter(({ target }) => target !== undefined);
  // Rows of members were read as they are laid out.
  const isQuoted = form?.quotesFormulas && !form.memberships;
  const readings: CellReading[] = isQuoted ? kept.map(({ column }) => ({ column, read: unquoteFormula })) : [];
  readings.push(...kept.flatMap((column) => readingsOf(column, mapping, dialect.format)));
  for (const { column, header } of kept) {
    const words = wordsFor(form?.nothing, header);
    if (words) readings.push({ column, read: (cell) => (words.includes(cell.trim()) ? '' : cell) });
  }
  return [...readings, ...(form?.memberships ? [] : await groupReadings(file, recipe))];
}

async function groupReadings(file: Blob, { dialect, mapping }: ImportRecipe): Promise<readonly CellReading[]> {
  const groups = mapping.find(({ target }) => target === 'groups');
  if (!groups || !isTable(dialect.format)) return [];
  const cells = dataRecords(await readFileHead(file, dialect)).map((record) => record[groups.column] ?? '');
  return [{ column: groups.column, read: groupCellReader(detectGroupCells(cells)) }];
}

function wordsFor(
  nothing: Readonly<Record<string, readonly string[]>> | undefined,
  header: string
): readonly string[] | undefined {
  const found = Object.keys(nothing ?? {}).find((name) => headerKey(name) === headerKey(header));
  return found === undefined ? undefined : nothing?.[found];
}

/** What the attribute asks for, by the header that it comes from. */
function readingsOf(
  { target, header, column }: ColumnMapping,
  mapping: ImportRecipe['mapping'],
  format: FileFormat
): readonly CellReading[] {
  const key = headerKey(header);
  const raw = customAttribute(header);
  if (target === 'active') return activeReadings({ header, column }, mapping);
  // In LDIF they stand without their marks already.
  if (target === 'otherEmail' && key === PROXY_ADDRESSES && format !== 'ldif')
    return [{ column, read: readAliases, raw }];
  if (target === 'externalId' && key === OBJECT_GUID) return [{ column, read: hexGuid }];
  if (target === 'displayName' && key === WORKER)
    return [{ column, read: (cell) => cell.replace(BEHIND_NAME, ''), raw }];
  return [];
}

function activeReadings(
  { header, column }: Pick<ColumnMapping, 'header' | 'column'>,
  mapping: ImportRecipe['mapping']
): readonly CellReading[] {
  const others = mapping.filter((other) => other.target !== undefined && other.column !== column);
  const name = overrulingHeader(
    header,
    others.map((other) => other.header)
  );
  const overruling = others.find((other) => other.header === name);
  const words = overruling && inactiveWords(overruling.header);
  const overruledBy = overruling &&
    words && { column: overruling.column, saysInactive: (cell: string) => words.includes(cell.trim().toLowerCase()) };
  const read = activeReader(header);
  if (!read && !overruledBy) return [];
  const raw = customAttribute(header);
  return [{ column, read: read ?? asItStands, raw, ...(overruledBy ? { overruledBy } : {}) }];
}

function activeReader(header: string): CellReading['read'] | undefined {
  if (headerKey(header) === ACCOUNT_CONTROL) return readAccountControl;
  const words = inactiveWords(header);
  return words && readInactive(words);
}

function asItStands(cell: string): string {
  return cell;
}

/** Words that the column has for "not active" become `false`; others stay, unless they would be taken for it. */
function readInactive(words: readonly string[]): (cell: string) => string {
  return (cell) => {
    const word = cell.trim().toLowerCase();
    if (word === '') return '';
    if (words.includes(word)) return 'false';
    return isActiveStatus(word) && !YES.includes(word) ? cell : 'true';
  };
}

function readAccountControl(cell: string): string {
  if (!/^\s*\d{1,10}\s*$/.test(cell)) return cell;
  return (Number(cell) & ACCOUNT_DISABLED) === 0 ? 'true' : 'false';
}

/** `smtp:` marks an alias; `SMTP:` the primary address, which is in a column of its own; other kinds are no e-mail. */
function readAliases(cell: string): string {
  const parts = cell.split(/\s*;\s*/);
  if (!parts.some((part) => part.includes(':'))) return cell;
  return parts
    .filter((part) => part.startsWith('smtp:'))
    .map((part) => part.slice(5))
    .join('; ');
}

/** Oracle puts cells that a spreadsheet would take for a formula in single quotes: `'@asha'`. */
export function unquoteFormula(cell: string): string {
  return cell.charCodeAt(0) === 39 ? cell.replace(QUOTED_FORMULA, '$1') : cell;
}
