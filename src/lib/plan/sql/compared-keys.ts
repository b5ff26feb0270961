import type { RecordSet } from '../../engine/record-set';
import { requiredPairs, UserKeys } from '../../matching/user-keys';
import type { Attribute } from '../../model/attribute';
import type { AttributePair, MatchingRule, MatchingRules } from '../../model/matching-rule';

/** A rule of the ladder that matching applies to these lists. */
export interface ComparedRule {
  /** 1 for the first of the ladder. */
  readonly number: number;
  readonly rule: MatchingRule;
  readonly required: readonly AttributePair[];
  /** Those whose attributes both sides have at all: others never tell two apart. */
  readonly optional: readonly AttributePair[];
}

/** What is compared between two lists, and by which keys. */
export interface ComparedKeys {
  readonly rules: readonly ComparedRule[];
  readonly isCaseSensitive: boolean;
  /** Attributes whose normalized values are needed, of accounts and of users. */
  readonly account: readonly Attribute[];
  readonly user: readonly Attribute[];
  /** Both lists have employee numbers: where they differ, a match is a guess at most. */
  readonly hasEmployeeNumbers: boolean;
}

/** `accounts` with the username of the app's format, where rules compare it. */
export function comparedKeys(users: RecordSet, accounts: RecordSet, rules: MatchingRules): ComparedKeys {
  const isThere = (pair: AttributePair) =>
    users.attributes.includes(pair.user) && accounts.attributes.includes(pair.account);
  const compared = new UserKeys(users, rules).applicableTo(accounts.attributes).map((position) => {
    const rule = rules.ladder[position];
    const optional = rule.pairs.filter((pair) => pair.isOptional === true && isThere(pair));
    return { number: position + 1, rule, required: requiredPairs(rule), optional };
  });
  const employeeNumbers: AttributePair = { account: 'employeeNumber', user: 'employeeNumber' };
  const hasEmployeeNumbers = isThere(employeeNumbers);
  const pairs = compared.flatMap(({ required, optional }) => [...required, ...optional]);
  if (hasEmployeeNumbers) pairs.push(employeeNumbers);
  return {
    rules: compared,
    isCaseSensitive: rules.isCaseSensitive,
    account: [...new Set(pairs.map(({ account }) => account))],
    user: [...new Set(pairs.map(({ user }) => user))],
    hasEmployeeNumbers
  };
}
