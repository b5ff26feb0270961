import { defaultRules, type MatchingRule, type MatchingRules } from '../model/matching-rule';

/** Where people are born, the employee number tells them best; identifiers of the app's own come behind it. */
export function rulesByEmployeeNumber(): MatchingRules {
  return rulesLedBy('employee-number');
}

/** Where the user name is the directory's own, such as `sAMAccountName`. */
export function rulesByUserName(): MatchingRules {
  return rulesLedBy('username');
}

/** Where people sign in with their e-mail, which may be their user name elsewhere. */
export function rulesByEmail(): MatchingRules {
  const { ladder, ...rest } = rulesLedBy('email');
  const asUserName: MatchingRule = {
    id: 'email-as-username',
    name: 'E-mail as username',
    pairs: [{ account: 'email', user: 'userName' }],
    verdict: 'exact',
    isEnabled: true
  };
  return { ...rest, ladder: [ladder[0], asUserName, ...ladder.slice(1)] };
}

function rulesLedBy(id: string): MatchingRules {
  const { ladder, ...rest } = defaultRules();
  return { ...rest, ladder: ladder.toSorted((one, other) => Number(other.id === id) - Number(one.id === id)) };
}
