import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import { proportionInterval } from '../model/proportion-interval';
import { SURE_PERCENT } from '../model/score-range';
import type { DecisionCommand, EngineApi } from '../protocol/engine-api';
import type { RowSelection } from '../protocol/view';
import { BlindReview } from './blind-review.svelte';

export type AcceptPort = Pick<EngineApi, 'previewDecision' | 'sampleSuggestions'>;

/** Below it a person should look at each. */
export const LEAST_THRESHOLD = 50;
export const MOST_THRESHOLD = 99;
const SAMPLE_SIZE = 20;

/** What accepting would do at a threshold. */
export interface AcceptTally {
  readonly applies: number;
  /** Undecided, with a best user who does not reach it, or whom another account wants too. */
  readonly below: number;
  /** Decided already, or nobody was found. */
  readonly others: number;
}

export type SampleState =
  | { readonly status: 'none' | 'drawing' }
  | { readonly status: 'drawn'; readonly review: BlindReview }
  | { readonly status: 'failed'; readonly error: AppError };

/** Linking many accounts to the best of their suggested users: how sure it has to be, what that does, a look at some of them. */
export class AcceptBest {
  readonly #port: AcceptPort;
  readonly #appId: AppId;
  /** As it is now: a view is renewed while the dialog is open. */
  readonly #selection: () => RowSelection;
  #threshold = $state(SURE_PERCENT);
  #tally = $state.raw<AcceptTally | undefined>(undefined);
  #failure = $state.raw<AppError | undefined>(undefined);
  #sample = $state.raw<SampleState>({ status: 'none' });
  #isAskedAgain = $state(false);
  #isReading = false;

  constructor(port: AcceptPort, appId: AppId, selection: () => RowSelection) {
    this.#port = port;
    this.#appId = appId;
    this.#selection = selection;
    void this.#read();
  }

  /** In whole percent. */
  get threshold(): number {
    return this.#threshold;
  }

  /** Of the threshold; `undefined` while the engine counts. */
  get tally(): AcceptTally | undefined {
    return this.#tally;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  get sample(): SampleState {
    return this.#sample;
  }

  /** Share of wrong links that the sample lets expect; `undefined` unless one was found wrong. */
  readonly doubt = $derived.by(() => {
    const review = this.#sample.status === 'drawn' ? this.#sample.review : undefined;
    return review && review.wrong > 0 ? proportionInterval(review.wrong, review.answered) : undefined;
  });

  /** Something was found wrong, and the person was told what that means: the next press is meant. */
  get isAskedAgain(): boolean {
    return this.#isAskedAgain;
  }

  get command(): DecisionCommand {
    return this.#commandAt(this.#threshold);
  }

  /** What was looked at belongs to the threshold before: it is asked again. */
  setThreshold(percent: number): void {
    if (!Number.isFinite(percent)) return;
    const next = Math.round(Math.min(MOST_THRESHOLD, Math.max(LEAST_THRESHOLD, percent)));
    if (next === this.#threshold) return;
    this.#threshold = next;
    this.#tally = undefined;
    this.#sample = { status: 'none' };
    this.#isAskedAgain = false;
    if (!this.#isReading) void this.#read();
  }

  async draw(): Promise<void> {
    const threshold = this.#threshold;
    this.#sample = { status: 'drawing' };
    const drawn = await this.#port.sampleSuggestions(this.#appId, this.#selection(), threshold, SAMPLE_SIZE);
    if (threshold !== this.#threshold) return;
    this.#sample = drawn.ok
      ? { status: 'drawn', review: new BlindReview(drawn.value) }
      : { status: 'failed', error: drawn.error };
  }

  /** False: something was found wrong, and the person is asked once more before it is done. */
  confirm(): boolean {
    if (!this.doubt || this.#isAskedAgain) return true;
    this.#isAskedAgain = true;
    return false;
  }

  #commandAt(atLeast: number): DecisionCommand {
    return { kind: 'accept-suggestions', appId: this.#appId, selection: this.#selection(), atLeast };
  }

  /** The newest threshold wins. */
  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      let counted: number | undefined;
      while (counted !== this.#threshold) {
        counted = this.#threshold;
        const [there, all] = await Promise.all([
          this.#port.previewDecision(this.#commandAt(counted)),
          this.#port.previewDecision(this.#commandAt(0))
        ]);
        if (counted !== this.#threshold) continue;
        this.#failure = there.ok ? (all.ok ? undefined : all.error) : there.error;
        if (!there.ok || !all.ok) continue;
        const { applies } = there.value;
        const below = Math.max(0, all.value.applies - applies);
        this.#tally = { applies, below, others: there.value.stays - below };
      }
    } finally {
      this.#isReading = false;
    }
  }
}
