import type { App } from '../model/app';
import { attributeLabel } from '../model/attribute';
import type { MatchingRules } from '../model/matching-rule';
import type { OpenWorkspace } from './open-workspace';

/** Of all these apps, as their accounts were matched. */
export function rulesOf({ lists }: OpenWorkspace, apps: readonly App[]): readonly string[] {
  return apps.flatMap((app) => rulesInWords(app, lists.head(`accounts:${app.id}`).rules));
}

/** The rules that gave the situations of an app, one to a line, as people read them. Numbers are places in the ladder. */
export function rulesInWords({ name }: App, rules: MatchingRules | undefined): readonly string[] {
  if (!rules) return [];
  const letters = rules.isCaseSensitive ? 'upper and lower case are different' : 'upper and lower case are the same';
  return rules.ladder.flatMap(({ name: rule, pairs, verdict, isEnabled }, i) => {
    if (!isEnabled) return [];
    const compared = pairs.map(({ account, user, isOptional }) => {
      const same = `account’s ${attributeLabel(account)} = user’s ${attributeLabel(user)}`;
      return isOptional ? `${same} (where both have one)` : same;
    });
    return [`${name}, rule ${i + 1}, ${rule}: ${compared.join(' and ')}: ${verdict} match; ${letters}`];
  });
}
