import type { GridColumn } from '../grid/grid-column';

/** The columns of the grid `Import results`; their words are fixed. */
export const ACCOUNT_COLUMNS: readonly GridColumn[] = [
  { id: 'account', label: 'Account', minWidth: 136, grow: 3 },
  { id: 'situation', label: 'Situation', minWidth: 166, grow: 0 },
  { id: 'user', label: 'User', minWidth: 120, grow: 3 },
  { id: 'action', label: 'Action', minWidth: 244, grow: 0 },
  { id: 'status', label: 'Status', minWidth: 120, grow: 1 }
];
