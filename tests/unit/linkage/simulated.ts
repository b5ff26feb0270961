import type { AgreementLevel, ComparisonId } from '../../../src/lib/model/agreement';
import type { Comparison } from '../../../src/lib/linkage/comparison';
import { SeededSequence } from '../../../src/lib/linkage/weigh/seeded-sequence';

/** A comparison whose levels were drawn: for each pair, by m if it is one person, else by u. */
export interface Drawn {
  readonly id: ComparisonId;
  readonly levels: readonly AgreementLevel[];
  /** In the order of levels, `missing` first. */
  readonly m: readonly number[];
  readonly u: readonly number[];
}

export interface SimulatedLists {
  readonly accounts: number;
  readonly users: number;
  /** Accounts from here on have no owner; the others belong to the user of their number. */
  readonly owned: number;
}

export function drawnComparisons(drawn: readonly Drawn[], lists: SimulatedLists, seed: number): Comparison[] {
  const sequence = new SeededSequence(seed);
  return drawn.map(({ id, levels, m, u }) => {
    const table = new Uint8Array(lists.accounts * lists.users);
    for (let pair = 0; pair < table.length; pair++) {
      const account = Math.floor(pair / lists.users);
      table[pair] = draw(sequence, account === pair % lists.users && account < lists.owned ? m : u);
    }
    return {
      id,
      levels,
      share: 0,
      level: (account, user) => table[account * lists.users + user],
      texts: (account, user) => ({ account: `account ${String(account)}`, user: `user ${String(user)}` })
    };
  });
}

function draw(sequence: SeededSequence, shares: readonly number[]): number {
  let left = sequence.below(1e6) / 1e6;
  const found = shares.findIndex((share) => (left -= share) < 0);
  return found < 0 ? shares.length - 1 : found;
}

/** The users that agree with an account in most, as an index would find them. */
export function mostAgreeing(comparisons: readonly Comparison[], users: number, most: number) {
  return (account: number, out: Uint32Array): number => {
    const agreements = Array.from({ length: users }, (_, user) => ({
      user,
      count: comparisons.filter((comparison) => comparison.level(account, user) > 1).length
    }));
    const found = agreements.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || a.user - b.user);
    found.slice(0, most).forEach(({ user }, at) => {
      out[at] = user;
    });
    return Math.min(most, found.length);
  };
}
