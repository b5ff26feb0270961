import { KEY_ATTRIBUTES } from '../model/attribute';
import { isTable, type ImportRecipe } from '../model/import-recipe';
import { SKIPPING_ISSUES, type RowIssueKind, type RowIssueTally } from '../model/row-issue';
import { DamageRules } from './damage-rules';
import { isSepLine } from './detect-delimiter';
import { mayBeDamaged } from './odd-characters';
import { isBlank } from './read-records';
import { MAX_CELL_CHARS, type RecordSink } from './record-reader';
import { RowIssueLog } from './row-issue-log';

/**
 * Decides record by record what comes in: skips what stands before the data and blank lines, leaves out rows that
 * nothing could tell from others, points at the rest of what is wrong. Allocates nothing for a good row.
 */
export class RowFilter implements RecordSink {
  readonly #log = new RowIssueLog();
  readonly #firstNumber: number;
  readonly #fieldCount: number;
  readonly #damage: DamageRules;
  /** Where the attributes stand that can tell a row from others. */
  readonly keyPositions: readonly number[];
  readonly #isSepPossible: boolean;
  readonly #accept: (cells: string[], number: number) => void;
  #rowsRead = 0;
  #rowsStaged = 0;
  #hasOddBlock = false;
  #hadOddBlock = false;

  /** The cells handed on are the taker's to change. */
  constructor(recipe: ImportRecipe, accept: (cells: string[], number: number) => void) {
    // Entries are numbered by where they stand in the file: none of them is a header.
    const { format, memberships } = recipe.dialect;
    const headerRow = isTable(format) && !memberships ? recipe.dialect.headerRow : undefined;
    // Record numbers count from 1, header rows from 0: the record behind the header has number headerRow + 2.
    this.#firstNumber = headerRow === undefined ? 1 : headerRow + 2;
    this.#isSepPossible = headerRow === undefined;
    this.#fieldCount = recipe.mapping.length;
    this.#damage = new DamageRules(recipe);
    this.keyPositions = recipe.mapping
      .filter(({ target }) => KEY_ATTRIBUTES.some((key) => key === target))
      .map(({ column }) => column);
    this.#accept = accept;
  }

  /** From this record on nothing is skipped for where it stands. */
  get firstPlainNumber(): number {
    return this.#isSepPossible ? 2 : this.#firstNumber;
  }

  get rowsRead(): number {
    return this.#rowsRead;
  }

  get rowsStaged(): number {
    return this.#rowsStaged;
  }

  get issues(): readonly RowIssueTally[] {
    return this.#log.tallies();
  }

  /** Looks at a block before its records come: only where it has odd characters each record is looked at. */
  announce(block: string): void {
    // The record at the edge belongs to two blocks.
    this.#hadOddBlock = this.#hasOddBlock;
    this.#hasOddBlock = mayBeDamaged(block);
  }

  /** Counts records that nothing is wrong with and that went another way. */
  plain(count: number): void {
    this.#rowsRead += count;
    this.#rowsStaged += count;
  }

  record(cells: string[], number: number, isOdd = this.#hasOddBlock || this.#hadOddBlock): void {
    if (number < this.#firstNumber || (number === 1 && this.#isSepPossible && isSepLine(cells))) return;
    if (!this.#hasIdentifier(cells)) {
      if (isBlank(cells)) return;
      this.#rowsRead++;
      this.#report('no-identifier', number, cells);
      return;
    }
    this.#rowsRead++;
    const large = oversizedCell(cells);
    if (large !== undefined) return this.#log.add('oversized-cell', number, () => large);
    this.#rowsStaged++;
    if (cells.length !== this.#fieldCount) this.#checkFieldCount(cells, number);
    if (isOdd) this.#damage.tell(cells, (kind, cell) => this.#log.add(kind, number, () => cell));
    this.#accept(cells, number);
  }

  damage(kind: RowIssueKind, number: number, excerpt: string): void {
    if (number < this.#firstNumber) return;
    this.#rowsRead++;
    if (!SKIPPING_ISSUES.includes(kind)) this.#rowsStaged++;
    this.#log.add(kind, number, () => excerpt);
  }

  /** Points at something beside the rows: it is in none, or its row comes in by itself. */
  note(kind: RowIssueKind, number: number, excerpt: string): void {
    this.#log.add(kind, number, () => excerpt);
  }

  #hasIdentifier(cells: readonly string[]): boolean {
    for (const position of this.keyPositions) {
      if (position < cells.length && cells[position].trim() !== '') return true;
    }
    return false;
  }

  #checkFieldCount(cells: readonly string[], number: number): void {
    if (cells.length < this.#fieldCount) this.#report('too-few-fields', number, cells);
    // Trailing delimiters lose nothing.
    else if (!isBlank(cells.slice(this.#fieldCount))) this.#report('too-many-fields', number, cells);
  }

  #report(kind: RowIssueKind, number: number, cells: readonly string[]): void {
    this.#log.add(kind, number, () => cells.join(' · '));
  }
}

/** Cells of tables were looked at by their reader; those of entries and workbooks come here as they are. */
function oversizedCell(cells: readonly string[]): string | undefined {
  for (let i = 0; i < cells.length; i++) if (cells[i].length > MAX_CELL_CHARS) return cells[i];
  return undefined;
}
