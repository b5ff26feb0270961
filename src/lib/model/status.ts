/** Where an account's row stands. The position is the code in the column: never reorder, only append. */
export const STATUSES = ['unconfirmed', 'confirmed', 'ignored', 'cleared', 'committed'] as const;
export type Status = (typeof STATUSES)[number];

export const STATUS_CODE = {
  unconfirmed: 0,
  confirmed: 1,
  ignored: 2,
  cleared: 3,
  committed: 4
} as const satisfies Record<Status, number>;

export const STATUS_LABEL: Record<Status, string> = {
  unconfirmed: 'Unconfirmed',
  confirmed: 'Confirmed',
  ignored: 'Ignored',
  cleared: 'Cleared',
  committed: 'Committed'
};
