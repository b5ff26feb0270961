import type { AppError } from '../model/app-error';
import type { AppId, RowIndex } from '../model/ids';
import type { AccountDetail, AccountManager, EngineApi, LookAlike } from '../protocol/engine-api';

export type DetailPort = Pick<EngineApi, 'accountDetail' | 'accountManager' | 'lookAlikes'>;

/** Everything about the account under focus. The one before stays until the next is here; the newest wins. */
export class FocusedAccount {
  readonly #port: DetailPort;
  readonly #appId: AppId;
  #detail = $state.raw<AccountDetail | undefined>(undefined);
  #manager = $state.raw<AccountManager | undefined>(undefined);
  #lookAlikes = $state.raw<readonly LookAlike[]>([]);
  #failure = $state.raw<AppError | undefined>(undefined);
  /** A new object for each wish: the same row asked for again is read again. */
  #wanted: { readonly row: RowIndex } | undefined;
  #isReading = false;

  constructor(port: DetailPort, appId: AppId) {
    this.#port = port;
    this.#appId = appId;
  }

  get detail(): AccountDetail | undefined {
    return this.#detail;
  }

  /** Comes after the detail: the first one of a large list takes its time. */
  get manager(): AccountManager | undefined {
    return this.#manager;
  }

  /** Comes last: the users' names are read once for it. */
  get lookAlikes(): readonly LookAlike[] {
    return this.#lookAlikes;
  }

  /** Why there is no detail of the account under focus. */
  get failure(): AppError | undefined {
    return this.#failure;
  }

  /** The detail, if it is of that very row: what a key decides must be about the account on the screen. */
  of(row: RowIndex): AccountDetail | undefined {
    return this.#detail?.account.row === row ? this.#detail : undefined;
  }

  show(row: RowIndex | undefined): void {
    this.#wanted = row === undefined ? undefined : { row };
    if (row === undefined) {
      this.#detail = this.#manager = this.#failure = undefined;
      this.#lookAlikes = [];
    } else if (!this.#isReading) void this.#read();
  }

  async #readManager(row: RowIndex, detail: AccountDetail): Promise<void> {
    const read = await this.#port.accountManager(this.#appId, row);
    if (read.ok && this.#detail === detail) this.#manager = read.value;
  }

  async #readLookAlikes(row: RowIndex, detail: AccountDetail): Promise<void> {
    const owners = detail.candidates.map(({ user }) => user.row);
    const read = await this.#port.lookAlikes(this.#appId, row, owners);
    if (read.ok && this.#detail === detail) this.#lookAlikes = read.value;
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      for (let wish = this.#wanted; wish; wish = this.#wanted === wish ? undefined : this.#wanted) {
        const read = await this.#port.accountDetail(this.#appId, wish.row);
        if (this.#wanted !== wish) continue;
        this.#detail = read.ok ? read.value : undefined;
        this.#manager = undefined;
        this.#lookAlikes = [];
        this.#failure = read.ok ? undefined : read.error;
        if (!read.ok) continue;
        void this.#readManager(wish.row, read.value);
        void this.#readLookAlikes(wish.row, read.value);
      }
    } finally {
      this.#isReading = false;
    }
  }
}
