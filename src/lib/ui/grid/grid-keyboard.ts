import type { GridCursor } from '../../state/grid-cursor.svelte';
import type { GridColumn } from './grid-column';
import { isOwnControl, movedByKey, type GridBounds } from './grid-keys';
import type { GridSelecting } from './grid-selecting';
import type { RowRange } from './scroll-mapping';

/** What the keys of a grid act on. */
export interface KeyboardGrid<Row> {
  readonly cursor: GridCursor;
  readonly bounds: GridBounds;
  readonly columns: readonly GridColumn[];
  readonly selecting: GridSelecting<Row> | undefined;
  readonly visible: () => RowRange;
  readonly onopen: ((index: number, column: string | undefined) => void) | undefined;
  /** Shift with the left and right arrow on a header: the way to resize a column without a pointer. */
  readonly onwiden: (id: string, by: number) => void;
}

const WIDEN_PX = 16;

/** Runs what a key means in the grid; a key that means something is kept from the page. */
export function pressGridKey<Row>(event: KeyboardEvent, grid: KeyboardGrid<Row>): void {
  const { cursor } = grid;
  const at = { row: cursor.isInHeader ? -1 : cursor.row, column: cursor.column };
  const column = grid.columns[at.column - (grid.selecting ? 1 : 0)];
  if (at.row < 0 && column && widened(event, column, grid)) return;
  const moved = event.shiftKey ? undefined : movedByKey(event, at, grid.bounds);
  if (!moved) {
    if (!isOwnControl(event.target)) actOnCell(event, at.row, column, grid);
    return;
  }
  event.preventDefault();
  if (moved.row < 0) cursor.enterHeader(moved.column);
  else cursor.focusAt(moved.row, moved.column);
}

function widened<Row>(event: KeyboardEvent, column: GridColumn, { onwiden }: KeyboardGrid<Row>): boolean {
  if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return false;
  event.preventDefault();
  onwiden(column.id, event.key === 'ArrowLeft' ? -WIDEN_PX : WIDEN_PX);
  return true;
}

function actOnCell<Row>(
  event: KeyboardEvent,
  row: number,
  column: GridColumn | undefined,
  { selecting, visible, onopen }: KeyboardGrid<Row>
): void {
  if (event.key === ' ' && selecting) {
    event.preventDefault();
    if (row < 0) selecting.pickPage(visible());
    else selecting.pick(row, event.shiftKey);
  } else if (event.key === 'Enter') {
    const open = row < 0 ? column?.sorting?.toggle : onopen && (() => onopen(row, column?.id));
    if (!open) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  }
}
