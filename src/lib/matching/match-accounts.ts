import { inactiveRows } from '../engine/inactive-rows';
import { createMatchColumns, type MatchColumns } from '../engine/match-columns';
import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import type { MatchInput } from './match-input';
import { RecordKeys } from './record-keys';
import { RulePass } from './rule-pass';
import { UserKeys } from './user-keys';

/**
 * Gives every account its situation.
 *
 * Rules are tried in order and the first one that finds users decides: one user is Exact or Partial as the rule says,
 * more than one is Multiple matches. Exact is given only where nothing contradicts: a later Exact rule that finds
 * somebody else makes it Multiple matches, a different employee number makes it Partial.
 *
 * Yields the share of the work that is done, every few milliseconds of computing; the host breathes between.
 */
export function* matchAccounts(input: MatchInput): Generator<number, MatchColumns> {
  const columns = createMatchColumns(input.accounts.rowCount);
  const users = new UserKeys(input.users, input.rules);
  const positions = users.applicableTo(input.accounts.attributes);
  const steps = positions.length * (2 * input.users.segments.length + 3 * input.accounts.segments.length) || 1;
  let done = 0;
  for (const position of positions) {
    for (const _ of new RulePass(input, position, users, columns).run()) yield Math.min(1, ++done / steps);
  }
  yield* contradictByEmployeeNumber(input, columns);
  flagDeactivatedCandidates(input, columns);
  return columns;
}

/** A person has one employee number: where both sides have one and they differ, the match is a guess at most. */
function* contradictByEmployeeNumber(
  { users, accounts, rules }: MatchInput,
  columns: MatchColumns
): Generator<number, void> {
  if (!users.attributes.includes('employeeNumber') || !accounts.attributes.includes('employeeNumber')) return;
  const theirs = new RecordKeys(users, ['employeeNumber'], rules.isCaseSensitive);
  const mine = new RecordKeys(accounts, ['employeeNumber'], rules.isCaseSensitive);
  for (const keys of [theirs, mine]) for (const _ of keys.hash()) yield 1;
  for (let row = 0; row < accounts.rowCount; row++) {
    const user = columns.candidate[row];
    if (user < 0 || !mine.hasKey(row) || !theirs.hasKey(user) || mine.hasSameHash(row, theirs, user)) continue;
    columns.flags[row] |= FLAG.contradicted;
    columns.situation[row] = SITUATION_CODE.partial;
  }
}

function flagDeactivatedCandidates({ users }: MatchInput, columns: MatchColumns): void {
  if (!users.attributes.includes('active')) return;
  const inactive = inactiveRows(users);
  for (let row = 0; row < columns.candidate.length; row++) {
    const user = columns.candidate[row];
    if (user >= 0 && inactive[user] === 1) columns.flags[row] |= FLAG.deactivatedCandidate;
  }
}
