import type { AccountList } from '../engine/account-list';
import { rowsWithoutUser } from '../engine/link-made-users';
import { pickRecords } from '../engine/merge-records';
import { recordSet, type RecordSet } from '../engine/record-set';
import { SEGMENT_ROWS, type Segment } from '../engine/segment';
import { userRecords, type NewUser } from '../engine/user-records';
import { userDraft } from '../matching/account-draft';
import { UserDraftCheck } from '../matching/user-draft-check';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { ok, type Result } from '../model/result';
import type { Evaluator } from '../protocol/expression-api';
import { breathe } from './breathe';
import { EvaluationRun } from './evaluation-run';
import type { FailedRows } from './failed-rows';
import { projectUsers } from './project-users';
import { runSliced } from './run-sliced';

/** Rows per projection: small enough for the page to get its turn between two. */
const PORTION = 4096;

/** Users that an import makes for accounts without a match. */
export interface MadeUsers {
  /** The accounts, ascending. */
  readonly rows: Uint32Array;
  /** One user for each of them. */
  readonly users: RecordSet;
  /**
   * Names each of them for as long as the stage lives, whatever the list becomes: the row of the file, or, for an
   * account that the file does not have, -1 - the row of the list.
   */
  readonly keys: Int32Array;
}

export interface MadeUsersInput {
  readonly app: App;
  readonly list: AccountList;
  readonly users: RecordSet;
  /** For each row of the file its row in the list. */
  readonly mergedRow: Int32Array;
  readonly evaluator: Evaluator;
  readonly goesOn: () => boolean;
  /** Takes note of accounts for which an expression fails. */
  readonly failed: FailedRows;
}

/**
 * Makes the users, by the app's setting, in memory; an account whose user would not be valid stays without. Undefined
 * where the setting makes none, or when `goesOn` ended it. About 20 µs per user made.
 */
export async function makeUsers(input: MadeUsersInput): Promise<Result<MadeUsers | undefined, AppError>> {
  const { app, list, users } = input;
  const { newUsers } = app.synchronization;
  if (newUsers === 'leave') return ok(undefined);
  const possible = rowsWithoutUser(list);
  if (possible.length === 0) return ok(undefined);
  const check = new UserDraftCheck(users);
  const run = new EvaluationRun(input.evaluator);
  const made = new UserSegments(newUsers === 'confirm-and-activate');
  const rows = new Uint32Array(possible.length);
  let count = 0;
  for (let start = 0; start < possible.length; start += PORTION) {
    if (!input.goesOn()) return ok(undefined);
    const portion = possible.subarray(start, start + PORTION);
    const projected = await projectUsers(app, { accounts: list.records, rows: portion }, run, input.failed);
    if (!projected.ok) return projected;
    projected.value.forEach((user, i) => {
      if (check.accept(userDraft(user)).length > 0) return;
      made.add(user);
      rows[count++] = portion[i];
    });
    await breathe();
  }
  const taken = rows.slice(0, count);
  return ok({ rows: taken, users: made.finish(), keys: stageKeys(taken, input.mergedRow, list.records.rowCount) });
}

/** Without those whose boxes were unticked. */
export async function withoutUnticked(made: MadeUsers, unticked: readonly number[]): Promise<MadeUsers> {
  if (unticked.length === 0) return made;
  const left = new Set(unticked);
  const kept = Uint32Array.from(made.keys.keys()).filter((i) => !left.has(made.keys[i]));
  const users = await runSliced(pickRecords(made.users, kept));
  return {
    rows: Uint32Array.from(kept, (i) => made.rows[i]),
    users: users ?? made.users,
    keys: Int32Array.from(kept, (i) => made.keys[i])
  };
}

function stageKeys(rows: Uint32Array, mergedRow: Int32Array, rowCount: number): Int32Array {
  const fileRow = new Int32Array(rowCount).fill(-1);
  mergedRow.forEach((row, i) => {
    if (row >= 0) fileRow[row] = i;
  });
  return Int32Array.from(rows, (row) => (fileRow[row] >= 0 ? fileRow[row] : -1 - row));
}

/** Packs users as they come, so that no more than a segment of them are objects at a time. */
class UserSegments {
  readonly #isActive: boolean;
  readonly #segments: Segment[] = [];
  #waiting: NewUser[] = [];

  constructor(isActive: boolean) {
    this.#isActive = isActive;
  }

  add(user: NewUser): void {
    this.#waiting.push(user);
    if (this.#waiting.length === SEGMENT_ROWS) this.#pack();
  }

  finish(): RecordSet {
    if (this.#waiting.length > 0) this.#pack();
    return recordSet(this.#segments);
  }

  #pack(): void {
    this.#segments.push(...userRecords(this.#waiting, this.#isActive).segments);
    this.#waiting = [];
  }
}
