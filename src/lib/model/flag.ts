/** Facts beside the situation, as bits of one byte per account. */
export const FLAG = {
  /** The user already owns, or is proposed for, another account of this app. */
  conflict: 1,
  /** The user that matched is deactivated. */
  deactivatedCandidate: 2,
  /** What the decision rested on has changed since. */
  changedSinceDecision: 4,
  /** Missing from the last full import. */
  vanished: 8,
  /** A second rule points at somebody else. */
  contradicted: 16,
  /** The link was chosen by hand: shown as Manually linked. */
  manualLink: 32
} as const;
export type Flag = keyof typeof FLAG;

export const FLAG_LABEL: Record<Flag, string> = {
  conflict: 'Conflict: user owns another account of this app',
  deactivatedCandidate: 'Candidate is deactivated',
  changedSinceDecision: 'Changed since decision',
  vanished: 'Vanished from the source',
  contradicted: 'Rules disagree',
  manualLink: 'Linked by hand'
};

export const FLAGS = Object.keys(FLAG) as Flag[];

export function hasFlag(flags: number, flag: Flag): boolean {
  return (flags & FLAG[flag]) !== 0;
}
