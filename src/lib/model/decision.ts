/** What was decided about an account. The position is the code in the column: never reorder, only append. */
export const DECISIONS = [
  'none',
  'link',
  'create',
  'ignore',
  'protect',
  'defer',
  // What becomes of the user of an account that vanished.
  'suspend',
  'deactivate',
  'remove-assignment',
  'delete'
] as const;
export type Decision = (typeof DECISIONS)[number];
export const DECISION_CODE = {
  none: 0,
  link: 1,
  create: 2,
  ignore: 3,
  protect: 4,
  defer: 5,
  suspend: 6,
  deactivate: 7,
  'remove-assignment': 8,
  delete: 9
} as const satisfies Record<Decision, number>;

/** How it was decided: nobody yet, an automatic rule, a person for one row, a person for many at once. */
export const DECISION_ORIGINS = ['none', 'rule', 'single', 'bulk'] as const;
export type DecisionOrigin = (typeof DECISION_ORIGINS)[number];
export const ORIGIN_CODE = { none: 0, rule: 1, single: 2, bulk: 3 } as const satisfies Record<DecisionOrigin, number>;
