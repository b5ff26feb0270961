import { userToShow, type AccountList } from './account-list';

const SLICE_ROWS = 16_384;

/**
 * Which accounts show a user, looked up by the user, where the list only says it the other way round:
 *
 *     first   user 0: 7     user 1: -1     user 2: 4 …      its last account, -1 for none
 *     next    account 7: 3  account 3: -1  account 4: -1 …  the account before it of the same user, -1 for none
 *
 * 4 bytes per user and 4 per account.
 */
export class AccountsOfUsers {
  readonly first: Int32Array;
  readonly next: Int32Array;

  constructor(userCount: number, rowCount: number) {
    this.first = new Int32Array(userCount).fill(-1);
    this.next = new Int32Array(rowCount).fill(-1);
  }
}

const known = new WeakMap<Uint32Array, AccountsOfUsers>();

/** Those that were noted for the claims of a list (engine/conflicts.ts); a list that changes gets new claims. */
export function accountsOfUsers(claims: Uint32Array): AccountsOfUsers | undefined {
  return known.get(claims);
}

/** Notes them in slices of a tenth of a millisecond, 10 ns per account: users of neighbouring rows are far apart. */
export function* noteAccountsOfUsers(list: AccountList, claims: Uint32Array): Generator<void, void> {
  if (known.has(claims)) return;
  const { user } = list.decisions;
  const { candidate } = list.match;
  const noted = new AccountsOfUsers(claims.length, user.length);
  const { first, next } = noted;
  for (let start = 0; start < user.length; start += SLICE_ROWS) {
    const end = Math.min(start + SLICE_ROWS, user.length);
    for (let row = start; row < end; row++) {
      const shown = userToShow(user[row], candidate[row]);
      // Missing for a moment: one whose import was undone.
      if (shown < 0 || shown >= first.length) continue;
      next[row] = first[shown];
      first[shown] = row;
    }
    yield;
  }
  known.set(claims, noted);
}
