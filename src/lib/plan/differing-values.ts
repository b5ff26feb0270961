import type { OperationList } from './operation-list';
import type { UserDifferences } from './user-differences';

const SLICE_ROWS = 4096;
const NONE = -1;

/**
 * How many accounts of each app have another value for an attribute of their user than the account whose value counts.
 * `given` are the updates, `passedOver` what further accounts would have changed too; bits as in user-differences.ts. Where
 * both have the same value, nobody is passed over. Cost: nothing where no two accounts meet, else 1 µs per account.
 */
export function* countDiffering(
  given: OperationList,
  passedOver: OperationList,
  { differences, userCount }: { readonly differences: readonly UserDifferences[]; readonly userCount: number }
): Generator<void, readonly number[]> {
  const counts = differences.map(() => 0);
  if (passedOver.length === 0) return counts;
  // Updates of each user: the last one, and the one before each.
  const last = new Int32Array(userCount).fill(NONE);
  const before = new Int32Array(given.length);
  for (let at = 0; at < given.length; at++) {
    before[at] = last[given.user(at)];
    last[given.user(at)] = at;
  }
  for (let at = 0; at < passedOver.length; at++) {
    if (at % SLICE_ROWS === 0) yield;
    const [app, account, user, bits] = [
      passedOver.app(at),
      passedOver.account(at),
      passedOver.user(at),
      passedOver.detail(at)
    ];
    const mine = new Map(
      differences[app].changes(account, user, bits).map(({ attribute, after }) => [attribute, after])
    );
    let differs = false;
    for (let other = last[user]; other >= 0 && !differs; other = before[other]) {
      const shared = given.detail(other) & bits;
      if (shared === 0) continue;
      const theirs = differences[given.app(other)].changes(given.account(other), user, shared);
      differs = theirs.some(({ attribute, after }) => mine.get(attribute) !== after);
    }
    if (differs) counts[app]++;
  }
  return counts;
}
