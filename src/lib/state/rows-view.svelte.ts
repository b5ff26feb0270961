import type { AppError } from '../model/app-error';
import type { EngineApi } from '../protocol/engine-api';
import { FIRST_ROWS, type OpenedView, type RowWindow, type ViewQuery, type ViewState } from '../protocol/view';

export type RowsPort = Pick<EngineApi, 'openView' | 'readWindow'>;

export interface RowsViewSetup<Row> {
  readonly port: RowsPort;
  readonly slot: string;
  readonly rowsOf: (window: RowWindow) => readonly Row[];
  /** Called when other rows are on the screen; `isNewQuestion` false: the same question, asked again after a change. */
  readonly onReplaced: (isNewQuestion: boolean) => void;
}

const BLOCK_ROWS = FIRST_ROWS;
/** 8,192 rows of cells at most: far more than a screen, little memory. */
const MAX_BLOCKS = 64;

/**
 * The rows of one question, read by blocks as they come into sight. One question and one read are in flight at a time;
 * the newest wins. The old rows stay until the first new ones are here, so nothing flickers.
 */
export class RowsView<Row> {
  readonly #setup: RowsViewSetup<Row>;
  #state = $state.raw<ViewState | undefined>(undefined);
  #blocks = $state.raw<ReadonlyMap<number, readonly Row[]>>(new Map());
  #failure = $state.raw<AppError | undefined>(undefined);
  #next: ViewQuery | undefined;
  #shownQuestion = '';
  #isOpening = false;
  #isReading = false;
  #wanted = { start: 0, end: BLOCK_ROWS };
  /** Told of a view that is not on the screen yet. */
  #early: ViewState | undefined;
  #onEarly: (() => void) | undefined;

  constructor(setup: RowsViewSetup<Row>) {
    this.#setup = setup;
  }

  get state(): ViewState | undefined {
    return this.#state;
  }

  get total(): number {
    return this.#state?.total ?? 0;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  rowAt(index: number): Row | undefined {
    return this.#blocks.get(Math.floor(index / BLOCK_ROWS))?.[index % BLOCK_ROWS];
  }

  /** Position of a row among those that are here; -1 when it is not. */
  indexOf(isWanted: (row: Row) => boolean): number {
    for (const [block, rows] of this.#blocks) {
      const within = rows.findIndex(isWanted);
      if (within >= 0) return block * BLOCK_ROWS + within;
    }
    return -1;
  }

  open(query: ViewQuery): void {
    this.#next = query;
    this.#onEarly?.();
    if (!this.#isOpening) void this.#openNewest();
  }

  /** The rows in sight have changed. */
  need(start: number, end: number): void {
    this.#wanted = { start, end };
    void this.#readMissing();
  }

  /** Cells of any range, also beyond what is in sight (a range that is selected). */
  async read(start: number, end: number): Promise<readonly Row[]> {
    if (!this.#state) return [];
    return this.#setup.rowsOf(await this.#setup.port.readWindow(this.#state.viewId, start, end));
  }

  /** Counts of a view that was answered in parts. */
  receive(state: ViewState): void {
    if (state.viewId !== this.#state?.viewId) {
      this.#early = state;
      this.#onEarly?.();
      return;
    }
    const hasGrown = state.total !== this.#state.total;
    this.#state = state;
    if (!hasGrown) return;
    this.#blocks = new Map([...this.#blocks].filter(([, rows]) => rows.length === BLOCK_ROWS));
    void this.#readMissing();
  }

  async #openNewest(): Promise<void> {
    this.#isOpening = true;
    try {
      for (let query = this.#next; query; query = this.#next) {
        this.#next = undefined;
        const question = JSON.stringify(query);
        const isNew = question !== this.#shownQuestion;
        const opened = await this.#setup.port.openView(this.#setup.slot, query, isNew ? BLOCK_ROWS : 0);
        if (this.#next) continue;
        this.#failure = opened.ok ? undefined : opened.error;
        if (opened.ok && isNew) this.#show(opened.value, opened.value.first, question);
        else if (opened.ok) await this.#showAgain(opened.value, question);
      }
    } finally {
      this.#isOpening = false;
    }
    void this.#readMissing();
  }

  async #showAgain(opened: OpenedView, question: string): Promise<void> {
    await this.#completed(opened);
    if (this.#next) return;
    const from = Math.min(this.#wanted.start, Math.max(0, this.#latest(opened).total - BLOCK_ROWS));
    const start = Math.floor(from / BLOCK_ROWS) * BLOCK_ROWS;
    const window = await this.#setup.port.readWindow(opened.viewId, start, start + 2 * BLOCK_ROWS);
    if (!this.#next) this.#show(opened, window, question);
  }

  #show(opened: OpenedView, window: RowWindow, question: string): void {
    const isNewQuestion = question !== this.#shownQuestion;
    const rows = this.#setup.rowsOf(window);
    this.#shownQuestion = question;
    this.#state = this.#latest(opened);
    this.#early = undefined;
    this.#blocks = new Map();
    this.#keep(window.start, window.start + Math.max(rows.length, 1), rows);
    this.#setup.onReplaced(isNewQuestion);
  }

  /** What is known of a view by now. */
  #latest(state: ViewState): ViewState {
    return this.#early?.viewId === state.viewId ? this.#early : state;
  }

  /** The same rows again: they are shown when all are found, so that the place in the list is not lost meanwhile. */
  async #completed(state: ViewState): Promise<void> {
    while (!this.#latest(state).isComplete && !this.#next) {
      await new Promise<void>((resolve) => (this.#onEarly = resolve));
    }
    this.#onEarly = undefined;
  }

  async #readMissing(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let range = this.#missing(); range; range = this.#missing()) {
        const viewId = this.#state?.viewId ?? -1;
        const window = await this.#setup.port.readWindow(viewId, range.start, range.end);
        // While another question is asked, the engine may have let this view go: its empty answer means nothing.
        const isStale = this.#isOpening || viewId !== this.#state?.viewId;
        if (!isStale) this.#keep(range.start, range.end, this.#setup.rowsOf(window));
      }
    } finally {
      this.#isReading = false;
    }
  }

  #missing(): { start: number; end: number } | undefined {
    if (this.#isOpening || !this.#state) return undefined;
    const last = Math.min(this.#wanted.end, this.#state.total) - 1;
    const blocks = this.#blocks;
    let first = Math.floor(this.#wanted.start / BLOCK_ROWS);
    let end = Math.floor(last / BLOCK_ROWS) + 1;
    while (first < end && blocks.has(first)) first++;
    while (end > first && blocks.has(end - 1)) end--;
    return first < end ? { start: first * BLOCK_ROWS, end: end * BLOCK_ROWS } : undefined;
  }

  /** Blocks that came back empty are kept too: asking again would go round for ever. */
  #keep(start: number, end: number, rows: readonly Row[]): void {
    const blocks = new Map(this.#blocks);
    for (let at = start; at < end; at += BLOCK_ROWS) {
      const block = at / BLOCK_ROWS;
      blocks.delete(block);
      blocks.set(block, rows.slice(at - start, at - start + BLOCK_ROWS));
    }
    for (const block of [...blocks.keys()].slice(0, Math.max(0, blocks.size - MAX_BLOCKS))) blocks.delete(block);
    this.#blocks = blocks;
  }
}
