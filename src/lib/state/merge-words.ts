import type { MergedDecision, MergePreview } from '../protocol/merge-api';
import { formatCountOf, formatMinute } from './format';

const STATUS_WORD: Record<MergedDecision['status'], string> = {
  unconfirmed: 'Unconfirmed',
  confirmed: 'Confirmed',
  committed: 'Committed',
  ignored: 'Ignored',
  cleared: 'Cleared'
};

/** "Confirmed: kim.neumann". */
export function decisionWords({ status, user }: MergedDecision): string {
  return user === undefined ? STATUS_WORD[status] : `${STATUS_WORD[status]}: ${user}`;
}

export function decidedWords({ decidedAt }: MergedDecision): string {
  return decidedAt > 0 ? formatMinute(decidedAt) : '';
}

/** What there is to take over, before anything is. */
export function mergeSentence({ apps, conflictCount }: MergePreview): string {
  const taken = apps.reduce((sum, app) => sum + app.taken, 0);
  const parts = [`${formatCountOf(taken, 'decision', 'decisions')} of theirs can be taken over`];
  if (conflictCount > 0)
    parts.push(`${formatCountOf(conflictCount, 'account was', 'accounts were')} decided differently`);
  return `${parts.join('; ')}.`;
}
