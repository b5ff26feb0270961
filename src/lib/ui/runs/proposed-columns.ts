import type { GridColumn } from '../grid/grid-column';

const ACCOUNT: GridColumn = { id: 'account', label: 'Account', minWidth: 104, grow: 2 };
const USER_NAME: GridColumn = { id: 'userName', label: 'Username', minWidth: 84, grow: 2 };
const EMAIL: GridColumn = { id: 'email', label: 'E-mail', minWidth: 124, grow: 3 };

/** Who it is: for lists of members, and of rows that are not in the app yet. */
export const WHO: readonly GridColumn[] = [ACCOUNT, USER_NAME, EMAIL];

/** What a row shows now, and what it would show. */
export const BEFORE_AND_AFTER: readonly GridColumn[] = [
  ACCOUNT,
  { id: 'before', label: 'Situation before', minWidth: 150, grow: 0 },
  { id: 'userBefore', label: 'User before', minWidth: 140, grow: 2 },
  { id: 'after', label: 'Situation after', minWidth: 150, grow: 0 },
  { id: 'userAfter', label: 'User after', minWidth: 140, grow: 2 }
];

/** Rows that a safeguard tripped over: who they are, and what they are linked to now. */
export const HELD: readonly GridColumn[] = [
  ...WHO,
  { id: 'situation', label: 'Situation', minWidth: 156, grow: 0 },
  { id: 'user', label: 'User', minWidth: 140, grow: 2 }
];
