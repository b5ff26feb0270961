import type { ColumnSorting, GridColumn } from '../grid/grid-column';

/** The columns of the grid `Import results`; their words are fixed. */
const ACCOUNT_COLUMNS: readonly GridColumn[] = [
  { id: 'account', label: 'Account', minWidth: 136, grow: 3 },
  { id: 'situation', label: 'Situation', minWidth: 166, grow: 0 },
  { id: 'user', label: 'User', minWidth: 120, grow: 3 },
  { id: 'action', label: 'Action', minWidth: 244, grow: 0 },
  { id: 'status', label: 'Status', minWidth: 120, grow: 1 }
];

/** Room for one more is made by the others, so that all still stand beside each other in a narrow window. */
const NARROWER: Readonly<Record<string, number>> = { account: 118, user: 102, status: 112 };
const SCORE_AFTER = 3;

/** With the score of the best suggested user, where accounts have scores. */
export function accountColumns(sorting: ColumnSorting | undefined): readonly GridColumn[] {
  if (!sorting) return ACCOUNT_COLUMNS;
  return ACCOUNT_COLUMNS.map((column) => ({
    ...column,
    minWidth: NARROWER[column.id] ?? column.minWidth
  })).toSpliced(SCORE_AFTER, 0, { id: 'score', label: 'Score', minWidth: 58, grow: 0, sorting });
}
