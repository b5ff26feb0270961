import { FLAG } from '../model/flag';
import { STATUS_CODE } from '../model/status';
import { shownUser, type AccountList } from './account-list';

/** How many accounts of an app each user has or is proposed for; more than one is a conflict. 4 bytes per user. */
export function countClaims(list: AccountList, userCount: number): Uint32Array {
  const claims = new Uint32Array(userCount);
  const { status } = list.decisions;
  for (let row = 0; row < status.length; row++) {
    if (status[row] === STATUS_CODE.ignored || status[row] === STATUS_CODE.cleared) continue;
    const user = shownUser(list, row);
    if (user >= 0) claims[user]++;
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
  const flags = new Uint8Array(list.decisions.status.length);
  for (let row = 0; row < flags.length; row++) {
    const user = shownUser(list, row);
    if (user >= 0 && user < claims.length && claims[user] > 1) flags[row] = FLAG.conflict;
  }
  conflictsOf.set(claims, flags);
  return flags;
}
