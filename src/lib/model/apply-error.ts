import type { Attribute } from './attribute';

/** What keeps one operation from being applied to a system. `name` is as people know the user, group or app. */
export type ApplyError =
  /** Somebody else, or another group, has what this one was to have. */
  | {
      readonly kind: 'apply-taken';
      readonly host: string;
      readonly what: AppliedThing;
      readonly name: string;
      readonly differs: readonly Attribute[];
    }
  | {
      readonly kind: 'apply-missing';
      readonly host: string;
      readonly what: AppliedThing | 'app';
      readonly name: string;
    }
  /** Several answer to this name: none of them is touched. */
  | {
      readonly kind: 'apply-ambiguous';
      readonly host: string;
      readonly what: AppliedThing;
      readonly name: string;
      readonly count: number;
    }
  /** The system has no request for it; `attributes`: only for these of it. */
  | { readonly kind: 'apply-unsaid'; readonly host: string; readonly attributes?: readonly Attribute[] }
  /** It answered twice that it had deleted it, and has it still. */
  | { readonly kind: 'apply-kept'; readonly host: string; readonly what: AppliedThing; readonly name: string }
  | { readonly kind: 'apply-refused'; readonly host: string; readonly status: number; readonly detail: string }
  /** Sent, and nobody knows what became of it; or left out of an answer to several. */
  | { readonly kind: 'apply-unanswered'; readonly host: string }
  /** A batch that deletes, where deletions were not allowed. Nothing of it was attempted. */
  | { readonly kind: 'apply-deletions'; readonly count: number };

export type AppliedThing = 'user' | 'group';

export function isApplyError<Kind extends { readonly kind: string }>(error: Kind): error is Extract<Kind, ApplyError> {
  return error.kind.startsWith('apply-');
}
