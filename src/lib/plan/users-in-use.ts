import type { AccountList } from '../engine/account-list';
import { DECISION_CODE } from '../model/decision';
import { FLAG } from '../model/flag';
import { STATUS_CODE } from '../model/status';

const SLICE_ROWS = 16_384;

/** Who has accounts beside what a plan does. */
export interface UsersInUse {
  /** By user: 1 + position in `appNames` of an app that has an account of theirs, 0 for nobody's. */
  readonly usedBy: Uint16Array;
  readonly appNames: readonly string[];
}

/** An app of the domain; confirmed accounts of one that is planned are in the plan themselves, and may be left out of it. */
export interface UsingApp {
  readonly name: string;
  readonly list: AccountList;
  readonly isPlanned: boolean;
}

/** The users whom committed accounts belong to, and confirmed ones of apps that are not in the plan. 3 ns per account. */
export function* usersInUse(apps: readonly UsingApp[], userCount: number): Generator<void, UsersInUse> {
  const usedBy = new Uint16Array(userCount);
  for (const [app, { list, isPlanned }] of apps.entries()) {
    const { status, decision, user, flags } = list.decisions;
    for (let row = 0; row < status.length; row++) {
      if (row % SLICE_ROWS === 0) yield;
      const isTheirs = decision[row] === DECISION_CODE.link || decision[row] === DECISION_CODE.create;
      if (!isTheirs || user[row] < 0 || (flags[row] & FLAG.vanished) !== 0) continue;
      const counts = status[row] === STATUS_CODE.committed || (!isPlanned && status[row] === STATUS_CODE.confirmed);
      if (counts && usedBy[user[row]] === 0) usedBy[user[row]] = 1 + app;
    }
  }
  return { usedBy, appNames: apps.map(({ name }) => name) };
}
