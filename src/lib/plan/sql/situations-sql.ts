import type { RecordSet } from '../../engine/record-set';
import type { AttributePair } from '../../model/matching-rule';
import { MOST_CANDIDATES } from '../../matching/rule-pass';
import { keyColumnName } from '../parquet/list-tables';
import type { ComparedKeys, ComparedRule } from './compared-keys';
import { scriptHead } from './script-head';

/** What the script is written for. */
export interface SqlSource {
  readonly appName: string;
  readonly domainName: string;
  readonly users: RecordSet;
  /** The accounts with the username of the app's format, where rules compare it. */
  readonly compared: RecordSet;
  readonly keys: ComparedKeys;
}

/** Columns of the two sides of a pair. */
interface KeyPair {
  readonly account: string;
  readonly user: string;
}

/**
 * One query that gives every account its situation, as matching does (matching/match-accounts.ts), from the tables
 * `muster_users` and `muster_accounts`. It keeps to what DuckDB, PostgreSQL, Spark SQL and Trino understand alike: common
 * table expressions, joins, groups, CASE, COALESCE, CAST, integers for truth values.
 *
 *     rule_N ─▶ hits   accounts with users who have the same keys: how many, how many of them fit the optional pairs
 *     decided          the first rule that finds somebody, and whom, where that is one by an Exact rule
 *     compared         a later Exact rule finds users, and that one is not among them
 *     judged           all that was found of an account, in one row
 *
 * Users are counted by key before accounts are joined to them: a million accounts that share a key with a thousand users
 * are a million rows, not a thousand millions.
 */
export function situationsSql(source: SqlSource): string {
  const { keys } = source;
  const rules = keys.rules.map((rule) => new RuleSql(source, rule));
  const parts = [
    ...rules.map((rule) => rule.table()),
    `hits AS (\n${rules.length > 0 ? rules.map((rule) => `  SELECT * FROM ${rule.name}`).join('\n  UNION ALL\n') : NO_HITS}\n)`,
    DECIDED,
    compared(rules),
    JUDGED
  ];
  return `${scriptHead(source)}\nWITH\n${parts.join(',\n')}\n${result(source)}`;
}

const NO_HITS = `  SELECT account_row, 0 AS rule_number, 0 AS is_exact, 0 AS user_count, 0 AS fitting_count, 0 AS first_user
  FROM muster_accounts
  WHERE 1 = 0`;

/**
 * The first rule that finds somebody decides. Windows instead of a second look at `hits`: planners know nothing of how
 * many rows such a table has, and compare each with each.
 */
const DECIDED = `deciding AS (
  SELECT account_row, rule_number, is_exact, user_count, fitting_count, first_user,
         MIN(CASE WHEN fitting_count > 0 THEN rule_number END) OVER (PARTITION BY account_row) AS deciding_rule
  FROM hits
),
decided AS (
  SELECT account_row, rule_number, is_exact, user_count, fitting_count, first_user, deciding_rule,
         MAX(CASE WHEN rule_number = deciding_rule AND is_exact = 1 AND fitting_count = 1 THEN first_user END)
           OVER (PARTITION BY account_row) AS exact_user
  FROM deciding
)`;

/** One row per account that a rule finds somebody for. */
const JUDGED = `disagreeing AS (
  SELECT account_row, rule_number, is_exact, user_count, fitting_count, first_user, deciding_rule,
         MIN(CASE WHEN disagrees = 1 THEN rule_number END) OVER (PARTITION BY account_row) AS disagreeing_rule
  FROM compared
),
judged AS (
  SELECT account_row,
         MIN(deciding_rule) AS rule_number,
         MAX(CASE WHEN rule_number = deciding_rule THEN is_exact END) AS is_exact,
         MAX(CASE WHEN rule_number = deciding_rule THEN fitting_count END) AS fitting_count,
         MAX(CASE WHEN rule_number = deciding_rule AND fitting_count = 1 AND disagreeing_rule IS NULL THEN first_user END)
           AS candidate_row,
         MAX(CASE WHEN rule_number = disagreeing_rule THEN user_count END) AS disagreeing_count
  FROM disagreeing
  GROUP BY account_row
)`;

/** One rule in SQL. */
class RuleSql {
  readonly name: string;
  readonly isExact: boolean;
  readonly number: number;
  readonly #required: readonly KeyPair[];
  readonly #optional: readonly KeyPair[];

  constructor({ users, compared }: SqlSource, { number, rule, required, optional }: ComparedRule) {
    const pair = ({ account, user }: AttributePair): KeyPair => ({
      account: keyColumnName(compared, account),
      user: keyColumnName(users, user)
    });
    this.number = number;
    this.name = `rule_${number}`;
    this.isExact = rule.verdict === 'exact';
    this.#required = required.map(pair);
    this.#optional = optional.map(pair);
  }

  table(): string {
    const columns = [...new Set([...this.#required, ...this.#optional].map(({ user }) => user))].join(', ');
    const isKeyed = [...new Set(this.#required.map(({ user }) => `${user} <> ''`))].join(' AND ');
    const fits = this.#optional.map(fitting).join(' AND ') || '1 = 1';
    return `${this.name} AS (
  SELECT a.account_row, ${this.number} AS rule_number, ${this.isExact ? 1 : 0} AS is_exact,
         CAST(SUM(g.user_count) AS BIGINT) AS user_count,
         CAST(SUM(CASE WHEN ${fits} THEN g.user_count ELSE 0 END) AS BIGINT) AS fitting_count,
         MIN(CASE WHEN ${fits} THEN g.first_user END) AS first_user
  FROM muster_accounts a
  JOIN (
    SELECT ${columns}, COUNT(*) AS user_count, MIN(user_row) AS first_user
    FROM muster_users
    WHERE ${isKeyed}
    GROUP BY ${columns}
  ) g ON ${this.sameKey('g')}
  GROUP BY a.account_row
)`;
  }

  /** That a user, or users, have the keys that account `a` has. */
  sameKey(user: string): string {
    return this.#required.map((pair) => `${user}.${pair.user} = a.${pair.account}`).join(' AND ');
  }
}

/** A pair that counts only where both sides have a value. */
function fitting({ account, user }: KeyPair): string {
  return `(COALESCE(a.${account}, '') = '' OR COALESCE(g.${user}, '') = '' OR g.${user} = a.${account})`;
}

/** Every hit against the only user whom an Exact rule found: a later Exact rule that does not find that one disagrees. */
function compared(rules: readonly RuleSql[]): string {
  const cases = rules
    .filter(({ isExact }) => isExact)
    .map((rule) => `      WHEN ${rule.number} THEN CASE WHEN ${rule.sameKey('u')} THEN 0 ELSE 1 END`);
  const disagrees = cases.length > 0 ? `CASE d.rule_number\n${cases.join('\n')}\n      ELSE 0 END` : '0';
  return `compared AS (
  SELECT d.account_row, d.rule_number, d.is_exact, d.user_count, d.fitting_count, d.first_user, d.deciding_rule,
    CASE WHEN d.exact_user IS NOT NULL AND d.rule_number > d.deciding_rule THEN
      ${disagrees}
    ELSE 0 END AS disagrees
  FROM decided d
  JOIN muster_accounts a ON a.account_row = d.account_row
  LEFT JOIN muster_users u ON u.user_row = d.exact_user
)`;
}

function result({ keys, users, compared }: SqlSource): string {
  const account = `a.${keyColumnName(compared, 'employeeNumber')}`;
  const user = `u.${keyColumnName(users, 'employeeNumber')}`;
  const differs = keys.hasEmployeeNumbers ? `${account} <> '' AND ${user} <> '' AND ${account} <> ${user}` : '1 = 0';
  return `SELECT
  a.account_row,
  CASE
    WHEN j.rule_number IS NULL THEN 'no-match'
    WHEN j.candidate_row IS NULL THEN 'multiple'
    WHEN j.is_exact = 0 OR (${differs}) THEN 'partial'
    ELSE 'exact'
  END AS situation,
  COALESCE(j.rule_number, 0) AS rule_number,
  j.candidate_row,
  CASE
    WHEN j.rule_number IS NULL THEN 0
    WHEN j.disagreeing_count IS NOT NULL THEN ${capped('j.disagreeing_count + 1')}
    ELSE ${capped('j.fitting_count')}
  END AS candidate_count,
  CASE WHEN j.disagreeing_count IS NOT NULL OR (${differs}) THEN 1 ELSE 0 END AS is_contradicted,
  CASE WHEN u.is_inactive THEN 1 ELSE 0 END AS is_candidate_deactivated
FROM muster_accounts a
LEFT JOIN judged j ON j.account_row = a.account_row
LEFT JOIN muster_users u ON u.user_row = j.candidate_row
ORDER BY a.account_row;
`;
}

function capped(count: string): string {
  return `CASE WHEN ${count} > ${MOST_CANDIDATES} THEN ${MOST_CANDIDATES} ELSE ${count} END`;
}
