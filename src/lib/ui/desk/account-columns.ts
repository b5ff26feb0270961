import type { GridColumn } from '../grid/grid-column';

/** The columns of the grid `Import results`; their words are fixed. */
export const ACCOUNT_COLUMNS: readonly GridColumn[] = [
  { id: 'account', label: 'Account', minWidth: 130, grow: 1 },
  { id: 'situation', label: 'Situation', minWidth: 164, grow: 0 },
  { id: 'user', label: 'User', minWidth: 130, grow: 1 },
  { id: 'action', label: 'Action', minWidth: 242, grow: 0 },
  { id: 'status', label: 'Status', minWidth: 112, grow: 0 }
];
