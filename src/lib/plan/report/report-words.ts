import type { Decision } from '../../model/decision';
import type { Safeguards } from '../../model/synchronization';
import type { ExceptionKind, ReportedRule } from './report-facts';

export const DECISION_WORDS: Record<Decision, string> = {
  none: 'Not decided',
  link: 'Linked to a user',
  create: 'New user made and linked',
  ignore: 'Ignored',
  protect: 'Protected',
  defer: 'Left for later',
  suspend: 'Suspend the user',
  deactivate: 'Deactivate the user',
  'remove-assignment': 'Remove the assignment',
  delete: 'Delete the user'
};

export const EXCEPTION_WORDS: Record<ExceptionKind, string> = {
  conflict: 'Several accounts for one user',
  changed: 'Changed since they were decided',
  vanished: 'Missing from the last full import',
  protected: 'Protected: nothing changes them',
  ignored: 'Ignored: they belong to nobody',
  undecided: 'Undecided'
};

/** In English whatever the machine's language: the report is, and two people read the same. */
const NUMBERS = new Intl.NumberFormat('en-GB');

export function number(value: number): string {
  return NUMBERS.format(value);
}

/** In UTC, so that it is the same wherever it is read. */
export function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function byteCount(bytes: number): string {
  return `${number(bytes)} bytes`;
}

export function ruleWords({ verdict, isEnabled, pairs, decided }: ReportedRule): string {
  if (!isEnabled) return `${pairs.join(', ')} (switched off)`;
  const gives = verdict === 'exact' ? 'gives an exact match' : 'gives a partial match';
  return `${pairs.join(', ')}; ${gives}; decided ${number(decided)} accounts`;
}

export function safeguardWords({ maxCreates, maxDeletes, disappearing, shrinkPercent }: Safeguards): readonly string[] {
  const most = (what: string, limit: number | undefined) =>
    limit === undefined ? `No limit for ${what}.` : `An import with more than ${number(limit)} ${what} is held.`;
  return [
    most('new users', maxCreates),
    most('vanished accounts', maxDeletes),
    disappearing === undefined
      ? 'No limit for the share of linked accounts that vanish.'
      : `An import is held when more than ${disappearing.percent} % of the linked accounts vanish, from ${number(disappearing.above)} linked accounts on.`,
    shrinkPercent === undefined
      ? 'No limit for a list that shrinks; an empty one is always held.'
      : `A full import with fewer than ${shrinkPercent} % of the rows that are there is held; an empty one always is.`
  ];
}
