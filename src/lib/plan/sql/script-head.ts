import type { RecordSet } from '../../engine/record-set';
import { attributeLabel } from '../../model/attribute';
import { keyColumnName } from '../parquet/list-tables';
import type { ComparedKeys, ComparedRule } from './compared-keys';

/** How the tables come into each database, what the columns mean, and the rules in words: all as comments. */
export function scriptHead({ appName, domainName, users, compared, keys }: HeadSource): string {
  const userColumns = keys.user.map((attribute) => keyColumnName(users, attribute));
  const accountColumns = keys.account.map((attribute) => keyColumnName(compared, attribute));
  return comment(`Muster: situations of the accounts of ${oneLine(appName)} among the users of ${oneLine(domainName)}

Computes from users.parquet and accounts.parquet, for every account, what Muster computed in the browser:

  situation                  no-match, partial, exact or multiple
  rule_number                the rule that decided, 0 for none
  candidate_row              user_row of the only candidate
  candidate_count            255 stands for 255 or more
  is_contradicted            1: a second rule, or the employee number, points at somebody else
  is_candidate_deactivated   1: the candidate is not active

What people decided is not looked at: it stands beside, in the columns status, decision and user_row of accounts.parquet.

Columns that begin with key_ hold the values as they are compared: ${keys.isCaseSensitive ? 'upper and lower case are different' : 'case folded'}, NFKC, without
invisible characters, trimmed; empty for no value. Databases differ in how they do that, so it is done already. U+0000 is
written as \u24000, \u2400 as \u24001. For new rows, fill these columns in the same way.

Rules, from the first to the last:
${rulesInWords(keys.rules)}

Before it runs:

DuckDB
  CREATE VIEW muster_users AS SELECT * FROM 'users.parquet';
  CREATE VIEW muster_accounts AS SELECT * FROM 'accounts.parquet';

Spark SQL
  CREATE TEMPORARY VIEW muster_users USING parquet OPTIONS (path 'users.parquet');
  CREATE TEMPORARY VIEW muster_accounts USING parquet OPTIONS (path 'accounts.parquet');

Trino (Hive connector; each file in a folder of its own)
  CREATE TABLE muster_users (user_row INTEGER, is_inactive BOOLEAN${typed(userColumns, 'VARCHAR')})
    WITH (format = 'PARQUET', external_location = 's3://bucket/users/');
  CREATE TABLE muster_accounts (account_row INTEGER${typed(accountColumns, 'VARCHAR')})
    WITH (format = 'PARQUET', external_location = 's3://bucket/accounts/');

PostgreSQL (reads no Parquet: from the two CSV files that hold what is compared)
  CREATE TABLE muster_users (user_row INTEGER PRIMARY KEY, is_inactive BOOLEAN${typed(userColumns, 'TEXT')});
  CREATE TABLE muster_accounts (account_row INTEGER PRIMARY KEY${typed(accountColumns, 'TEXT')});
  \\copy muster_users FROM 'users-keys.csv' WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')
  \\copy muster_accounts FROM 'accounts-keys.csv' WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')
  ANALYZE muster_users; ANALYZE muster_accounts;`);
}

export interface HeadSource {
  readonly appName: string;
  readonly domainName: string;
  readonly users: RecordSet;
  readonly compared: RecordSet;
  readonly keys: ComparedKeys;
}

function typed(columns: readonly string[], type: string): string {
  return columns.map((column) => `, ${column} ${type}`).join('');
}

function rulesInWords(rules: readonly ComparedRule[]): string {
  if (rules.length === 0) return '  none that these lists have the columns for';
  return rules.map((compared) => `  ${ruleInWords(compared)}`).join('\n');
}

function ruleInWords({ number, rule, required, optional }: ComparedRule): string {
  const pairs = required.map(({ account, user }) => `${word(account)} = ${word(user)}`);
  const both = optional.map(({ account, user }) => `${word(account)} = ${word(user)} where both have one`);
  return `${number}. ${oneLine(rule.name)} (${rule.verdict}): ${[...pairs, ...both].join(', ')}`;
}

function word(attribute: Parameters<typeof attributeLabel>[0]): string {
  return oneLine(attributeLabel(attribute));
}

/** Names come from people: none may end a comment. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `-- ${line}`.trimEnd())
    .join('\n');
}
