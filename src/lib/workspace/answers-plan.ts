import { appendRecords } from '../engine/append-records';
import { confirmRows, ignoreRows, linkByHand, type DecisionStamp } from '../engine/decide-rows';
import { userRecords, type NewUser } from '../engine/user-records';
import { userDraft } from '../matching/account-draft';
import { UserDraftCheck } from '../matching/user-draft-check';
import type { AppError } from '../model/app-error';
import { must } from '../model/assert';
import type { RowAnswer } from '../model/answered-decision';
import { ok, type Result } from '../model/result';
import { STATUS_CODE } from '../model/status';
import type { DecisionCommand } from '../protocol/engine-api';
import type { DecisionPlan, DecisionScope, Planned } from './decision-scope';
import { projectUsers } from './project-users';

/**
 * Answers of people who were asked, as one decision. Accounts that were decided meanwhile, users that are not there and
 * users that could not be made stay out of it. One by one: a bulk decision does not change them later.
 */
export async function planAnswers(
  { appId, answers, note }: Extract<DecisionCommand, { kind: 'answers' }>,
  scope: DecisionScope
): Promise<Planned> {
  const { list, users } = scope;
  const possible = answers.filter((answer) => isPossible(answer, scope));
  const made = await newUsers(possible, scope);
  if (!made.ok) return made;
  const byRow = new Map(
    possible
      .filter(({ row, decision }) => decision.kind !== 'create' || made.value.has(row))
      .map((answer) => [answer.row, answer.decision])
  );
  const rows = Uint32Array.from(byRow.keys()).sort();
  const firstUser = users.records.rowCount;
  const userOf = new Map([...made.value.keys()].map((row, i) => [row, firstUser + i]));
  const plan: DecisionPlan = {
    appId,
    action: 'answers',
    rows,
    selectedCount: answers.length,
    isBulk: false,
    note,
    apply: (stamp) => {
      for (const [row, decision] of byRow) {
        if (decision.kind === 'ignore') ignoreRows(list, Uint32Array.of(row), stamp);
        else if (decision.kind === 'link') link(scope, row, decision.userRow, stamp);
        else linkByHand(list, row, { user: must(userOf.get(row), 'it was made'), decision: 'create' }, stamp);
      }
    }
  };
  if (made.value.size === 0) return ok(plan);
  return ok({ ...plan, makeUsers: () => appendRecords(users.records, userRecords([...made.value.values()])) });
}

function isPossible({ row, decision }: RowAnswer, { list, users }: DecisionScope): boolean {
  if (list.decisions.status[row] !== STATUS_CODE.unconfirmed) return false;
  return decision.kind !== 'link' || decision.userRow < users.records.rowCount;
}

/** Whom matching proposed is confirmed; anybody else is chosen by hand. */
function link({ list }: DecisionScope, row: number, user: number, stamp: DecisionStamp): void {
  if (list.match.candidate[row] === user) confirmRows(list, Uint32Array.of(row), stamp);
  else linkByHand(list, row, { user, decision: 'link' }, stamp);
}

/** The users to be made, by the row of their account; without those that would not be valid. */
export async function newUsers(
  answers: readonly RowAnswer[],
  { list, users, app, evaluator }: Pick<DecisionScope, 'list' | 'users' | 'app' | 'evaluator'>
): Promise<Result<ReadonlyMap<number, NewUser>, AppError>> {
  const rows = Uint32Array.from(answers.filter(({ decision }) => decision.kind === 'create').map(({ row }) => row));
  if (rows.length === 0) return ok(new Map());
  const projected = await projectUsers(app, { accounts: list.records, rows }, evaluator);
  if (!projected.ok) return projected;
  const check = new UserDraftCheck(users.records);
  const made = new Map<number, NewUser>();
  for (const [i, user] of projected.value.entries())
    if (check.accept(userDraft(user)).length === 0) made.set(rows[i], user);
  return ok(made);
}
