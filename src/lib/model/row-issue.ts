/** What can be wrong with a row of a file. Bad input is data: it is counted and shown, never thrown. */
export const ROW_ISSUES = [
  'too-few-fields',
  'too-many-fields',
  'no-identifier',
  'duplicate-key',
  'damaged-characters',
  'damaged-number',
  'formula-error',
  'lost-letters',
  'lost-values',
  'control-characters',
  'oversized-cell',
  'unterminated-quote',
  'unreadable-entry',
  'failed-expression',
  'late-column',
  'change-not-applied',
  'secret-left-out',
  'unknown-member',
  'group-as-member',
  'nobody-here',
  'unresolved-manager',
  'ambiguous-manager'
] as const;
export type RowIssueKind = (typeof ROW_ISSUES)[number];

/** Rows with one of these are left out of the import; the others come in and are pointed at. */
export const SKIPPING_ISSUES: readonly RowIssueKind[] = [
  'no-identifier',
  'duplicate-key',
  'oversized-cell',
  'unterminated-quote',
  'unreadable-entry',
  'change-not-applied'
];

export interface RowIssue {
  readonly kind: RowIssueKind;
  /** Record of the file, from 1, counted from its first record (so that a text editor's row is near); line of an entry. */
  readonly record: number;
  /** At most 120 characters of what is wrong, as it stands in the file. */
  readonly excerpt: string;
}

export interface RowIssueTally {
  readonly kind: RowIssueKind;
  readonly count: number;
  /** The first rows of the kind, at most 100. */
  readonly examples: readonly RowIssue[];
}
