/** What keeps a workspace from being opened, kept safe or brought back. */
export type SafetyError =
  /** Its passphrase has to be given first. */
  | { readonly kind: 'safety-locked' }
  /** Something in it does not open although the key is right: it was changed or damaged. */
  | { readonly kind: 'safety-damaged'; readonly what: string }
  /** Something that a list is made of is not stored any more. */
  | { readonly kind: 'safety-missing'; readonly what: string }
  | { readonly kind: 'safety-already-protected' }
  /** Another tab has it open with an earlier Muster. */
  | { readonly kind: 'safety-upgrade-blocked' }
  /** Another tab, which does not answer, keeps the browser from carrying out what was asked of it before. */
  | { readonly kind: 'safety-blocked' }
  /** The new copy was not as it should be; the old one is kept and used by nobody. */
  | { readonly kind: 'safety-upgrade-failed'; readonly cause: string }
  /** The browser, or somebody, removed the data while they were open, or since the last visit. */
  | { readonly kind: 'safety-data-removed' }
  /** The browser no longer reaches its own storage; opening it again did not help. */
  | { readonly kind: 'safety-connection-lost'; readonly cause: string }
  | { readonly kind: 'backup-foreign' }
  | { readonly kind: 'backup-newer'; readonly found: number; readonly known: number }
  /** It ends before it should. */
  | { readonly kind: 'backup-cut'; readonly bytes: number }
  | { readonly kind: 'backup-damaged'; readonly atByte: number; readonly cause: string }
  /** Written, but what was read back is something else. */
  | { readonly kind: 'backup-not-verified'; readonly cause: string }
  | { readonly kind: 'backup-folder-gone'; readonly name: string }
  | { readonly kind: 'backup-folder-permission'; readonly name: string }
  /** A real workspace cannot become the sample, nor the sample a real one. */
  | { readonly kind: 'backup-sample' }
  | { readonly kind: 'merge-foreign'; readonly name: string }
  /** Decisions are taken over app by app: so many are, and may be undone; the others are not. */
  | { readonly kind: 'merge-in-part'; readonly taken: number; readonly left: number };

export function isSafetyError<Kind extends { readonly kind: string }>(
  error: Kind
): error is Extract<Kind, SafetyError> {
  return /^(safety|backup|merge)-/.test(error.kind);
}
