import { FLAG } from '../model/flag';
import { STATUS_CODE } from '../model/status';
import { userToShow, type AccountList } from './account-list';

/**
 * How many accounts of an app each user has or is proposed for; more than one is a conflict. 4 bytes per user, 10 ns per
 * row: the users of neighbouring rows are far apart.
 */
export function countClaims(list: AccountList, userCount: number): Uint32Array {
  const claims = new Uint32Array(userCount);
  const { status, user } = list.decisions;
  const { candidate } = list.match;
  for (let row = 0; row < status.length; row++) {
    if (status[row] === STATUS_CODE.ignored || status[row] === STATUS_CODE.cleared) continue;
    const shown = userToShow(user[row], candidate[row]);
    if (shown >= 0) claims[shown]++;
  }
  return claims;
}

const conflictsOf = new WeakMap<Uint32Array, Uint8Array>();

/**
 * The conflict flag per account, from the claims of the same list; worked out once per claims. The user that a row
 * shows may be missing for a moment: one whose import was undone.
 */
export function conflictFlags(list: AccountList, claims: Uint32Array): Uint8Array {
  const known = conflictsOf.get(claims);
  if (known) return known;
  const { user } = list.decisions;
  const { candidate } = list.match;
  const flags = new Uint8Array(user.length);
  for (let row = 0; row < flags.length; row++) {
    const shown = userToShow(user[row], candidate[row]);
    if (shown >= 0 && shown < claims.length && claims[shown] > 1) flags[row] = FLAG.conflict;
  }
  conflictsOf.set(claims, flags);
  return flags;
}
