import type { AccountDetail } from '../../protocol/engine-api';
import { hasFlag } from '../../model/flag';
import type { HistoryStep } from '../../model/history-step';
import { STEP_LABEL } from '../../model/history-step';
import { whatKept } from '../../state/evidence-words';
import { formatCountOf, formatMoment } from '../../state/format';
import type { PanelCandidate } from '../../state/panel-candidates';
import { SHOWN_FLAGS, type ShownFlag } from '../../state/unconfirmed-words';

/** Why the account is in its situation, and what kept it from a better one. */
export function matchSentence(
  { account, ruleName, candidates }: AccountDetail,
  ranked: readonly PanelCandidate[]
): string {
  const rule = ruleName ? `the rule “${ruleName}”` : 'a rule';
  switch (account.situation) {
    case 'exact':
      return `Exact: ${rule} found this user and nobody else.`;
    case 'partial':
      return `Only partial: ${rule} found this user, but it does not compare an identifier.`;
    case 'multiple':
      return `${formatCountOf(Math.max(account.candidateCount, candidates.length), 'user', 'users')} fit by ${rule}: a person has to choose.`;
    case 'manually-linked':
      return ruleName ? `Linked by hand. Matching alone would go by ${rule}.` : 'Linked by hand. No rule found a user.';
    case 'no-match':
      return noMatchSentence(ranked);
  }
}

/** The nearest, and what kept rules from matching them; that no rule did is said above it. */
function noMatchSentence(ranked: readonly PanelCandidate[]): string {
  const nearest = ranked.find(({ suggestion }) => suggestion !== undefined)?.suggestion;
  if (!nearest) return ranked.length > 0 ? 'The nearest ones are below.' : 'No rule found a user.';
  const { user, evidence } = nearest;
  const kept = whatKept(evidence);
  return `The nearest is “${user.displayName || user.userName || user.email}”${kept ? `; what kept it from matching: ${kept}` : ''}.`;
}

const ORIGIN_WORD: Record<HistoryStep['origin'], string> = {
  rule: 'automatically',
  single: 'by hand',
  bulk: 'by hand'
};

/** Who decided it, how and when. */
export function decisionSentence(step: HistoryStep): string {
  const others = step.rowCount > 1 ? `, with ${formatCountOf(step.rowCount - 1, 'other row', 'other rows')}` : '';
  const note = step.note ? ` (${step.note})` : '';
  return `${STEP_LABEL[step.action]}, ${ORIGIN_WORD[step.origin]}${others}, ${formatMoment(step.at)}${note}`;
}

/** The flags of an account that are marked. Linked by hand is told by the situation already. */
export function shownFlags(flags: number): readonly ShownFlag[] {
  return SHOWN_FLAGS.filter((flag) => hasFlag(flags, flag));
}
