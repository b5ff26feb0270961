import type { CommitTarget } from '../model/commit-target';
import { FILE_FORMATS, FORMAT_LABEL, type FileFormat, type FormatFacts } from '../model/file-format';

export const FORMAT_FACTS: Record<FileFormat, FormatFacts> = {
  'scim-bulk': {
    label: FORMAT_LABEL['scim-bulk'],
    target: 'scim',
    purpose: 'New users and groups, and changes of users whose ids are known, as requests for a SCIM 2.0 server.'
  },
  'oracle-csv': {
    label: FORMAT_LABEL['oracle-csv'],
    target: 'oracle',
    purpose: 'Users.csv, Groups.csv and AppRoleMembership.csv for Import in the console.'
  },
  'okta-csv': {
    label: FORMAT_LABEL['okta-csv'],
    target: 'okta',
    purpose: 'New and changed users for Directory, People, More actions, Import users from CSV.'
  },
  'entra-csv': {
    label: FORMAT_LABEL['entra-csv'],
    target: 'entra',
    purpose: 'New users for Users, Bulk operations, Bulk create.'
  },
  'terraform-okta': {
    label: FORMAT_LABEL['terraform-okta'],
    target: 'okta',
    purpose: 'For people who keep Okta as code; what exists already comes with import blocks.'
  },
  'terraform-oci': {
    label: FORMAT_LABEL['terraform-oci'],
    target: 'oracle',
    purpose: 'For people who keep identity domains as code; what exists already comes with import blocks.'
  },
  shell: {
    label: FORMAT_LABEL.shell,
    target: undefined,
    purpose: 'One request after another with curl. The token is taken from the environment, never from the file.'
  },
  crosswalk: {
    label: FORMAT_LABEL.crosswalk,
    target: undefined,
    purpose: 'Which account belongs to which user, every character as it is. Not for opening in a spreadsheet.'
  },
  'crosswalk-people': {
    label: FORMAT_LABEL['crosswalk-people'],
    target: undefined,
    purpose: 'The same to look at in Excel or another spreadsheet: cells that would run as formulas are disarmed.'
  },
  'plan-json': {
    label: FORMAT_LABEL['plan-json'],
    target: undefined,
    purpose: 'Every operation whole, in one document, for tools of your own.'
  },
  'plan-json-lines': {
    label: FORMAT_LABEL['plan-json-lines'],
    target: undefined,
    purpose: 'The same with one operation per line, which can be read at any length.'
  },
  'plan-people': {
    label: FORMAT_LABEL['plan-people'],
    target: undefined,
    purpose: 'Every operation as a line to read and to check off; cells that would run as formulas are disarmed.'
  },
  'accounts-parquet': {
    label: FORMAT_LABEL['accounts-parquet'],
    target: undefined,
    purpose: 'Every account with its situation, decision and user, for DuckDB, Spark and the like.'
  }
};

/** Which reader a file is for: what is exact for machines could run as a formula in a spreadsheet, and the reverse. */
export type FormatGroup = 'target' | 'machines' | 'people';

const FOR_PEOPLE: readonly FileFormat[] = ['crosswalk-people', 'plan-people'];

export const FORMAT_GROUP_LABEL: Record<FormatGroup, string> = {
  target: 'For the target system',
  machines: 'For other tools: exact, byte for byte',
  people: 'For people and their spreadsheets'
};

export function groupOf(format: FileFormat): FormatGroup {
  if (FORMAT_FACTS[format].target !== undefined || format === 'shell') return 'target';
  return FOR_PEOPLE.includes(format) ? 'people' : 'machines';
}

/** What is of use for this target; SCIM files also for Oracle, which speaks SCIM. */
export function formatsFor(target: CommitTarget): readonly FileFormat[] {
  return FILE_FORMATS.filter((format) => {
    const of = FORMAT_FACTS[format].target;
    return of === undefined || of === target || (format === 'scim-bulk' && target === 'oracle');
  });
}

const FIRST_CHOICE: Record<CommitTarget, FileFormat> = {
  scim: 'scim-bulk',
  oracle: 'oracle-csv',
  okta: 'okta-csv',
  entra: 'entra-csv'
};

export function firstChoice(target: CommitTarget): readonly FileFormat[] {
  return [FIRST_CHOICE[target]];
}
