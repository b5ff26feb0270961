import type { Decision } from '../model/decision';
import type { Flag } from '../model/flag';
import type { UnconfirmedReason } from '../model/unconfirmed-reason';
import type { AccountRow } from '../protocol/view';

/** Why an account is still unconfirmed: short, for the row, and as a sentence. */
export const UNCONFIRMED_WORDS: Record<UnconfirmedReason, { readonly short: string; readonly sentence: string }> = {
  vanished: { short: 'Vanished', sentence: 'It is missing from the last full import.' },
  deferred: { short: 'Deferred', sentence: 'Somebody left it for later.' },
  changed: { short: 'Changed since', sentence: 'What the decision rested on has changed since.' },
  multiple: { short: 'Several users fit', sentence: 'Several users fit: a person has to choose.' },
  contradicted: { short: 'Rules disagree', sentence: 'A second rule points at somebody else.' },
  conflict: { short: 'User is taken', sentence: 'The user owns, or is proposed for, another account of this app.' },
  'deactivated-candidate': { short: 'User inactive', sentence: 'The user that matched is deactivated.' },
  partial: { short: 'Partly alike', sentence: 'No identifier was compared: a person has to look.' },
  'no-match': { short: 'No user found', sentence: 'No rule found a user for it.' },
  waits: { short: 'Waits for you', sentence: 'The match is sure; it waits for confirmation.' }
};

/** A decision beside the status, where the status alone does not tell it. */
const DECISION_WORDS: Partial<Record<Decision, string>> = {
  create: 'New user',
  protect: 'Protected',
  suspend: 'Suspend user',
  deactivate: 'Deactivate user',
  'remove-assignment': 'Remove assignment',
  delete: 'Delete user'
};

/** The second line of a status: why it is open, or what was decided. */
export function statusNote({
  unconfirmedReason,
  decision,
  origin,
  status
}: Pick<AccountRow, 'unconfirmedReason' | 'decision' | 'origin' | 'status'>):
  { readonly short: string; readonly sentence: string } | undefined {
  if (unconfirmedReason) return UNCONFIRMED_WORDS[unconfirmedReason];
  const word = DECISION_WORDS[decision];
  if (word) return { short: word, sentence: word };
  const isByRule = status === 'confirmed' && origin === 'rule';
  return isByRule ? { short: 'By rule', sentence: 'Confirmed by a matching rule.' } : undefined;
}

/** The flags as facets and marks, in a word. Linked by hand is a situation already. */
export const FLAG_WORD: Record<Exclude<Flag, 'manualLink'>, string> = {
  conflict: 'Conflict',
  deactivatedCandidate: 'Deactivated user',
  changedSinceDecision: 'Changed since decision',
  vanished: 'Vanished',
  contradicted: 'Rules disagree'
};
export type ShownFlag = keyof typeof FLAG_WORD;
export const SHOWN_FLAGS = Object.keys(FLAG_WORD) as ShownFlag[];
