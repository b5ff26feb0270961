import { SURE_PERCENT } from '../model/score-range';
import type { DecisionPreview } from '../protocol/engine-api';
import type { BulkKind } from './bulk-decision.svelte';
import { formatCount, formatCountOf } from './format';

const APPLIES: Record<BulkKind, (count: number) => string> = {
  confirm: (count) => `Confirm ${formatCountOf(count, 'link', 'links')}`,
  'accept-suggestions': (count) => `Accept best above ${SURE_PERCENT} % for ${formatCountOf(count, 'row', 'rows')}`,
  ignore: (count) => `Ignore ${formatCountOf(count, 'account', 'accounts')}`,
  protect: (count) => `Protect ${formatCountOf(count, 'account', 'accounts')}`,
  defer: (count) => `Defer ${formatCountOf(count, 'account', 'accounts')}`,
  deprovision: (count) => `Decide about ${formatCountOf(count, 'user', 'users')} of vanished accounts`,
  unlink: (count) => `Unlink ${formatCountOf(count, 'account', 'accounts')}`,
  'create-users': (count) => `Create and link ${formatCountOf(count, 'new user', 'new users')}`,
  clear: (count) => `Clear ${formatCountOf(count, 'account', 'accounts')}`,
  restore: (count) => `Restore ${formatCountOf(count, 'cleared account', 'cleared accounts')}`
};

const STAYS: Record<BulkKind, string> = {
  confirm: 'already decided or without a match',
  'accept-suggestions': 'decided already or not as sure',
  ignore: 'already decided',
  protect: 'already decided',
  defer: 'already decided',
  deprovision: 'not vanished, or without a linked user',
  unlink: 'not linked',
  'create-users': 'already decided',
  clear: 'already decided',
  restore: 'not cleared'
};

/** What a decision would do to the selection: "Confirm 1,204 links; 37 already decided stay as they are". */
export function bulkSentence(kind: BulkKind, { applies, stays }: DecisionPreview): string {
  const verb = stays === 1 ? 'stays as it is' : 'stay as they are';
  const rest = stays > 0 ? `${formatCount(stays)} ${STAYS[kind]} ${verb}` : '';
  if (applies === 0) return rest ? `Nothing to do: ${rest}` : 'Nothing to do';
  return rest ? `${APPLIES[kind](applies)}; ${rest}` : APPLIES[kind](applies);
}
