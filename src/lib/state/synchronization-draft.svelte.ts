import type { ExactMatchAction, Synchronization } from '../model/synchronization';
import { newId } from '../model/ids';
import type { AttributePair, MatchingRule } from '../model/matching-rule';

/** What "Configure synchronization" holds while it is being edited. Nothing is in force before it is saved. */
export class SynchronizationDraft {
  #saved: Synchronization;
  #value: Synchronization;

  constructor(saved: Synchronization) {
    this.#saved = $state.raw(saved);
    this.#value = $state.raw(saved);
  }

  get value(): Synchronization {
    return this.#value;
  }

  get ladder(): readonly MatchingRule[] {
    return this.#value.rules.ladder;
  }

  get isChanged(): boolean {
    return JSON.stringify(this.#value) !== JSON.stringify(this.#saved);
  }

  /** What is in force now. An unchanged draft follows it; a changed one stays as the person left it. */
  follow(saved: Synchronization): void {
    if (!this.isChanged) this.#value = saved;
    this.#saved = saved;
  }

  reset(): void {
    this.#value = this.#saved;
  }

  setOnExactMatch(onExactMatch: ExactMatchAction): void {
    this.#value = { ...this.#value, onExactMatch };
  }

  setCaseSensitive(isCaseSensitive: boolean): void {
    this.#value = { ...this.#value, rules: { ...this.#value.rules, isCaseSensitive } };
  }

  addRule(): void {
    const pairs: AttributePair[] = [{ account: 'userName', user: 'userName' }];
    this.#setLadder([...this.ladder, { id: newId(), name: 'New rule', pairs, verdict: 'partial', isEnabled: true }]);
  }

  removeRule(index: number): void {
    this.#setLadder(this.ladder.filter((_, position) => position !== index));
  }

  changeRule(index: number, change: Partial<MatchingRule>): void {
    this.#setLadder(this.ladder.map((rule, position) => (position === index ? { ...rule, ...change } : rule)));
  }

  /** Swaps a rule with its neighbour: `by` is -1 (earlier) or 1 (later). */
  moveRule(index: number, by: -1 | 1): void {
    const ladder = [...this.ladder];
    const [rule] = ladder.splice(index, 1);
    if (rule) ladder.splice(index + by, 0, rule);
    this.#setLadder(ladder);
  }

  #setLadder(ladder: readonly MatchingRule[]): void {
    this.#value = { ...this.#value, rules: { ...this.#value.rules, ladder } };
  }
}
