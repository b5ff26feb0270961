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

/** As people call it. */
export const FORMAT_LABEL: Record<FileFormat, string> = {
  'scim-bulk': 'SCIM Bulk requests (JSON)',
  'oracle-csv': 'Oracle import files (CSV)',
  'okta-csv': 'Okta import file (CSV)',
  'entra-csv': 'Entra bulk create file (CSV)',
  'terraform-okta': 'Terraform for Okta',
  'terraform-oci': 'Terraform for Oracle Cloud',
  shell: 'Shell script of requests',
  crosswalk: 'Crosswalk for machines (CSV)',
  'crosswalk-people': 'Crosswalk for spreadsheets (CSV)',
  'plan-json': 'Plan as JSON',
  'plan-json-lines': 'Plan as JSON Lines',
  'plan-people': 'Plan for spreadsheets (CSV)',
  'accounts-parquet': 'All accounts (Parquet)'
};

export interface FormatFacts {
  readonly label: string;
  /** The system that takes it; undefined for what is for people and other tools. */
  readonly target: CommitTarget | undefined;
  /** What it is for, in one sentence. */
  readonly purpose: string;
}
