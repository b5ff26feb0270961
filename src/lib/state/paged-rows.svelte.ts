import { untrack } from 'svelte';
import type { AppError } from '../model/app-error';
import type { Result } from '../model/result';
import type { WindowRange } from '../protocol/proposed-row';

export interface Page<Row> {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly Row[];
}

const BLOCK_ROWS = 100;

/** A list that the engine answers by ranges: blocks are read as they come into sight, one at a time, the newest wish first. */
export class PagedRows<Row> {
  readonly #read: (range: WindowRange) => Promise<Result<Page<Row>, AppError>>;
  #total = $state(0);
  #isRead = $state(false);
  #blocks = $state.raw<ReadonlyMap<number, readonly Row[]>>(new Map());
  #failure = $state.raw<AppError | undefined>(undefined);
  #wanted: WindowRange = { start: 0, end: BLOCK_ROWS };
  #isReading = false;
  /** Answers to an earlier question are dropped. */
  #question = 0;

  /** Nothing is read before `renew`. */
  constructor(read: (range: WindowRange) => Promise<Result<Page<Row>, AppError>>) {
    this.#read = read;
  }

  get total(): number {
    return this.#total;
  }

  /** Something was answered: a total of 0 means that there is nothing. */
  get isRead(): boolean {
    return this.#isRead;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  rowAt(index: number): Row | undefined {
    return this.#blocks.get(Math.floor(index / BLOCK_ROWS))?.[index % BLOCK_ROWS];
  }

  /** The rows in sight have changed. */
  need(start: number, end: number): void {
    this.#wanted = { start, end };
    if (untrack(() => this.#isRead)) void this.#readMissing();
  }

  /** Asks again: another question, or what it is about has changed. The old rows stay until the new ones are here. */
  async renew(): Promise<void> {
    const question = ++this.#question;
    const start = Math.floor(this.#wanted.start / BLOCK_ROWS) * BLOCK_ROWS;
    const page = await this.#read({ start, end: start + BLOCK_ROWS });
    if (question !== this.#question) return;
    this.#failure = page.ok ? undefined : page.error;
    this.#isRead = page.ok;
    this.#total = page.ok ? page.value.total : 0;
    this.#blocks = new Map(page.ok ? [[start / BLOCK_ROWS, page.value.rows]] : []);
    if (page.ok) void this.#readMissing();
  }

  async #readMissing(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let block = this.#missing(); block !== undefined; block = this.#missing()) {
        const question = this.#question;
        const page = await this.#read({ start: block * BLOCK_ROWS, end: (block + 1) * BLOCK_ROWS });
        if (question !== this.#question) continue;
        // A block that failed counts as empty: asking again would go round for ever.
        this.#blocks = new Map(this.#blocks).set(block, page.ok ? page.value.rows : []);
      }
    } finally {
      this.#isReading = false;
    }
  }

  #missing(): number | undefined {
    const end = Math.min(this.#wanted.end, this.#total);
    for (let block = Math.floor(this.#wanted.start / BLOCK_ROWS); block * BLOCK_ROWS < end; block++) {
      if (!this.#blocks.has(block)) return block;
    }
    return undefined;
  }
}
