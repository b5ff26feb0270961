/** What somebody who was asked about an account answered. */
export type AnsweredDecision =
  { readonly kind: 'link'; readonly userRow: number } | { readonly kind: 'ignore' } | { readonly kind: 'create' };

/** An answer that is taken: the account and what becomes of it. */
export interface RowAnswer {
  readonly row: number;
  readonly decision: AnsweredDecision;
}
