import type { Item, Step } from './connector';
import { ChangeMark } from './change-mark';

/** The pages of a list as they came, as JSON Lines. One Blob each: the browser may keep them on disk. */
export class ListedPages {
  readonly #blobs: Blob[] = [];
  readonly #changes: ChangeMark;
  #records = 0;
  #groups = 0;

  constructor(begunAt: number) {
    this.#changes = new ChangeMark(begunAt);
  }

  get counts(): { readonly records: number; readonly groups: number } {
    return { records: this.#records, groups: this.#groups };
  }

  /** From where changes can be asked for next time. */
  get newestChange(): string | undefined {
    return this.#changes.value;
  }

  add({ counts }: Step, items: readonly Item[]): void {
    const lines: string[] = [];
    for (const { line, changedAt = '' } of items) {
      if (line) lines.push(JSON.stringify(line));
      this.#changes.add(changedAt);
    }
    if (lines.length === 0) return;
    this.#blobs.push(new Blob([lines.join('\n'), '\n']));
    if (counts === 'records') this.#records += lines.length;
    if (counts === 'groups') this.#groups += lines.length;
  }

  file(): Blob {
    return new Blob(this.#blobs, { type: 'application/jsonl' });
  }
}
