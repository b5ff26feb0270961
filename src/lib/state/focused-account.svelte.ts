import type { AppError } from '../model/app-error';
import type { AppId, RowIndex } from '../model/ids';
import type { Result } from '../model/result';
import type { AccountDetail, AccountManager, EngineApi, LookAlike } from '../protocol/engine-api';
import type { AccountSuggestions, SuggestionApi } from '../protocol/suggestion-api';
import { MOST_CANDIDATES, panelCandidates, type PanelCandidate } from './panel-candidates';

export type DetailPort = Pick<EngineApi, 'accountDetail' | 'accountManager' | 'lookAlikes'> &
  Pick<SuggestionApi, 'suggestions'>;

type Ranked = Result<AccountSuggestions, AppError>;

/** The account is shown with its ranked users at once, where they come within so long; else without, and they follow. */
const HOLD_MS = 40;

/** Everything about the account under focus. The one before stays until the next is here; the newest wins. */
export class FocusedAccount {
  readonly #port: DetailPort;
  readonly #appId: AppId;
  #detail = $state.raw<AccountDetail | undefined>(undefined);
  #ranked = $state.raw<{ readonly result: Ranked; readonly isLate: boolean } | undefined>(undefined);
  #manager = $state.raw<AccountManager | undefined>(undefined);
  #lookAlikes = $state.raw<readonly LookAlike[]>([]);
  #failure = $state.raw<AppError | undefined>(undefined);
  /** A new object for each wish: the same row asked for again is read again. */
  #wanted: { readonly row: RowIndex } | undefined;
  #isReading = false;

  /** As they stand on the screen, and as keys pick them. */
  readonly candidates = $derived.by<readonly PanelCandidate[]>(() =>
    this.#detail ? panelCandidates(this.#detail, this.suggestions, this.#ranked?.isLate) : []
  );

  constructor(port: DetailPort, appId: AppId) {
    this.#port = port;
    this.#appId = appId;
  }

  get detail(): AccountDetail | undefined {
    return this.#detail;
  }

  get suggestions(): AccountSuggestions | undefined {
    return this.#ranked?.result.ok ? this.#ranked.result.value : undefined;
  }

  /** The ranked users of the account on the screen are still being looked for. */
  get isRanking(): boolean {
    return this.#detail !== undefined && this.#ranked === undefined;
  }

  /** Why there are no ranked users. */
  get rankingFailure(): AppError | undefined {
    return this.#ranked && !this.#ranked.result.ok ? this.#ranked.result.error : undefined;
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

  /** Its candidates, if they are of that very row: what a key decides must be about the account on the screen. */
  candidatesOf(row: RowIndex): readonly PanelCandidate[] {
    return this.#detail?.account.row === row ? this.candidates : [];
  }

  show(row: RowIndex | undefined): void {
    this.#wanted = row === undefined ? undefined : { row };
    if (row === undefined) {
      this.#detail = this.#ranked = this.#manager = this.#failure = undefined;
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
        const ranking = this.#port.suggestions(this.#appId, wish.row, MOST_CANDIDATES);
        const read = await this.#port.accountDetail(this.#appId, wish.row);
        const early = read.ok && this.#wanted === wish ? await within(ranking, HOLD_MS) : undefined;
        if (this.#wanted !== wish) continue;
        this.#take(wish.row, read, early);
        if (read.ok && !early) void ranking.then((result) => this.#rankLate(read.value, result));
      }
    } finally {
      this.#isReading = false;
    }
  }

  #take(row: RowIndex, read: Result<AccountDetail, AppError>, early: Ranked | undefined): void {
    this.#detail = read.ok ? read.value : undefined;
    this.#ranked = early && { result: early, isLate: false };
    this.#manager = undefined;
    this.#lookAlikes = [];
    this.#failure = read.ok ? undefined : read.error;
    if (!read.ok) return;
    void this.#readManager(row, read.value);
    void this.#readLookAlikes(row, read.value);
  }

  #rankLate(detail: AccountDetail, result: Ranked): void {
    if (this.#detail === detail) this.#ranked = { result, isLate: true };
  }
}

function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  return Promise.race([promise, new Promise<undefined>((resolve) => setTimeout(resolve, ms))]);
}
