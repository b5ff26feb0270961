import type { AppError } from '../model/app-error';
import { newId } from '../model/ids';
import type { ImportMode } from '../model/import-run';
import type { AttributePair, MatchingRule } from '../model/matching-rule';
import type { CronSchedule, MatchCriteria, Synchronization } from '../model/synchronization';
import { cronScheduleProblem, type CronScheduleProblem } from '../schedule/schedule-problem';
import {
  readSafeguards,
  safeguardProblems,
  safeguardTexts,
  type SafeguardField,
  type SafeguardTexts
} from './safeguard-texts';

/** As the engine names it; any other place is an attribute. */
const USERNAME_FORMAT_PLACE = 'Username format';

export type ExpressionRefusal = Extract<AppError, { kind: 'expression-invalid' | 'expression-too-slow' }>;

/** What "Configure synchronization" holds while it is being edited. Nothing is in force before it is saved. */
export class SynchronizationDraft {
  #saved: Synchronization;
  #value: Synchronization;
  #texts: SafeguardTexts;
  #refusal = $state.raw<ExpressionRefusal | undefined>(undefined);

  readonly #limitProblems = $derived.by(() => safeguardProblems(this.#texts));
  readonly #scheduleProblems = $derived.by(() => {
    const { full, incremental } = this.#value.schedules;
    return { full: full && cronScheduleProblem(full), incremental: incremental && cronScheduleProblem(incremental) };
  });

  constructor(saved: Synchronization) {
    this.#saved = $state.raw(saved);
    this.#value = $state.raw(saved);
    this.#texts = $state.raw(safeguardTexts(saved.safeguards));
  }

  get value(): Synchronization {
    return this.#value;
  }

  /** What is in force. */
  get saved(): Synchronization {
    return this.#saved;
  }

  get ladder(): readonly MatchingRule[] {
    return this.#value.rules.ladder;
  }

  /** The limits as typed, which may not be numbers. */
  get limits(): SafeguardTexts {
    return this.#texts;
  }

  get limitProblems(): Partial<Record<SafeguardField, string>> {
    return this.#limitProblems;
  }

  get scheduleProblems(): Readonly<Record<ImportMode, CronScheduleProblem | undefined>> {
    return this.#scheduleProblems;
  }

  /** The expression for which the engine refused to save. Gone with the next change. */
  get refusal(): ExpressionRefusal | undefined {
    return this.#refusal;
  }

  /** Where it was written. */
  get refusedSection(): 'username' | 'mappings' | undefined {
    if (!this.#refusal) return undefined;
    return this.#refusal.where === USERNAME_FORMAT_PLACE ? 'username' : 'mappings';
  }

  get problemCount(): number {
    const { full, incremental } = this.#scheduleProblems;
    return Object.keys(this.#limitProblems).length + (full ? 1 : 0) + (incremental ? 1 : 0) + (this.#refusal ? 1 : 0);
  }

  get isChanged(): boolean {
    return this.#hasOtherLimits || JSON.stringify(this.#value) !== JSON.stringify(this.#saved);
  }

  get #hasOtherLimits(): boolean {
    return JSON.stringify(this.#texts) !== JSON.stringify(safeguardTexts(this.#saved.safeguards));
  }

  /** What is in force now. An unchanged draft follows it; a changed one stays as the person left it. */
  follow(saved: Synchronization): void {
    const isChanged = this.isChanged;
    this.#saved = saved;
    if (!isChanged) this.reset();
  }

  reset(): void {
    this.#value = this.#saved;
    this.#texts = safeguardTexts(this.#saved.safeguards);
    this.#refusal = undefined;
  }

  set(change: Partial<Synchronization>): void {
    this.#value = { ...this.#value, ...change };
    this.#refusal = undefined;
  }

  setCaseSensitive(isCaseSensitive: boolean): void {
    this.set({ rules: { ...this.#value.rules, isCaseSensitive } });
  }

  setCriteria(change: Partial<MatchCriteria>): void {
    this.set({ criteria: { ...this.#value.criteria, ...change } });
  }

  setLimit(field: SafeguardField, text: string): void {
    this.#texts = { ...this.#texts, [field]: text };
    const isReadable = Object.keys(safeguardProblems(this.#texts)).length === 0;
    if (isReadable) this.set({ safeguards: readSafeguards(this.#texts) });
  }

  setSchedule(mode: ImportMode, schedule: CronSchedule | undefined): void {
    this.set({ schedules: { ...this.#value.schedules, [mode]: schedule } });
  }

  setWhenDue(whenDue: 'start' | 'offer'): void {
    this.set({ schedules: { ...this.#value.schedules, whenDue } });
  }

  /** The engine did not take an expression; it is marked where it was written. */
  refuse(refusal: ExpressionRefusal): void {
    this.#refusal = refusal;
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
    this.set({ rules: { ...this.#value.rules, ladder } });
  }
}
