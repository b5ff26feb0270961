/** Why an account is still unconfirmed, the first that applies in this order. */
export const UNCONFIRMED_REASONS = [
  'vanished',
  'deferred',
  'changed',
  'multiple',
  'contradicted',
  'conflict',
  'deactivated-candidate',
  'partial',
  'no-match',
  'waits'
] as const;
export type UnconfirmedReason = (typeof UNCONFIRMED_REASONS)[number];
