import type { RowRange } from './scroll-mapping';

/** How the rows of a grid are selected. The grid knows places, its owner knows what stands there. */
export interface GridSelecting<Row> {
  isSelected: (row: Row) => boolean;
  /** For the checkbox's accessible name. */
  nameOf: (row: Row) => string;
  /** `isRange`: from the last picked row to this one. */
  pick: (index: number, isRange: boolean) => void;
  pageState: (range: RowRange) => 'none' | 'some' | 'all';
  pickPage: (range: RowRange) => void;
}
