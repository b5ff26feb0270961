/** Moves within a grid by key, after the ARIA grid pattern. Row -1 is the header. */
export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

export interface GridBounds {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly pageRows: number;
}

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

function target(pressed: PressedKey, { row, column }: GridPosition, bounds: GridBounds): GridPosition | undefined {
  const toEnds = pressed.ctrlKey || pressed.metaKey;
  const lastRow = bounds.rowCount - 1;
  const lastColumn = bounds.columnCount - 1;
  switch (pressed.key) {
    case 'ArrowDown':
      return { row: toEnds ? lastRow : row + 1, column };
    case 'ArrowUp':
      return { row: toEnds ? 0 : row - 1, column };
    case 'ArrowRight':
      return { row, column: toEnds ? lastColumn : column + 1 };
    case 'ArrowLeft':
      return { row, column: toEnds ? 0 : column - 1 };
    case 'Home':
      return { row: toEnds ? 0 : row, column: 0 };
    case 'End':
      return { row: toEnds ? lastRow : row, column: lastColumn };
    case 'PageDown':
      return { row: row + bounds.pageRows, column };
    case 'PageUp':
      return { row: Math.max(0, row - bounds.pageRows), column };
    default:
      return undefined;
  }
}

/** The cell a key leads to, within the grid; `undefined` when the key does not move. */
export function movedByKey(pressed: PressedKey, at: GridPosition, bounds: GridBounds): GridPosition | undefined {
  if (pressed.altKey) return undefined;
  const moved = target(pressed, at, bounds);
  if (!moved) return undefined;
  return {
    row: Math.max(-1, Math.min(moved.row, bounds.rowCount - 1)),
    column: Math.max(0, Math.min(moved.column, bounds.columnCount - 1))
  };
}

/** The cell that an event came from. */
export function cellUnder(target: EventTarget | null): GridPosition | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  if (!cell) return undefined;
  return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/** Enter and Space on a button or a box inside a cell are its own. */
export function isOwnControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, input, a') !== null;
}
