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
