/** Why a safeguard holds an import. `count` is exact: so many rows tripped it, and they can be listed. */
export type HoldCause =
  | { readonly kind: 'max-creates'; readonly count: number; readonly limit: number }
  | { readonly kind: 'max-deletes'; readonly count: number; readonly limit: number }
  /** Linked accounts that vanished, out of `linked`. */
  | {
      readonly kind: 'disappearing';
      readonly count: number;
      readonly linked: number;
      readonly percent: number;
    }
  /** The source has `now` rows where the list had `before`; `count` of them vanished. */
  | { readonly kind: 'shrunken'; readonly count: number; readonly before: number; readonly now: number };

export type HoldKind = HoldCause['kind'];
