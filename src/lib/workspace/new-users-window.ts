import { asRow } from '../model/ids';
import { must } from '../model/assert';
import { SHOWN_SITUATIONS } from '../model/situation';
import { shownSituation } from '../engine/account-list';
import type { ProposedRow, ProposedWindow, WindowRange } from '../protocol/proposed-row';
import { accountNames, userRow } from './read-rows';
import type { MadeUsers } from './new-users';
import type { StagedAccounts, StagedList } from './staged-list';

/** The users that an import would make, with the accounts that they are made for. */
export function newUsersWindow(staged: StagedList | undefined, { start, end }: WindowRange): ProposedWindow {
  const accounts = staged?.accounts;
  const made = accounts?.made;
  if (!staged || !accounts || !made) return { total: 0, start, rows: [] };
  const first = Math.max(0, start);
  const count = Math.max(0, Math.min(end, made.rows.length) - first);
  const rows = Array.from({ length: count }, (_, i) => newUserRow(staged, accounts, made, first + i));
  return { total: made.rows.length, start: first, rows };
}

function newUserRow({ base }: StagedList, { list }: StagedAccounts, made: MadeUsers, i: number): ProposedRow {
  const row = made.rows[i];
  const known = base.kind === 'accounts' && row < base.list.records.rowCount ? base.list : undefined;
  const userCount = base.kind === 'accounts' ? base.users.rowCount : 0;
  return {
    key: made.keys[i],
    row: known && asRow(row),
    ...accountNames(list.records, row),
    before: known && must(SHOWN_SITUATIONS[shownSituation(known, row)], 'every code has a name'),
    after: 'no-match',
    userBefore: undefined,
    userAfter: { ...userRow(made.users, i), row: asRow(userCount + i) }
  };
}
