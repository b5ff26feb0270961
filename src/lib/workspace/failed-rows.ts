import type { RowIssue, RowIssueTally } from '../model/row-issue';

const MOST_EXAMPLES = 100;
const MOST_EXCERPT_CHARS = 120;
/** Further ones share the last: what fails on many rows fails for a few reasons. */
const MOST_REASONS = 1000;

/** Accounts for which an expression gave nothing, and why. 2 bytes per account of the list. */
export class FailedRows {
  /** Number of the reason + 1 by row; 0: nothing failed. */
  readonly #reason: Uint16Array;
  readonly #reasons: string[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(rowCount: number) {
    this.#reason = new Uint16Array(rowCount);
  }

  /** `where` names the expression. Of several that fail for one account, the first counts. */
  note(row: number, where: string, message: string): void {
    if (this.#reason[row] === 0) this.#reason[row] = this.#numberOf(`${where}: ${message}`) + 1;
  }

  /** Takes over what failed elsewhere for the same accounts. */
  addAll(other: FailedRows): void {
    other.#reason.forEach((reason, row) => {
      if (reason > 0 && this.#reason[row] === 0) this.#reason[row] = this.#numberOf(other.#reasons[reason - 1]) + 1;
    });
  }

  /** Those that the file has, each as the record that it is there. `mergedRow`: the account's row for each row of the file. */
  tally(mergedRow: Int32Array, recordNumber: (fileRow: number) => number): RowIssueTally | undefined {
    if (this.#reasons.length === 0) return undefined;
    const examples: RowIssue[] = [];
    let count = 0;
    mergedRow.forEach((row, fileRow) => {
      const reason = row < 0 ? 0 : this.#reason[row];
      if (reason === 0 || ++count > MOST_EXAMPLES) return;
      const excerpt = this.#reasons[reason - 1].slice(0, MOST_EXCERPT_CHARS);
      examples.push({ kind: 'failed-expression', record: recordNumber(fileRow), excerpt });
    });
    return count > 0 ? { kind: 'failed-expression', count, examples } : undefined;
  }

  #numberOf(reason: string): number {
    const known = this.#numbers.get(reason);
    if (known !== undefined) return known;
    if (this.#reasons.length === MOST_REASONS) return MOST_REASONS - 1;
    this.#numbers.set(reason, this.#reasons.length);
    return this.#reasons.push(reason) - 1;
  }
}
