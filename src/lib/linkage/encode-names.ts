import { CellReader } from '../engine/cell-reader';
import type { RecordSet } from '../engine/record-set';
import type { EncodedPeople, LinkageBooks } from './encoded-people';
import { RaggedBuilder, type Ragged } from './ragged';
import { textOf } from './text/byte-text';
import { nameTokens } from './text/fold-name';
import { splitFullName } from './text/split-full-name';
import { ValueBook } from './text/value-book';

export type ListSide = 'users' | 'accounts';
export type EncodedNames = Pick<EncodedPeople, 'given' | 'family' | 'isOrderSure'>;

const SLICE_ROWS = 2048;

/** Name tokens by row; users are counted. Cells that repeat are taken apart once. */
export function* encodeNames(records: RecordSet, books: LinkageBooks, side: ListSide): Generator<void, EncodedNames> {
  const { names } = books;
  const given = new NameColumn(records.rowCount, books);
  const family = new NameColumn(records.rowCount, books);
  const isOrderSure = new Uint8Array(records.rowCount).fill(1);
  const givenCells = new CellReader(records, 'givenName');
  const familyCells = new CellReader(records, 'familyName');
  const displayCells = new CellReader(records, 'displayName');
  for (let row = 0; row < records.rowCount; row++) {
    if (row % SLICE_ROWS === 0) yield;
    given.readCell(givenCells.at(row));
    family.readCell(familyCells.at(row));
    if (given.isRowEmpty && family.isRowEmpty) {
      const { bytes, start, end } = displayCells.at(row);
      if (start < end) {
        const split = splitFullName(textOf(bytes, start, end), books.latin);
        given.addNames(split.given);
        family.addNames(split.family);
        isOrderSure[row] = split.isOrderSure ? 1 : 0;
      }
    }
    given.endRow(side === 'users' ? (token) => names.countGiven(token) : undefined);
    family.endRow(side === 'users' ? (token) => names.countFamily(token) : undefined);
  }
  return { given: given.take(), family: family.take(), isOrderSure };
}

/** The tokens of one kind of name; cells are known by their bytes. */
class NameColumn {
  readonly #books: LinkageBooks;
  readonly #tokens: RaggedBuilder;
  readonly #cells = new ValueBook();
  readonly #cellTokens: (readonly number[])[] = [];

  constructor(rowCount: number, books: LinkageBooks) {
    this.#books = books;
    this.#tokens = new RaggedBuilder(rowCount);
  }

  get isRowEmpty(): boolean {
    return this.#tokens.isRowEmpty;
  }

  readCell({ bytes, start, end }: CellReader): void {
    if (start === end) return;
    const cell = this.#cells.addBytes(bytes, start, end);
    if (cell === this.#cellTokens.length) {
      const words = nameTokens(textOf(bytes, start, end), this.#books.latin);
      this.#cellTokens.push(words.map((word) => this.#books.names.add(word)));
    }
    for (const token of this.#cellTokens[cell]) this.#tokens.push(token);
  }

  addNames(words: readonly string[]): void {
    for (const word of words) this.#tokens.push(this.#books.names.add(word));
  }

  /** Tells each token of the row once. */
  endRow(count: ((token: number) => void) | undefined): void {
    if (count) this.#tokens.eachOfRow(count);
    this.#tokens.endRow();
  }

  take(): Ragged {
    return this.#tokens.take();
  }
}
