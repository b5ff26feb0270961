/** What a bar over every page may say of how safe a workspace is. */
export type SafetyBar = 'private' | 'urge' | 'backup';

interface Reasons {
  readonly isPrivate: boolean;
  /** Real people's data lie open. */
  readonly isUrging: boolean;
  readonly isReminding: boolean;
}

/** One at a time, what weighs most first: a private window loses everything, and nobody reads three bars. */
export function safetyBar({ isPrivate, isUrging, isReminding }: Reasons): SafetyBar | undefined {
  if (isPrivate) return 'private';
  if (isUrging) return 'urge';
  return isReminding ? 'backup' : undefined;
}
