const FEWEST = 1024;
const FIELDS = 4;

/**
 * The operations of one kind, 16 bytes each, in four columns that grow by doubling:
 *
 *     app i32 | account i32 | user i32 | detail i32        -1 where an operation has none
 *
 * The detail is the number of the group; for `update-user` it says which attributes change (plan/user-differences.ts).
 */
export class OperationList {
  #length = 0;
  #columns = columnsFor(FEWEST);

  get length(): number {
    return this.#length;
  }

  push(app: number, account: number, user: number, detail: number): void {
    if (this.#length === this.#columns[0].length) this.#grow();
    const [apps, accounts, users, details] = this.#columns;
    const at = this.#length++;
    apps[at] = app;
    accounts[at] = account;
    users[at] = user;
    details[at] = detail;
  }

  app(at: number): number {
    return this.#columns[0][at];
  }

  account(at: number): number {
    return this.#columns[1][at];
  }

  user(at: number): number {
    return this.#columns[2][at];
  }

  detail(at: number): number {
    return this.#columns[3][at];
  }

  #grow(): void {
    const before = this.#columns;
    this.#columns = columnsFor(before[0].length * 2);
    before.forEach((column, i) => this.#columns[i].set(column));
  }
}

function columnsFor(length: number): readonly Int32Array[] {
  return Array.from({ length: FIELDS }, () => new Int32Array(length));
}
