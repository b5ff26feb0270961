import { FirstRows } from './first-rows.svelte';
import {
  clampOffset,
  isCompressed,
  offsetOfScroll,
  offsetToReveal,
  pageRows,
  rowsInView,
  scrollHeight,
  scrollOfOffset,
  type RowRange,
  type ScrollGeometry
} from './scroll-mapping';

const OVERSCAN_ROWS = 4;
/** Height of the header row, which stays on top of the rows. The style sheet of the grid says the same. */
export const HEADER_HEIGHT = 32;

/** What of a grid is in sight. Holds the true offset; the scrollbar only follows or proposes. */
export class GridViewport {
  #scroller: HTMLElement | undefined;
  #offset = $state(0);
  /** Of the scrolling element, header included; bound to it. */
  clientHeight = $state(0);
  readonly #rowCount: () => number;
  readonly #rowHeight: number;
  readonly #firstRows: FirstRows;
  /** What the scrollbar was last set to: the event that answers must not be taken for a drag. */
  #ownScrollTop = 0;

  readonly viewHeight = $derived(Math.max(0, this.clientHeight - HEADER_HEIGHT));
  readonly #geometry = $derived.by<ScrollGeometry>(() => ({
    rowCount: this.#rowCount(),
    rowHeight: this.#rowHeight,
    viewHeight: this.viewHeight
  }));

  readonly range = $derived.by<RowRange>(() => rowsInView(this.#geometry, this.offset, OVERSCAN_ROWS));
  readonly isCompressed = $derived(isCompressed(this.#geometry));
  readonly scrollHeight = $derived(scrollHeight(this.#geometry));

  constructor(rowCount: () => number, rowHeight: number) {
    this.#rowCount = rowCount;
    this.#rowHeight = rowHeight;
    this.#firstRows = new FirstRows(rowCount, () => this.pageRows);
  }

  /** How many rows may be made by now. */
  get made(): number {
    return this.#firstRows.made;
  }

  get offset(): number {
    return clampOffset(this.#geometry, this.#offset);
  }

  get pageRows(): number {
    return pageRows(this.#geometry);
  }

  /** Rows wholly or partly in sight, without the spare ones. */
  get visible(): RowRange {
    return rowsInView(this.#geometry, this.offset, 0);
  }

  /** Where a row stands within the window. Rows far outside are parked beside it: 42 million pixels cannot be drawn. */
  topOf(row: number): number {
    const top = row * this.#rowHeight - this.offset;
    return Math.max(-2 * this.#rowHeight, Math.min(top, this.viewHeight + this.#rowHeight));
  }

  attach(scroller: HTMLElement): () => void {
    this.#scroller = scroller;
    return () => (this.#scroller = undefined);
  }

  scrollTo(offset: number): void {
    this.#offset = clampOffset(this.#geometry, offset);
    this.placeScrollbar();
  }

  scrollByRows(rows: number): void {
    this.scrollTo(this.offset + rows * this.#rowHeight);
  }

  reveal(row: number): void {
    const offset = offsetToReveal(this.#geometry, this.offset, row);
    if (offset !== this.#offset) this.scrollTo(offset);
  }

  /** Also after the number of rows or the height has changed. */
  placeScrollbar(): void {
    if (!this.#scroller) return;
    const scrollTop = scrollOfOffset(this.#geometry, this.offset);
    // At the top it stays whatever the height: asking would lay the page out once more.
    if (scrollTop === 0 && this.#ownScrollTop === 0) return;
    this.#scroller.scrollTop = scrollTop;
    this.#ownScrollTop = this.#scroller.scrollTop;
  }

  scrolled(): void {
    const scrollTop = this.#scroller?.scrollTop ?? 0;
    if (Math.abs(scrollTop - this.#ownScrollTop) < 1) return;
    this.#ownScrollTop = scrollTop;
    this.#offset = offsetOfScroll(this.#geometry, scrollTop);
  }

  /** Only while compressed; otherwise the browser scrolls by itself, and smoother. */
  wheeled(event: WheelEvent): void {
    if (event.ctrlKey || event.deltaY === 0 || event.shiftKey) return;
    event.preventDefault();
    const unit = [1, this.#rowHeight, this.viewHeight][event.deltaMode];
    this.scrollTo(this.offset + event.deltaY * unit);
  }
}
