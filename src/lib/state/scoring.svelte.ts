import { untrack } from 'svelte';
import type { AppId } from '../model/ids';
import type { Result } from '../model/result';
import type { AppError } from '../model/app-error';
import type { ScoringState } from '../protocol/suggestion-api';
import type { Muster } from './muster.svelte';

export type ScoringMuster = Pick<Muster, 'engine' | 'onScores' | 'revision'>;

/** While scores come in, what is on the screen is renewed at most this often. */
const RENEW_MS = 2000;

/** The scores of an app's accounts: worked out in the background while the app is looked at, unless somebody stops it. */
export class Scoring {
  readonly #muster: ScoringMuster;
  readonly #appId: AppId;
  /** Views are snapshots: opened anew, they have the scores that are known. */
  readonly #onRenewed: () => void;
  #state = $state.raw<ScoringState | undefined>(undefined);
  #renewedAt = 0;

  constructor(muster: ScoringMuster, appId: AppId, onRenewed: () => void) {
    this.#muster = muster;
    this.#appId = appId;
    this.#onRenewed = onRenewed;
    $effect(() => muster.onScores((of, state) => of === appId && this.#receive(state)));
    // The engine scores what has changed with the workspace.
    $effect(() => {
      if (muster.revision >= 0) untrack(() => this.#state?.kind !== 'stopped' && void this.start());
    });
  }

  /** Undefined before the engine has said anything. */
  get state(): ScoringState | undefined {
    return this.#state;
  }

  get hasScores(): boolean {
    const state = this.#state;
    return (state?.kind === 'done' && state.total > 0) || (state?.kind === 'running' && state.done > 0);
  }

  async start(): Promise<void> {
    this.#answer(await this.#muster.engine.api.startScoring(this.#appId));
  }

  async stop(): Promise<void> {
    this.#answer(await this.#muster.engine.api.stopScoring(this.#appId));
  }

  #answer(answer: Result<ScoringState, AppError>): void {
    this.#receive(answer.ok ? answer.value : { kind: 'failed', error: answer.error });
  }

  #receive(state: ScoringState): void {
    const before = this.#state;
    this.#state = state;
    const hasEnded = state.kind !== 'running' && before?.kind === 'running';
    if (state.kind === 'running' && before?.kind !== 'running') this.#renewedAt = Date.now();
    if (hasEnded || (state.kind === 'running' && Date.now() - this.#renewedAt >= RENEW_MS)) this.#renew();
  }

  #renew(): void {
    this.#renewedAt = Date.now();
    this.#onRenewed();
  }
}
