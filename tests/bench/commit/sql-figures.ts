import { createDecisionColumns } from '../../../src/lib/engine/decision-columns';
import type { MatchColumns } from '../../../src/lib/engine/match-columns';
import { matchAccounts } from '../../../src/lib/matching/match-accounts';
import { FLAG } from '../../../src/lib/model/flag';
import { defaultRules, type MatchingRules } from '../../../src/lib/model/matching-rule';
import { SITUATIONS } from '../../../src/lib/model/situation';
import type { ListsSource } from '../../../src/lib/plan/parquet/list-tables';
import { outgrownFiles } from '../../../src/lib/plan/sql/outgrown-files';
import { finish } from '../../fixtures/records';
import { generatedLists, type GeneratedLists } from './sql-lists';
import { postgresMissing, runInDuckDb, runInPostgres, withFiles, type SqlRow } from './sql-run';

export interface SqlFigures {
  readonly rows: number;
  /** Rows of which the query says anything else than Muster; those that only one of the two has as well. */
  readonly different: number;
  /** The same on PostgreSQL, or why it did not run. */
  readonly postgres: { readonly rows: number; readonly different: number } | { readonly skipped: string };
}

/** Generates lists, matches them, and has databases compute the same from what is handed over. */
export async function compareWithSql(rows: number): Promise<SqlFigures> {
  const lists = generatedLists(rows);
  return compareLists(lists, defaultRules(), true);
}

export async function compareLists(
  lists: GeneratedLists,
  rules: MatchingRules,
  withPostgres: boolean
): Promise<SqlFigures> {
  const match = finish(matchAccounts({ ...lists, rules }));
  const missing = withPostgres ? postgresMissing() : 'not asked for';
  return withFiles(outgrownFiles(listsSource(lists, rules, match), missing === undefined), async (folder) => {
    const inDuckDb = await runInDuckDb(folder);
    const inPostgres = missing === undefined ? await runInPostgres(folder) : undefined;
    return {
      rows: match.situation.length,
      different: countDifferent(match, inDuckDb),
      postgres: inPostgres
        ? { rows: inPostgres.length, different: countDifferent(match, inPostgres) }
        : { skipped: missing ?? '' }
    };
  });
}

export function listsSource(
  { users, accounts }: GeneratedLists,
  rules: MatchingRules,
  match: MatchColumns
): ListsSource {
  return {
    appName: 'Desk',
    domainName: 'Alder',
    list: { records: accounts, match, decisions: createDecisionColumns(accounts.rowCount) },
    compared: accounts,
    users,
    rules,
    keys: { account: accounts.attributes[0], user: users.attributes[0] },
    step: () => undefined,
    musterVersion: 'test'
  };
}

export function countDifferent(match: MatchColumns, answered: readonly SqlRow[]): number {
  const rows = match.situation.length;
  let different = Math.abs(rows - answered.length);
  for (let row = 0; row < Math.min(rows, answered.length); row++) if (!isSame(match, row, answered[row])) different++;
  return different;
}

function isSame(
  { situation, rule, candidate, candidateCount, flags }: MatchColumns,
  row: number,
  said: SqlRow
): boolean {
  return (
    said.account === row &&
    said.situation === SITUATIONS[situation[row]] &&
    said.rule === rule[row] &&
    said.candidate === candidate[row] &&
    said.candidateCount === candidateCount[row] &&
    said.isContradicted === ((flags[row] & FLAG.contradicted) !== 0) &&
    said.isDeactivated === ((flags[row] & FLAG.deactivatedCandidate) !== 0)
  );
}
