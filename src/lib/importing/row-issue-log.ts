import { ROW_ISSUES, type RowIssue, type RowIssueKind, type RowIssueTally } from '../model/row-issue';

const MAX_EXAMPLES = 100;
const MAX_EXCERPT_CHARS = 120;

/** Counts what is wrong with rows and keeps the first rows of each kind. Its size does not grow with the file. */
export class RowIssueLog {
  readonly #counts = new Map<RowIssueKind, number>();
  readonly #examples = new Map<RowIssueKind, RowIssue[]>();

  /** `excerpt` is asked for only while examples are still kept. */
  add(kind: RowIssueKind, record: number, excerpt: () => string): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    const examples = this.#examples.get(kind) ?? [];
    if (examples.length >= MAX_EXAMPLES) return;
    examples.push({ kind, record, excerpt: detached(excerpt()) });
    this.#examples.set(kind, examples);
  }

  tallies(): readonly RowIssueTally[] {
    return ROW_ISSUES.flatMap((kind) => {
      const count = this.#counts.get(kind);
      return count ? [{ kind, count, examples: this.#examples.get(kind) ?? [] }] : [];
    });
  }
}

/** A copy that does not keep the whole block of text alive, as a slice of it would. */
function detached(text: string): string {
  return Array.from(text.slice(0, MAX_EXCERPT_CHARS)).join('');
}
