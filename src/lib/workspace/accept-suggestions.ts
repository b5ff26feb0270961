import { acceptableSuggestions } from '../engine/acceptable-suggestions';
import { confirmRows, linkByHand, type DecisionStamp } from '../engine/decide-rows';
import { ok } from '../model/result';
import type { DecisionCommand } from '../protocol/engine-api';
import type { DecisionScope, Planned } from './decision-scope';
import type { LoadedAccounts } from './lists';

/** The best suggested user of each selected row that may have it. Scores that do not fit the lists any more count as none. */
export function planAcceptance(
  { appId, selection, atLeast }: Extract<DecisionCommand, { kind: 'accept-suggestions' }>,
  { list, users, scores, rowsOf }: DecisionScope
): Planned {
  const selected = rowsOf(selection);
  const userCount = users.records.rowCount;
  const rows = scores ? acceptableSuggestions(list, selected, { scores, userCount, atLeast }) : new Uint32Array(0);
  // As they are now: a scoring that goes on changes them.
  const owners = Int32Array.from(rows, (row) => scores?.user[row] ?? -1);
  return ok({
    appId,
    action: 'accept-suggestions',
    rows,
    selectedCount: selected.length,
    isBulk: selected.length > 1,
    note: `At ${atLeast} % or more`,
    apply: (stamp) => rows.forEach((row, i) => link(list, row, owners[i], stamp))
  });
}

/** Whom matching proposed is confirmed; anybody else is linked as by hand. */
function link(list: LoadedAccounts, row: number, user: number, stamp: DecisionStamp): void {
  if (list.match.candidate[row] === user) confirmRows(list, Uint32Array.of(row), stamp);
  else linkByHand(list, row, { user, decision: 'link' }, stamp);
}
