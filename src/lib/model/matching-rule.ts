import type { Attribute } from './attribute';

/** One comparison: an attribute of the account with an attribute of the user. */
export interface AttributePair {
  readonly account: Attribute;
  readonly user: Attribute;
  /** Compared only where both sides have a value; a missing one does not count against the match. */
  readonly isOptional?: boolean;
}

/** All pairs must hold. A unique hit is an Exact match or only a Partial one. */
export interface MatchingRule {
  readonly id: string;
  readonly name: string;
  readonly pairs: readonly AttributePair[];
  readonly verdict: 'exact' | 'partial';
  readonly isEnabled: boolean;
}

/** Rules are tried from the first to the last. */
export interface MatchingRules {
  readonly ladder: readonly MatchingRule[];
  readonly isCaseSensitive: boolean;
}

/** The ladder a new app starts with. */
export function defaultRules(): MatchingRules {
  const same = (...names: Attribute[]): AttributePair[] => names.map((name) => ({ account: name, user: name }));
  return {
    isCaseSensitive: false,
    ladder: [
      { id: 'external-id', name: 'External ID', pairs: same('externalId'), verdict: 'exact', isEnabled: true },
      {
        id: 'employee-number',
        name: 'Employee number',
        pairs: same('employeeNumber'),
        verdict: 'exact',
        isEnabled: true
      },
      { id: 'username', name: 'Username', pairs: same('userName'), verdict: 'exact', isEnabled: true },
      { id: 'email', name: 'Primary e-mail', pairs: same('email'), verdict: 'exact', isEnabled: true },
      {
        id: 'other-email',
        name: 'Any other e-mail',
        pairs: [{ account: 'email', user: 'otherEmail' }],
        verdict: 'exact',
        isEnabled: true
      },
      {
        id: 'name',
        name: 'First and last name, and department where both have one',
        pairs: [...same('givenName', 'familyName'), { account: 'department', user: 'department', isOptional: true }],
        verdict: 'partial',
        isEnabled: true
      }
    ]
  };
}
