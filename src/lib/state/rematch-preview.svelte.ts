import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import type { Synchronization } from '../model/synchronization';
import type { JobOutcome, JobProgress } from '../protocol/job';
import type { ProposedRow } from '../protocol/proposed-row';
import type { RematchPreview as Preview, Transition } from '../protocol/rematch-api';
import type { StepOutcome } from '../protocol/step-outcome';
import type { Muster } from './muster.svelte';
import { PagedRows } from './paged-rows.svelte';

export type TransitionCell = Pick<Transition, 'before' | 'after'>;

export type RematchPhase =
  | { readonly status: 'closed' }
  | { readonly status: 'matching'; readonly progress: JobProgress | undefined }
  | { readonly status: 'shown'; readonly preview: Preview }
  | { readonly status: 'applying'; readonly preview: Preview }
  | { readonly status: 'failed'; readonly error: AppError };

type RematchMuster = Pick<Muster, 'engine' | 'jobs' | 'app' | 'step'>;

/** What matching again would do to an app's accounts: computed, looked at, then applied or discarded. */
export class RematchPreview {
  readonly #muster: RematchMuster;
  readonly #appId: AppId;
  readonly rows: PagedRows<ProposedRow>;
  #phase = $state.raw<RematchPhase>({ status: 'closed' });
  #cell = $state.raw<TransitionCell | undefined>(undefined);
  #synchronization: Synchronization | undefined;
  #work = new AbortController();

  constructor(muster: RematchMuster, appId: AppId) {
    this.#muster = muster;
    this.#appId = appId;
    this.rows = new PagedRows((range) => this.#readRows(range));
  }

  get phase(): RematchPhase {
    return this.#phase;
  }

  get isOpen(): boolean {
    return this.#phase.status !== 'closed';
  }

  /** The cell of the table whose rows are listed. */
  get cell(): TransitionCell | undefined {
    return this.#cell;
  }

  /** Looks at the settings as they are saved; with `synchronization`, as it would be with these. */
  async open(synchronization?: Synchronization): Promise<void> {
    this.#forget();
    this.#synchronization = synchronization;
    const work = new AbortController();
    this.#work = work;
    this.#phase = { status: 'matching', progress: undefined };
    const name = this.#muster.app(this.#appId)?.app.name ?? '';
    const outcome = await this.#muster.jobs.run<Preview>(`Match again: ${name}`, (signal, onProgress) => {
      signal.addEventListener('abort', () => this.close(), { once: true });
      return this.#muster.engine.previewRematch(this.#appId, synchronization, (progress) => {
        onProgress(progress);
        if (!work.signal.aborted) this.#phase = { status: 'matching', progress };
      });
    });
    if (work.signal.aborted) {
      if (outcome.status === 'done') void this.#muster.engine.api.discardRematch(outcome.value.previewId);
    } else if (outcome.status === 'done') {
      this.#phase = { status: 'shown', preview: outcome.value };
      const first = mostTelling(outcome.value.transitions);
      if (first) this.show(first);
    } else {
      this.#phase = outcome.status === 'failed' ? outcome : { status: 'closed' };
    }
  }

  /** Makes it again, after somebody has changed what it rests on. */
  retry(): void {
    void this.open(this.#synchronization);
  }

  show({ before, after }: TransitionCell): void {
    this.#cell = { before, after };
    this.rows.need(0, 1);
    void this.rows.renew();
  }

  /** Makes it true, as one step of the history. */
  async apply(): Promise<boolean> {
    const phase = this.#phase;
    if (phase.status !== 'shown') return false;
    const { preview } = phase;
    this.#phase = { status: 'applying', preview };
    const outcome = await this.#muster.jobs.track<JobOutcome<StepOutcome>>(
      this.#muster.engine.api.applyRematch(preview.previewId)
    );
    if (outcome.status === 'failed') this.#phase = outcome;
    else this.#phase = { status: 'closed' };
    return outcome.status === 'done' && this.#muster.step(Promise.resolve({ ok: true, value: outcome.value }));
  }

  /** Nothing changes: what was computed is forgotten. */
  close(): void {
    this.#forget();
    this.#phase = { status: 'closed' };
  }

  #forget(): void {
    const phase = this.#phase;
    this.#work.abort();
    this.#cell = undefined;
    if (phase.status === 'shown') void this.#muster.engine.api.discardRematch(phase.preview.previewId);
  }

  async #readRows(range: { readonly start: number; readonly end: number }) {
    const phase = this.#phase;
    const cell = this.#cell;
    if (!cell || (phase.status !== 'shown' && phase.status !== 'applying')) return { ok: true as const, value: EMPTY };
    return this.#muster.engine.api.rematchRows(phase.preview.previewId, cell, range);
  }
}

const EMPTY = { total: 0, start: 0, rows: [] };

/** Where people look first: the cell with the most rows of which something would change. */
export function mostTelling(transitions: readonly Transition[]): Transition | undefined {
  const weight = ({ before, after, count, changed }: Transition) => (before === after ? changed : count);
  const [most] = transitions.toSorted((one, other) => weight(other) - weight(one));
  return most && weight(most) > 0 ? most : undefined;
}
