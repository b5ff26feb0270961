import { CATALOG } from '../catalog/catalog';
import { isActiveStatus } from '../model/active-status';
import type { ImportRecipe } from '../model/import-recipe';
import { dataRecords, readFileHead } from './file-head';
import { detectGroupCells, groupCellReader } from './group-names';
import { headerKey } from './header-key';
import { recognizeExport } from './recognize-export';

/** How the cells of one column become what is kept. Columns without one come in as they stand. */
export interface CellReading {
  readonly column: number;
  readonly read: (cell: string) => string;
}

const YES = ['yes', 'true', '1'];
/** Headers that ask for the opposite of `active`, wherever they come from. */
const INACTIVE_WORDS = new Map<string, readonly string[]>(
  ['Blocked', 'Disabled', 'Is Disabled', 'Account Disabled', 'Suspended', 'Is Suspended', 'Locked', 'Locked Out']
    .map(headerKey)
    .map((key) => [key, YES])
);
for (const { inactive } of CATALOG.flatMap(({ exports }) => exports)) {
  for (const [header, words] of Object.entries(inactive ?? {}))
    INACTIVE_WORDS.set(
      headerKey(header),
      words.map((word) => word.toLowerCase())
    );
}

const ACCOUNT_CONTROL = headerKey('userAccountControl');
/** The bit of Active Directory's `userAccountControl` that says disabled. */
const ACCOUNT_DISABLED = 0x2;
const QUOTED_FORMULA = /^'([@+\-=|%].*)'$/s;

/** Told where the mapping is shown: what a column would be read as if it went to Active. */
export function activeNote(header: string): string | undefined {
  const key = headerKey(header);
  if (key === ACCOUNT_CONTROL) return 'Bit 2 reads as not active';
  const words = INACTIVE_WORDS.get(key);
  return words && `${words.map((word) => word.toUpperCase()).join(', ')} read as not active`;
}

/** Looks at the file's head only where a column of groups is to be split. */
export async function cellReadings(file: Blob, { dialect, mapping }: ImportRecipe): Promise<readonly CellReading[]> {
  if (dialect.format !== 'delimited') return activeReadings(mapping);
  const headers = mapping.map(({ header }) => header);
  const readings = [...activeReadings(mapping)];
  if (recognizeExport(headers, 'delimited', undefined)?.form.quotesFormulas) {
    for (const { target, column } of mapping) if (target !== undefined) readings.push({ column, read: unquoteFormula });
  }
  const groups = mapping.find(({ target }) => target === 'groups');
  if (groups) {
    const cells = dataRecords(await readFileHead(file, dialect)).map((record) => record[groups.column] ?? '');
    readings.push({ column: groups.column, read: groupCellReader(detectGroupCells(cells)) });
  }
  return readings;
}

function activeReadings(mapping: ImportRecipe['mapping']): readonly CellReading[] {
  return mapping.flatMap(({ target, header, column }) => {
    if (target !== 'active') return [];
    const key = headerKey(header);
    if (key === ACCOUNT_CONTROL) return [{ column, read: readAccountControl }];
    const words = INACTIVE_WORDS.get(key);
    return words ? [{ column, read: readInactive(words) }] : [];
  });
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

/** Oracle puts cells that a spreadsheet would take for a formula in single quotes: `'@asha'`. */
function unquoteFormula(cell: string): string {
  return cell.charCodeAt(0) === 39 ? cell.replace(QUOTED_FORMULA, '$1') : cell;
}
