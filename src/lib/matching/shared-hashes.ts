import { type KeyTable } from './key-table';
import { NOBODY, type KnownHits } from './known-hits';
import { KeyComparison, type RecordKeys } from './record-keys';

export interface SharedHashesInput {
  readonly users: RecordKeys;
  readonly accounts: RecordKeys;
  readonly table: KeyTable;
  readonly known: KnownHits;
  /** Users whose key is another one than that of the user before them with the same hashes. */
  readonly differing: ReadonlySet<number>;
}

/** The users behind one code: what to note where all of them have one key, as nearly always, else each key's. */
type Behind = { readonly hit: number } | { readonly keys: readonly (readonly number[])[] };

/** What to note of accounts whose hashes are those of several users. */
export class SharedHashes {
  readonly #table: KeyTable;
  readonly #known: KnownHits;
  readonly #differing: ReadonlySet<number>;
  readonly #own: KeyComparison;
  readonly #withAccount: KeyComparison;
  readonly #behind = new Map<number, Behind>();

  constructor({ users, accounts, table, known, differing }: SharedHashesInput) {
    this.#table = table;
    this.#known = known;
    this.#differing = differing;
    this.#own = new KeyComparison(users, users);
    this.#withAccount = new KeyComparison(users, accounts);
  }

  /** `isLast`: the account has the key of the last of the users. */
  hit(code: number, account: number, isLast: boolean): number {
    const known = this.#behind.get(code);
    const behind = known ?? this.#sortOut(code);
    if (!known) this.#behind.set(code, behind);
    if ('hit' in behind) return isLast ? behind.hit : NOBODY;
    this.#withAccount.row = account;
    const users = behind.keys.find(([first]) => this.#withAccount.isSame(first));
    return users ? this.#known.hitOf(users) : NOBODY;
  }

  #sortOut(code: number): Behind {
    const rows = this.#table.rowsOf(code);
    if (!rows.some((row) => this.#differing.has(row))) return { hit: this.#known.hitOf(rows) };
    const keys: number[][] = [];
    for (const row of rows) {
      this.#own.row = row;
      const known = keys.find(([first]) => this.#own.isSame(first));
      if (known) known.push(row);
      else keys.push([row]);
    }
    return { keys };
  }
}
