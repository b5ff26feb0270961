import type { BlindPair, BlindVerdict } from '../protocol/suggestion-api';
import type { BlindAnswers } from './blind-keys';

/** The first pair without an answer behind this one, then those before it; the one itself where all are answered. */
export function nextUnanswered(verdicts: readonly (BlindVerdict | undefined)[], from: number): number {
  const count = verdicts.length;
  for (let step = 1; step <= count; step++) {
    const place = (from + step) % count;
    if (verdicts[place] === undefined) return place;
  }
  return from;
}

/** Pairs that a person looks at, one after the other, before many of their kind are decided. All of them are here. */
export class BlindReview implements BlindAnswers {
  readonly pairs: readonly BlindPair[];
  #verdicts = $state.raw<readonly (BlindVerdict | undefined)[]>([]);
  #position = $state(0);

  constructor(pairs: readonly BlindPair[]) {
    this.pairs = pairs;
    this.#verdicts = pairs.map(() => undefined);
  }

  get position(): number {
    return this.#position;
  }

  get verdicts(): readonly (BlindVerdict | undefined)[] {
    return this.#verdicts;
  }

  get current(): BlindPair | undefined {
    return this.pairs[this.#position];
  }

  /** With right or wrong. */
  get answered(): number {
    return this.#count('right') + this.wrong;
  }

  get wrong(): number {
    return this.#count('wrong');
  }

  get isDone(): boolean {
    return this.#verdicts.every((verdict) => verdict !== undefined);
  }

  answer(verdict: BlindVerdict): void {
    this.#verdicts = this.#verdicts.with(this.#position, verdict);
    this.#position = nextUnanswered(this.#verdicts, this.#position);
  }

  move(by: 1 | -1): void {
    this.#position = Math.max(0, Math.min(this.#position + by, this.pairs.length - 1));
  }

  #count(wanted: BlindVerdict): number {
    return this.#verdicts.filter((verdict) => verdict === wanted).length;
  }
}
