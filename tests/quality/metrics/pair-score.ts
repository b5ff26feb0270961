/** Pairs said to be one person against pairs that are. */
export interface PairScore {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly f1: number;
}

export function pairScore(right: number, said: number, true_: number): PairScore {
  return {
    right,
    wrong: said - right,
    missed: true_ - right,
    f1: said + true_ === 0 ? 0 : (2 * right) / (said + true_)
  };
}

/** Links from rows of one list to rows of another. Everybody stands at most once in each. */
export function linkScore(
  links: readonly (readonly [user: number, account: number])[],
  users: readonly string[],
  accounts: readonly string[]
): PairScore {
  const known = new Set(users);
  const right = links.filter(([user, account]) => users[user] === accounts[account]).length;
  return pairScore(right, links.length, accounts.filter((person) => known.has(person)).length);
}

/** Two ways to put the same rows into groups: pairs within a group. */
export function groupScore(said: readonly (string | number)[], persons: readonly string[]): PairScore {
  const both = said.map((group, row) => `${group} ${persons[row]}`);
  return pairScore(pairsWithin(both), pairsWithin(said), pairsWithin(persons));
}

export function pairsWithin(groups: readonly (string | number)[]): number {
  const sizes = new Map<string | number, number>();
  let pairs = 0;
  for (const group of groups) {
    const size = sizes.get(group) ?? 0;
    pairs += size;
    sizes.set(group, size + 1);
  }
  return pairs;
}
