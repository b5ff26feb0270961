import type { NewUser } from '../engine/user-records';
import { accountUser } from '../matching/account-draft';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { attributeLabel, type Attribute } from '../model/attribute';
import { ok, type Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { Evaluator } from '../protocol/expression-api';
import { EvaluationRun, type AccountRows, type EvaluatedRows } from './evaluation-run';
import type { FailedRows } from './failed-rows';
import { formatUsernames } from './format-usernames';

export type ProjectionSettings = Pick<Synchronization, 'mappings' | 'usernameFormat'>;

/** What a user attribute gets, for each account. */
export interface ProjectedColumn extends EvaluatedRows {
  readonly attribute: Attribute;
}

/**
 * The users that the app's attribute mappings and username format make of these accounts, one per row. A value whose
 * expression fails on a row is empty there, which is noted in `failed`. Portions of one run are handed the same
 * EvaluationRun.
 */
export async function projectUsers(
  app: App,
  { accounts, rows }: AccountRows,
  evaluator: Evaluator | EvaluationRun,
  failed?: FailedRows
): Promise<Result<readonly NewUser[], AppError>> {
  const run = EvaluationRun.of(evaluator);
  const columns = await projectColumns(app.synchronization, { accounts, rows }, run);
  if (!columns.ok) return columns;
  for (const { attribute, failures } of columns.value)
    for (const [place, message] of failures) failed?.note(rows[place], attributeLabel(attribute), message);
  return ok(
    Array.from(rows, (row, i) => {
      const user = accountUser(accounts, row);
      for (const { attribute, values } of columns.value) user[attribute] = values[i].trim();
      return user;
    })
  );
}

/** The username, and the attributes that have a mapping. The others take the account's own values. */
export async function projectColumns(
  { usernameFormat, mappings }: ProjectionSettings,
  accounts: AccountRows,
  run: EvaluationRun
): Promise<Result<readonly ProjectedColumn[], AppError>> {
  const usernames = await formatUsernames(usernameFormat, accounts, run);
  if (!usernames.ok) return usernames;
  const columns: ProjectedColumn[] = [{ attribute: 'userName', ...usernames.value }];
  for (const { user, expression } of mappings) {
    const mapped = await run.evaluate(expression, attributeLabel(user), accounts);
    if (!mapped.ok) return mapped;
    columns.push({ attribute: user, ...mapped.value });
  }
  return ok(columns);
}
