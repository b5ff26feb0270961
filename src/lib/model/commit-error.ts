/** What keeps a plan from being committed, or one operation of a commit from being given out. */
export type CommitError =
  /** The plan is another than the one that was shown. */
  | { readonly kind: 'commit-outdated' }
  /** Every operation is excluded, or there is none. */
  | { readonly kind: 'commit-empty' }
  | { readonly kind: 'commit-undecided'; readonly count: number }
  | { readonly kind: 'commit-problems'; readonly count: number }
  | { readonly kind: 'commit-deletions'; readonly count: number; readonly limit: number }
  /** One of the same domain runs or is paused. */
  | { readonly kind: 'commit-under-way' }
  /** Of one operation: what it is about was not created. */
  | { readonly kind: 'commit-needs'; readonly what: 'user' | 'group' }
  /** Handed over as files: its operations are in them, not in Muster. */
  | { readonly kind: 'commit-not-kept' };

export function isCommitError<Kind extends { readonly kind: string }>(
  error: Kind
): error is Extract<Kind, CommitError> {
  return error.kind.startsWith('commit-');
}
