import type { HoldKind } from '../model/hold-cause';
import type { ImportRun } from '../model/import-run';
import type { ProposedRow } from '../protocol/proposed-row';
import { tellEnd } from './import-notice';
import type { Muster } from './muster.svelte';
import { PagedRows } from './paged-rows.svelte';

type HeldMuster = Pick<Muster, 'engine' | 'jobs' | 'notices' | 'app' | 'domain'>;

/** A run that a safeguard holds: which rows tripped it, and what a person decides about it. */
export class HeldRun {
  readonly run: ImportRun;
  readonly rows: PagedRows<ProposedRow>;
  readonly #muster: HeldMuster;
  #cause = $state<HoldKind | undefined>();
  #isDeciding = $state(false);

  constructor(muster: HeldMuster, run: ImportRun) {
    this.#muster = muster;
    this.run = run;
    this.rows = new PagedRows(async (range) => {
      const cause = this.#cause;
      if (cause) return muster.engine.api.heldRows(run.id, cause, range);
      return { ok: true, value: { total: 0, start: 0, rows: [] } };
    });
    const [first] = run.holds;
    if (first) this.show(first.kind);
  }

  /** The cause whose rows are listed. */
  get cause(): HoldKind | undefined {
    return this.#cause;
  }

  get isDeciding(): boolean {
    return this.#isDeciding;
  }

  show(cause: HoldKind): void {
    this.#cause = cause;
    this.rows.need(0, 1);
    void this.rows.renew();
  }

  /** Carries it out in spite of the safeguards. Which end it took is told by a message. */
  async allow(reason: string): Promise<void> {
    const { id, fileName, target } = this.run;
    const place =
      target.kind === 'accounts'
        ? this.#muster.app(target.appId)?.app.name
        : this.#muster.domain(target.domainId)?.domain.name;
    this.#isDeciding = true;
    this.#muster.notices.done('Import started', `“${fileName}” into ${place ?? ''}`);
    const outcome = await this.#muster.jobs.run<ImportRun>(
      `Import into ${place ?? ''}`,
      (_signal, onProgress) => this.#muster.engine.allowRun(id, reason, onProgress),
      { canCancel: false, about: target.kind === 'accounts' ? target.appId : target.domainId }
    );
    this.#isDeciding = false;
    tellEnd(this.#muster.notices, outcome, undefined);
  }

  /** Ends it as cancelled; its rows are forgotten. */
  async reject(reason: string): Promise<void> {
    this.#isDeciding = true;
    const rejected = await this.#muster.engine.api.rejectRun(this.run.id, reason);
    this.#isDeciding = false;
    if (rejected.ok) this.#muster.notices.done('Import rejected', 'Its rows are forgotten; nothing has changed.');
    else this.#muster.notices.failed(rejected.error);
  }
}
