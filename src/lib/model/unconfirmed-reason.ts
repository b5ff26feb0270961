import type { Decision } from './decision';
import { hasFlag } from './flag';
import type { ShownSituation } from './situation';

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

/** Of an unconfirmed account; `flags` are the bits of model/flag.ts, the derived ones included. */
export function unconfirmedReason(situation: ShownSituation, decision: Decision, flags: number): UnconfirmedReason {
  const applies: Record<UnconfirmedReason, boolean> = {
    vanished: hasFlag(flags, 'vanished'),
    deferred: decision === 'defer',
    changed: hasFlag(flags, 'changedSinceDecision'),
    multiple: situation === 'multiple',
    contradicted: hasFlag(flags, 'contradicted'),
    conflict: hasFlag(flags, 'conflict'),
    'deactivated-candidate': hasFlag(flags, 'deactivatedCandidate'),
    partial: situation === 'partial',
    'no-match': situation === 'no-match',
    waits: true
  };
  return UNCONFIRMED_REASONS.find((reason) => applies[reason]) ?? 'waits';
}
