import type { AppError } from '../model/app-error';
import type { AppId, RowIndex } from '../model/ids';
import type { AccountDetail, EngineApi } from '../protocol/engine-api';

export type DetailPort = Pick<EngineApi, 'accountDetail'>;

/** Everything about the account under focus. The one before stays until the next is here; the newest wins. */
export class FocusedAccount {
  readonly #port: DetailPort;
  readonly #appId: AppId;
  #detail = $state.raw<AccountDetail | undefined>(undefined);
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
    if (row === undefined) this.#detail = this.#failure = undefined;
    else if (!this.#isReading) void this.#read();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      for (let wish = this.#wanted; wish; wish = this.#wanted === wish ? undefined : this.#wanted) {
        const read = await this.#port.accountDetail(this.#appId, wish.row);
        if (this.#wanted !== wish) continue;
        this.#detail = read.ok ? read.value : undefined;
        this.#failure = read.ok ? undefined : read.error;
      }
    } finally {
      this.#isReading = false;
    }
  }
}
