import type { MatchingRules } from '../../model/matching-rule';
import { csvRow } from '../csv-row';
import type { FilePiece } from '../plan-file';

const encoder = new TextEncoder();

/** The rules as they are kept, and one row per pair of them. */
export function rulesFiles(rules: MatchingRules): FilePiece[] {
  const json = `${JSON.stringify({ isCaseSensitive: rules.isCaseSensitive, rules: rules.ladder }, undefined, 2)}\n`;
  const header = ['rule_number', 'rule_id', 'rule_name', 'verdict', 'is_enabled', 'account', 'user', 'is_optional'];
  const rows = rules.ladder.flatMap(({ id, name, verdict, isEnabled, pairs }, position) =>
    pairs.map((pair) => [
      String(position + 1),
      id,
      name,
      verdict,
      String(isEnabled),
      pair.account,
      pair.user,
      String(pair.isOptional ?? false)
    ])
  );
  return [
    { path: 'rules.json', bytes: encoder.encode(json) },
    { path: 'rules.csv', bytes: encoder.encode([header, ...rows].map(csvRow).join('')) }
  ];
}
