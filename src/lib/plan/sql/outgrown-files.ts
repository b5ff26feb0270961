import { inactiveRows } from '../../engine/inactive-rows';
import { accountsTable, usersTable, type ListsSource } from '../parquet/list-tables';
import { parquetFile } from '../parquet/parquet-file';
import type { FilePiece } from '../plan-file';
import { comparedKeys } from './compared-keys';
import { keyCsv } from './key-csv';
import { rulesFiles } from './rules-files';
import { situationsSql } from './situations-sql';

/**
 * Everything that a database needs to go on where the browser ends: both lists, the rules, and the query that computes
 * the situations from them. `forPostgres` adds what is compared as CSV.
 */
export function* outgrownFiles(source: ListsSource, forPostgres: boolean): Generator<FilePiece, void> {
  const { users, compared, rules } = source;
  const keys = comparedKeys(users, compared, rules);
  yield { path: 'situations.sql', bytes: new TextEncoder().encode(situationsSql({ ...source, keys })) };
  yield* rulesFiles(rules);
  yield* parquetFile(usersTable(source));
  yield* parquetFile(accountsTable(source));
  if (!forPostgres) return;
  const inactive = inactiveRows(users);
  const isCaseSensitive = keys.isCaseSensitive;
  const isInactive = { name: 'is_inactive', isSet: (row: number) => inactive[row] === 1 };
  yield* keyCsv({
    path: 'users-keys.csv',
    records: users,
    rowColumn: 'user_row',
    attributes: keys.user,
    isCaseSensitive,
    flag: isInactive
  });
  yield* keyCsv({
    path: 'accounts-keys.csv',
    records: compared,
    rowColumn: 'account_row',
    attributes: keys.account,
    isCaseSensitive
  });
}
