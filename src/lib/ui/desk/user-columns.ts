import type { GridColumn } from '../grid/grid-column';

const WHO: readonly GridColumn[] = [
  { id: 'user', label: 'User', minWidth: 150, grow: 2 },
  { id: 'userName', label: 'Username', minWidth: 130, grow: 2 },
  { id: 'email', label: 'E-mail', minWidth: 170, grow: 3 },
  { id: 'department', label: 'Department', minWidth: 120, grow: 2 }
];

/** Enough to choose the right one. */
export const CHOICE_COLUMNS: readonly GridColumn[] = WHO;

/** The columns of the grid `Users`. */
export const USER_COLUMNS: readonly GridColumn[] = [
  ...WHO,
  { id: 'title', label: 'Title', minWidth: 120, grow: 2 },
  { id: 'status', label: 'Status', minWidth: 110, grow: 0 }
];
