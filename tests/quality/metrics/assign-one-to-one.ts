/** Pairs that could be, with what each is worth; those worth nothing or less are never made. */
export interface WeighedPairs {
  readonly accounts: Uint32Array;
  readonly users: Uint32Array;
  readonly gains: Float64Array;
}

export const UNASSIGNED = -1;

/**
 * Gives each account at most one user and each user at most one account, so that all together is worth most. Exact:
 * shortest augmenting paths on the sparse graph (Jonker and Volgenant 1987), where each account may also stay alone
 * for nothing. A path ends at the first user who is free, so that a search sees only accounts that want the same users:
 * lists of 5,000 with 40 pairs each take a tenth of a second. Gives the user per account; of equally good ones, the
 * lower rows.
 */
export function assignOneToOne(pairs: WeighedPairs, accountCount: number, userCount: number): Int32Array {
  const graph = new PairGraph(pairs, accountCount);
  const search = new PathSearch(graph, accountCount, userCount);
  for (let account = 0; account < accountCount; account++) search.assign(account);
  return search.userOf.map((user) => (user < userCount ? user : UNASSIGNED));
}

/** The pairs by account, best first, then by user. */
class PairGraph {
  readonly starts: Uint32Array;
  readonly users: Uint32Array;
  readonly costs: Float64Array;

  constructor({ accounts, users, gains }: WeighedPairs, accountCount: number) {
    const wanted = Array.from(accounts, (_, pair) => pair).filter((pair) => gains[pair] > 0);
    wanted.sort((a, b) => accounts[a] - accounts[b] || gains[b] - gains[a] || users[a] - users[b]);
    this.users = Uint32Array.from(wanted, (pair) => users[pair]);
    this.costs = Float64Array.from(wanted, (pair) => -gains[pair]);
    this.starts = new Uint32Array(accountCount + 1);
    for (const pair of wanted) this.starts[accounts[pair] + 1]++;
    for (let account = 0; account < accountCount; account++) this.starts[account + 1] += this.starts[account];
  }
}

/** Users from `userCount` on stand for an account that stays alone: one for each, at no cost. */
class PathSearch {
  readonly userOf: Int32Array;
  readonly #accountOf: Int32Array;
  readonly #price: Float64Array;
  readonly #distance: Float64Array;
  readonly #cameFrom: Int32Array;
  readonly #isDone: Uint8Array;
  readonly #heap: UserHeap;
  readonly #graph: PairGraph;
  readonly #userCount: number;
  #reached: number[] = [];

  constructor(graph: PairGraph, accountCount: number, userCount: number) {
    const all = userCount + accountCount;
    this.#graph = graph;
    this.#userCount = userCount;
    this.userOf = new Int32Array(accountCount).fill(UNASSIGNED);
    this.#accountOf = new Int32Array(all).fill(UNASSIGNED);
    this.#price = new Float64Array(all);
    this.#distance = new Float64Array(all).fill(Infinity);
    this.#cameFrom = new Int32Array(all);
    this.#isDone = new Uint8Array(all);
    this.#heap = new UserHeap(this.#distance);
  }

  assign(account: number): void {
    this.#reach(account, 0);
    let user = this.#heap.takeFirst();
    while (this.#accountOf[user] !== UNASSIGNED) {
      this.#isDone[user] = 1;
      const owner = this.#accountOf[user];
      // Distances are kept as costs less prices: zero along a pair that is made.
      const made = this.#costOf(owner, user) - this.#price[user];
      this.#reach(owner, this.#distance[user] - made);
      do user = this.#heap.takeFirst();
      while (this.#isDone[user] === 1);
    }
    this.#settle(user, account);
  }

  #costOf(account: number, user: number): number {
    if (user >= this.#userCount) return 0;
    const { starts, users, costs } = this.#graph;
    for (let pair = starts[account]; pair < starts[account + 1]; pair++) if (users[pair] === user) return costs[pair];
    return 0;
  }

  #reach(account: number, before: number): void {
    const { starts, users, costs } = this.#graph;
    for (let pair = starts[account]; pair < starts[account + 1]; pair++) {
      this.#offer(users[pair], before + costs[pair], account);
    }
    this.#offer(this.#userCount + account, before, account);
  }

  #offer(user: number, cost: number, account: number): void {
    const distance = cost - this.#price[user];
    if (this.#isDone[user] === 1 || distance >= this.#distance[user]) return;
    if (this.#distance[user] === Infinity) this.#reached.push(user);
    this.#distance[user] = distance;
    this.#cameFrom[user] = account;
    this.#heap.put(user, distance);
  }

  /** Prices of what was passed rise to the path's length; pairs along the path change hands. */
  #settle(end: number, start: number): void {
    const length = this.#distance[end];
    for (const user of this.#reached) {
      if (this.#isDone[user] === 1) this.#price[user] += this.#distance[user] - length;
      this.#distance[user] = Infinity;
      this.#isDone[user] = 0;
    }
    this.#reached = [];
    this.#heap.clear();
    for (let user = end; ;) {
      const account = this.#cameFrom[user];
      const next = this.userOf[account];
      this.#accountOf[user] = account;
      this.userOf[account] = user;
      if (account === start) return;
      user = next;
    }
  }
}

/** A binary heap by distance, then by user. A user offered again stands twice; the later, shorter one comes first. */
class UserHeap {
  readonly #distance: Float64Array;
  #users: number[] = [];
  #keys: number[] = [];

  constructor(distance: Float64Array) {
    this.#distance = distance;
  }

  clear(): void {
    this.#users.length = 0;
    this.#keys.length = 0;
  }

  put(user: number, key: number): void {
    let at = this.#users.length;
    for (; at > 0;) {
      const above = (at - 1) >> 1;
      if (!isBefore(key, user, this.#keys[above], this.#users[above])) break;
      this.#set(at, this.#users[above], this.#keys[above]);
      at = above;
    }
    this.#set(at, user, key);
  }

  /** There is always one: each account may stay alone. */
  takeFirst(): number {
    for (;;) {
      const user = this.#users[0];
      const key = this.#keys[0];
      const lastUser = this.#users.pop() ?? user;
      const lastKey = this.#keys.pop() ?? key;
      if (this.#users.length > 0) this.#sink(lastUser, lastKey);
      if (key === this.#distance[user]) return user;
    }
  }

  #sink(user: number, key: number): void {
    const count = this.#users.length;
    let at = 0;
    for (let below = 1; below < count; below = 2 * at + 1) {
      const right = below + 1;
      if (right < count && isBefore(this.#keys[right], this.#users[right], this.#keys[below], this.#users[below]))
        below++;
      if (!isBefore(this.#keys[below], this.#users[below], key, user)) break;
      this.#set(at, this.#users[below], this.#keys[below]);
      at = below;
    }
    this.#set(at, user, key);
  }

  #set(at: number, user: number, key: number): void {
    this.#users[at] = user;
    this.#keys[at] = key;
  }
}

function isBefore(key: number, user: number, otherKey: number, otherUser: number): boolean {
  return key < otherKey || (key === otherKey && user < otherUser);
}
