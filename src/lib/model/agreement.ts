/** What is compared, or `custom:` and the column that both lists have under the same header. */
export const COMPARISON_IDS = [
  'given-name',
  'family-name',
  'username',
  'mailbox',
  'mail-domain',
  'employee-number',
  'external-id',
  'phone',
  'department',
  'title',
  'manager'
] as const;
export type ComparisonId = (typeof COMPARISON_IDS)[number] | `custom:${string}`;

/** How two values agree; `ui` has the words for each. Never renamed: weights that were learnt name it. */
export const AGREEMENT_LEVELS = [
  'missing',
  'different',
  'exact',
  'folded',
  'nickname',
  'initial',
  'one-of-several',
  'near',
  'sounds-alike',
  'swapped',
  'pattern',
  'contains',
  'transposed',
  'part-of-date'
] as const;
export type AgreementLevel = (typeof AGREEMENT_LEVELS)[number];

export interface ComparedTexts {
  readonly account: string;
  readonly user: string;
}
