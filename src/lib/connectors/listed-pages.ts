import type { Item, Step } from './connector';
import { ChangeMark } from './change-mark';
import type { PageStore } from './page-store';

/** Lines are gathered up to so many characters. The browser's memory holds two such parts at most: this one, and the one being written. */
const PART_LENGTH = 4 * 2 ** 20;

/** The pages of a list as they came, as JSON Lines. Kept by a store, part by part, since a list may be larger than memory. */
export class ListedPages {
  readonly #store: PageStore;
  #changes: ChangeMark;
  #parts: Blob[] = [];
  #gathered: string[] = [];
  #gatheredLength = 0;
  /** What the store was told last. It is told one thing after the other. */
  #stored: Promise<void> = Promise.resolve();
  #records = 0;
  #groups = 0;

  constructor(store: PageStore, begunAt: number) {
    this.#store = store;
    this.#changes = new ChangeMark(begunAt);
  }

  get counts(): { readonly records: number; readonly groups: number } {
    return { records: this.#records, groups: this.#groups };
  }

  /** From where changes can be asked for next time. */
  get newestChange(): string | undefined {
    return this.#changes.value;
  }

  /** Waits only where a part is full and the one before it is still being written. */
  async add({ counts }: Step, items: readonly Item[]): Promise<void> {
    const lines: string[] = [];
    for (const { line, changedAt = '' } of items) {
      if (line) lines.push(JSON.stringify(line));
      this.#changes.add(changedAt);
    }
    if (lines.length === 0) return;
    if (counts === 'records') this.#records += lines.length;
    if (counts === 'groups') this.#groups += lines.length;
    const text = `${lines.join('\n')}\n`;
    this.#gathered.push(text);
    this.#gatheredLength += text.length;
    if (this.#gatheredLength >= PART_LENGTH) await this.#putAway();
  }

  /** Everything that came is dropped. */
  beginAnew(begunAt: number): void {
    this.#changes = new ChangeMark(begunAt);
    this.#parts = [];
    this.#gathered = [];
    this.#gatheredLength = 0;
    this.#records = 0;
    this.#groups = 0;
    this.#stored = this.#stored.then(() => this.#store.clear());
  }

  /** The list is whole: from here on it stands in the file alone. */
  async file(): Promise<Blob> {
    await this.#stored;
    const file = new Blob([...this.#parts, ...this.#gathered], { type: 'application/jsonl' });
    await this.#store.clear();
    return file;
  }

  async #putAway(): Promise<void> {
    const part = new Blob(this.#gathered);
    this.#gathered = [];
    this.#gatheredLength = 0;
    // Those of a list that is begun anew meanwhile are another array.
    const parts = this.#parts;
    const at = parts.push(part) - 1;
    const before = this.#stored;
    this.#stored = before.then(async () => {
      parts[at] = await this.#store.add(part);
    });
    await before;
  }
}
