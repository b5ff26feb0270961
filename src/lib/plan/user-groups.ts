const FEWEST = 1024;

/**
 * Pairs of a user and a group, each once: a chain per user through two columns that grow by doubling.
 *
 *     last pair of each user i32 × users | group i32, pair before it i32 × pairs        -1 ends a chain
 *
 * Cost: a step per group that the user has in here already.
 */
export class UserGroups {
  readonly #last: Int32Array;
  #groups = new Int32Array(FEWEST);
  #before = new Int32Array(FEWEST);
  #count = 0;

  constructor(userCount: number) {
    this.#last = new Int32Array(userCount).fill(-1);
  }

  has(user: number, group: number): boolean {
    for (let at = this.#last[user]; at >= 0; at = this.#before[at]) if (this.#groups[at] === group) return true;
    return false;
  }

  /** False: it was there already. */
  add(user: number, group: number): boolean {
    if (this.has(user, group)) return false;
    if (this.#count === this.#groups.length) this.#grow();
    this.#groups[this.#count] = group;
    this.#before[this.#count] = this.#last[user];
    this.#last[user] = this.#count++;
    return true;
  }

  #grow(): void {
    const [groups, before] = [this.#groups, this.#before];
    this.#groups = new Int32Array(groups.length * 2);
    this.#before = new Int32Array(groups.length * 2);
    this.#groups.set(groups);
    this.#before.set(before);
  }
}
