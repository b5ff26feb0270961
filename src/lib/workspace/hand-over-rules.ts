import type { App } from '../model/app';
import { attributeLabel } from '../model/attribute';
import type { MatchingRules } from '../model/matching-rule';

/** The rules that gave the situations of an app, one to a line, as people read them. */
export function rulesInWords({ name }: App, rules: MatchingRules | undefined): readonly string[] {
  if (!rules) return [];
  const enabled = rules.ladder.filter(({ isEnabled }) => isEnabled);
  const letters = rules.isCaseSensitive ? 'upper and lower case are different' : 'upper and lower case are the same';
  return enabled.map(({ name: rule, pairs, verdict }, i) => {
    const compared = pairs.map(({ account, user, isOptional }) => {
      const same = `account’s ${attributeLabel(account)} = user’s ${attributeLabel(user)}`;
      return isOptional ? `${same} (where both have one)` : same;
    });
    return `${name}, rule ${i + 1}, ${rule}: ${compared.join(' and ')}: ${verdict} match; ${letters}`;
  });
}
