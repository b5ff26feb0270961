import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import { MOST_REVIEWED } from '../model/link-review';
import type { BlindPair, BlindVerdict, QualityReview } from '../protocol/suggestion-api';
import type { BlindAnswers } from './blind-keys';
import { nextUnanswered } from './blind-review.svelte';
import type { Muster } from './muster.svelte';

export type QualityMuster = Pick<Muster, 'engine' | 'isReadOnly' | 'notices'>;

export type QualityPhase =
  /** `empty`: no link was made by rules. */
  | { readonly status: 'reading' | 'none' | 'drawing' | 'empty' }
  | { readonly status: 'drawn'; readonly review: QualityReview }
  | { readonly status: 'failed'; readonly error: AppError };

/** With none wrong of the largest it is below 1 %, 95 % sure; fewer say less, in less time. */
export const SAMPLE_SIZES = [100, 200, MOST_REVIEWED] as const;

/** How often automatic links of an app are wrong, as a person finds who looks at a random sample of them. */
export class QualityPage implements BlindAnswers {
  readonly #muster: QualityMuster;
  readonly #appId: AppId;
  #phase = $state.raw<QualityPhase>({ status: 'reading' });
  #position = $state(0);
  #pair = $state.raw<BlindPair | undefined>(undefined);
  /** Where the pair stands that is being read: until it is here, no answer is taken for the one before. */
  #wanted = 0;
  #pairFailure = $state.raw<AppError | undefined>(undefined);
  #isAnswering = false;

  constructor(muster: QualityMuster, appId: AppId) {
    this.#muster = muster;
    this.#appId = appId;
  }

  get phase(): QualityPhase {
    return this.#phase;
  }

  get review(): QualityReview | undefined {
    return this.#phase.status === 'drawn' ? this.#phase.review : undefined;
  }

  /** Of the pair on the screen, from 0. */
  get position(): number {
    return this.#position;
  }

  /** The one before stays until this one is here. */
  get pair(): BlindPair | undefined {
    return this.#pair;
  }

  get pairFailure(): AppError | undefined {
    return this.#pairFailure;
  }

  get isReadOnly(): boolean {
    return this.#muster.isReadOnly;
  }

  get verdict(): BlindVerdict | undefined {
    return this.review?.pairs[this.#position]?.verdict;
  }

  async read(): Promise<void> {
    const read = await this.#muster.engine.api.qualityReview(this.#appId);
    if (!read.ok) this.#phase = { status: 'failed', error: read.error };
    else if (!read.value) this.#phase = { status: 'none' };
    else this.#begin(read.value);
  }

  /** Drops the sample before. */
  async draw(size: number): Promise<void> {
    if (this.isReadOnly || this.#phase.status === 'drawing') return;
    this.#phase = { status: 'drawing' };
    const drawn = await this.#muster.engine.api.drawQualitySample(this.#appId, size);
    if (drawn.ok) this.#begin(drawn.value);
    else if (drawn.error.kind === 'nothing-to-do') this.#phase = { status: 'empty' };
    else this.#phase = { status: 'failed', error: drawn.error };
  }

  answer(verdict: BlindVerdict): void {
    const isOnScreen = this.#pair !== undefined && this.#wanted === this.#position;
    if (isOnScreen && !this.isReadOnly && !this.#isAnswering) void this.#answer(verdict);
  }

  move(by: 1 | -1): void {
    const count = this.review?.pairs.length ?? 0;
    this.#goTo(Math.max(0, Math.min(this.#wanted + by, count - 1)));
  }

  #begin(review: QualityReview): void {
    this.#phase = { status: 'drawn', review };
    this.#goTo(Math.max(0, nextUnanswered(verdictsOf(review), -1)));
  }

  async #answer(verdict: BlindVerdict): Promise<void> {
    const asked = this.review?.pairs[this.#position];
    if (!asked) return;
    this.#isAnswering = true;
    const answered = await this.#muster.engine.api.answerBlindPair(this.#appId, asked.row, verdict);
    this.#isAnswering = false;
    if (!answered.ok) return this.#muster.notices.failed(answered.error);
    this.#phase = { status: 'drawn', review: answered.value };
    this.#goTo(nextUnanswered(verdictsOf(answered.value), this.#position));
  }

  #goTo(position: number): void {
    this.#wanted = position;
    void this.#readPair(position);
  }

  async #readPair(position: number): Promise<void> {
    const asked = this.review?.pairs[position];
    if (!asked) return;
    const read = await this.#muster.engine.api.readBlindPair(this.#appId, asked.row);
    if (position !== this.#wanted) return;
    this.#position = position;
    this.#pair = read.ok ? read.value : undefined;
    this.#pairFailure = read.ok ? undefined : read.error;
  }
}

const verdictsOf = ({ pairs }: QualityReview) => pairs.map(({ verdict }) => verdict);
