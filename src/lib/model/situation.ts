/** What matching found. The position in this list is the code in the column: never reorder, only append. */
export const SITUATIONS = ['no-match', 'partial', 'exact', 'multiple'] as const;
export type Situation = (typeof SITUATIONS)[number];

/** What is shown: the computed situation, or that a person linked the account by hand. */
export const SHOWN_SITUATIONS = [...SITUATIONS, 'manually-linked'] as const;
export type ShownSituation = (typeof SHOWN_SITUATIONS)[number];

export const SITUATION_CODE = {
  'no-match': 0,
  partial: 1,
  exact: 2,
  multiple: 3,
  'manually-linked': 4
} as const satisfies Record<ShownSituation, number>;

export const SITUATION_LABEL: Record<ShownSituation, string> = {
  'no-match': 'No match',
  partial: 'Partial match',
  exact: 'Exact match',
  multiple: 'Multiple matches',
  'manually-linked': 'Manually linked'
};
