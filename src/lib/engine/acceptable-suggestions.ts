import { FLAG } from '../model/flag';
import { SITUATION_CODE } from '../model/situation';
import { STATUS_CODE } from '../model/status';
import { shownUser, type AccountList } from './account-list';
import { canDecide } from './decide-rows';
import type { ScoreColumns } from './score-columns';
import { scoreCode } from './score-facet';

/** Two users cannot both be more likely than not: above it the best one is alone. */
const ALONE_ABOVE = 50;
const MOST_PERCENT = 100;

export interface AcceptedScores {
  readonly scores: ScoreColumns;
  readonly userCount: number;
  /** In whole percent. */
  readonly atLeast: number;
}

/**
 * The rows among `rows` whose best user can be taken for their owner without looking: undecided, with a score that reaches
 * the limit, for a user whom no other of them has and who owns no account of the app, nor is exactly matched with one.
 * Two bytes per user.
 */
export function acceptableSuggestions(
  list: AccountList,
  rows: Uint32Array,
  { scores, userCount, atLeast }: AcceptedScores
): Uint32Array {
  const { status, flags } = list.decisions;
  const possible = rows.filter((row) => {
    const percent = scoreCode(scores.percent, status, row);
    const isReached = percent <= MOST_PERCENT && percent >= atLeast && percent > ALONE_ABOVE;
    const isFree = (flags[row] & FLAG.vanished) === 0 && canDecide(list, row, 'defer', false);
    return isReached && isFree && scores.user[row] >= 0 && scores.user[row] < userCount;
  });
  const taken = ownersOf(list, userCount);
  // Seen once: 1; seen again: taken as well.
  const isSeen = new Uint8Array(userCount);
  for (const row of possible) {
    const user = scores.user[row];
    if (isSeen[user] === 1) taken[user] = 1;
    isSeen[user] = 1;
  }
  return possible.filter((row) => taken[scores.user[row]] === 0);
}

/** 1 for each user who is linked with an account of the app, or exactly matched with one that is not put aside. */
function ownersOf(list: AccountList, userCount: number): Uint8Array {
  const isOwner = new Uint8Array(userCount);
  const { status, user } = list.decisions;
  for (let row = 0; row < status.length; row++) {
    if (status[row] === STATUS_CODE.ignored || status[row] === STATUS_CODE.cleared) continue;
    if (user[row] < 0 && list.match.situation[row] !== SITUATION_CODE.exact) continue;
    const owner = shownUser(list, row);
    if (owner >= 0 && owner < userCount) isOwner[owner] = 1;
  }
  return isOwner;
}
