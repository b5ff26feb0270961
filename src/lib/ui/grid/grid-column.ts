/** A column of a grid. Widths are in pixels; a column that grows shares what is left by its weight. */
export interface GridColumn {
  readonly id: string;
  readonly label: string;
  readonly minWidth: number;
  /** 0: as wide as `minWidth`. */
  readonly grow: number;
  /** Of a column by whose value the rows can stand, highest first. */
  readonly sorting?: ColumnSorting | undefined;
}

export interface ColumnSorting {
  readonly isOn: boolean;
  readonly toggle: () => void;
}

export type ColumnWidths = Readonly<Record<string, number>>;

const NARROWEST = 64;
export const SELECT_COLUMN_WIDTH = 36;

/** The value of `grid-template-columns`. Widths set by hand are kept to the pixel; the last column takes up the rest. */
export function columnTemplate(columns: readonly GridColumn[], widths: ColumnWidths, isSelectable: boolean): string {
  const hasSetWidths = Object.keys(widths).length > 0;
  const tracks = columns.map(({ id, minWidth, grow }, position) => {
    const width = widths[id];
    const isLast = position === columns.length - 1;
    if (width !== undefined) return isLast ? `minmax(${width}px, 1fr)` : `${width}px`;
    if (grow > 0) return `minmax(${minWidth}px, ${grow}fr)`;
    return hasSetWidths && isLast ? `minmax(${minWidth}px, 1fr)` : `${minWidth}px`;
  });
  return [...(isSelectable ? [`${SELECT_COLUMN_WIDTH}px`] : []), ...tracks].join(' ');
}

export function resized(widths: ColumnWidths, id: string, width: number): ColumnWidths {
  return { ...widths, [id]: Math.max(NARROWEST, Math.round(width)) };
}
