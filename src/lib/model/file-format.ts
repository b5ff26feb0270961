import type { CommitTarget } from './commit-target';

/** What a plan, or what it rests on, can be handed over as. */
export const FILE_FORMATS = [
  'scim-bulk',
  'oracle-csv',
  'okta-csv',
  'entra-csv',
  'terraform-okta',
  'terraform-oci',
  'shell',
  'crosswalk',
  'crosswalk-people',
  'plan-json',
  'plan-json-lines',
  'plan-people',
  'accounts-parquet'
] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export interface FormatFacts {
  readonly label: string;
  /** The system that takes it; undefined for what is for people and other tools. */
  readonly target: CommitTarget | undefined;
  /** What it is for, in one sentence. */
  readonly purpose: string;
}
