import type { GridColumn } from '../grid/grid-column';

const OPERATION: GridColumn = { id: 'operation', label: 'Operation', minWidth: 178, grow: 0 };
const USER: GridColumn = { id: 'user', label: 'User', minWidth: 112, grow: 3 };
const CHANGE: GridColumn = { id: 'change', label: 'What changes', minWidth: 128, grow: 4 };

/** Operations of a plan. What becomes of a group stands under what changes. */
export const OPERATION_COLUMNS: readonly GridColumn[] = [
  OPERATION,
  USER,
  { id: 'account', label: 'Account', minWidth: 104, grow: 2 },
  CHANGE
];

/** Beside the details of one. */
export const FEWER_OPERATION_COLUMNS: readonly GridColumn[] = [OPERATION, USER, CHANGE];

export const PROBLEM_COLUMNS: readonly GridColumn[] = [
  { id: 'severity', label: 'Problem', minWidth: 100, grow: 0 },
  OPERATION,
  USER,
  { id: 'words', label: 'What is wrong, and what to do', minWidth: 200, grow: 6 }
];

/** Beside the details of one. */
export const FEWER_PROBLEM_COLUMNS: readonly GridColumn[] = PROBLEM_COLUMNS.filter(({ id }) => id !== 'severity');

/** Operations of a commit, with what became of each. */
export const COMMITTED_COLUMNS: readonly GridColumn[] = [
  { id: 'state', label: 'Result', minWidth: 150, grow: 0 },
  OPERATION,
  USER,
  CHANGE,
  { id: 'outcome', label: 'What the target said', minWidth: 160, grow: 4 }
];

/** Beside the details of one, which say it whole. */
export const FEWER_COMMITTED_COLUMNS: readonly GridColumn[] = COMMITTED_COLUMNS.filter(({ id }) => id !== 'outcome');
