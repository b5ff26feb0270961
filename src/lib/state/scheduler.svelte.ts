import { noteNextDue, onDueCheck, registerDueCheck } from '../clients/due-check';
import { missingGate, type App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { Watermark } from '../model/connection';
import type { AppId } from '../model/ids';
import { isUnderWay, type ImportMode, type ImportRun } from '../model/import-run';
import type { Result } from '../model/result';
import type { AppOverview } from '../protocol/engine-api';
import { dueRuns, nextDue, type DueRun } from '../schedule/due-runs';
import { errorMessage } from './error-message';
import { askForFile, canRememberFiles } from './file-handle';
import { formatCountOf } from './format';
import type { Muster } from './muster.svelte';
import type { GetScheduledList, ScheduledList } from './scheduled-list';
import { importBySchedule, type ScheduledResult } from './scheduled-import';
import type { SourceFiles } from './source-file.svelte';

/** A timer sleeps with the laptop and may be late: the clock is looked at this often at least. */
const LOOK_EVERY_MS = 60_000;
/** And not more often than this, so that a time in the past cannot keep the page busy. */
const LOOK_AFTER_MS = 500;

/** An import that is due and waits for a person. */
export interface DueOffer extends DueRun {
  readonly appId: AppId;
  readonly appName: string;
  /** Why it did not start by itself, where it should have. */
  readonly reason: string | undefined;
}

/** What came of a person's "Import now". `look`: the file has to be seen before it comes in. */
export type ImportNow =
  | { readonly kind: 'done' | 'not-done' }
  | { readonly kind: 'look'; readonly file: File; readonly mode: ImportMode }
  /** The person gets the list of the system in the app's import, where a token can be given. */
  | { readonly kind: 'ask'; readonly mode: ImportMode };

type SchedulerMuster = Pick<Muster, 'overview' | 'workspaces' | 'app' | 'importing' | 'jobs' | 'notices'>;
type Sources = Pick<SourceFiles, 'readSource' | 'choose'>;

/**
 * Starts or offers imports that are due, while Muster is open: one after the other, only in the tab that writes, only
 * for apps that offer Import. What failed, was held back or put off waits for a person, or for the next time.
 */
export class Scheduler {
  readonly #muster: SchedulerMuster;
  readonly #sources: Sources;
  readonly #getList: GetScheduledList;
  #now = $state(Date.now());
  #isRunning = $state(false);
  /** Until when nothing counts as due: it was put off, or cancelled. Only in this tab. */
  #putOff = $state.raw<ReadonlyMap<AppId, number>>(new Map());
  /** Why the run that is due since then did not come about by itself. */
  #reasons = $state.raw<ReadonlyMap<AppId, { readonly dueSince: number; readonly text: string }>>(new Map());
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #due = $derived.by(() => this.#dueNow());
  readonly #offers = $derived.by(() => (this.#isRunning ? [] : this.#due.filter((due) => !this.#startsAlone(due))));

  constructor(muster: SchedulerMuster, sources: Sources, getList: GetScheduledList) {
    this.#muster = muster;
    this.#sources = sources;
    this.#getList = getList;
  }

  /** What is due and was not, or not yet, started. */
  get offers(): readonly DueOffer[] {
    return this.#offers;
  }

  /** When something comes due in the open workspace; undefined when nothing is planned. */
  get nextDueAt(): number | undefined {
    const times = (this.#muster.overview?.apps ?? [])
      .filter(({ app }) => !missingGate(app))
      .map(({ app, lastSucceeded }) => nextDue(app, lastSucceeded))
      .filter((time) => time !== undefined);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** From now on, until the function that it gives is called. */
  start(): () => void {
    const look = () => document.visibilityState === 'visible' && this.check();
    document.addEventListener('visibilitychange', look);
    const forget = onDueCheck(() => this.check());
    this.check();
    return () => {
      clearTimeout(this.#timer);
      document.removeEventListener('visibilitychange', look);
      forget();
    };
  }

  /** While no page is open, the service worker can at least mark the icon, where the browser lets it. */
  async noteForClosedTimes(): Promise<void> {
    const { overview, workspaces } = this.#muster;
    if (!overview || !workspaces) return;
    const at = this.nextDueAt;
    await noteNextDue(
      overview.workspace.id,
      at,
      workspaces.map(({ id }) => id)
    );
    if (at !== undefined) await registerDueCheck();
  }

  /** Looks at the clock, starts what is due, and sleeps until the next time. */
  check(): void {
    clearTimeout(this.#timer);
    this.#now = Date.now();
    const { nextDueAt } = this;
    // Where nothing is planned nothing wakes the page.
    if (nextDueAt !== undefined) this.#timer = setTimeout(() => this.check(), sleepUntil(nextDueAt, this.#now));
    if (this.#isRunning || this.#muster.jobs.isAny) return;
    const next = this.#due.find((due) => this.#startsAlone(due));
    if (next) void this.#start(next);
  }

  /** Until the schedule's next time. */
  putOff({ appId }: DueOffer): void {
    this.#putOff = new Map(this.#putOff).set(appId, Date.now());
  }

  /** On a click: asks for permission or for the file where it has to. */
  async importNow(offer: DueOffer): Promise<ImportNow> {
    const list = await this.#listOf(offer);
    if (list.kind === 'waits') return { kind: 'ask', mode: offer.mode };
    if (list.kind === 'unchanged') return { kind: 'done' };
    if (list.kind === 'list') {
      const result = await this.#import(offer, list.file, list.origin.watermark);
      // Once more, before a person's eyes: a file alone would not say that it holds changes only.
      return result?.kind === 'held-back' ? { kind: 'ask', mode: offer.mode } : { kind: result ? 'done' : 'not-done' };
    }
    const read = await this.#askForFile(offer.appId);
    if (!read.ok) {
      this.#muster.notices.failed(read.error);
      return { kind: 'not-done' };
    }
    const file = read.value;
    if (!file) return { kind: 'not-done' };
    const result = await this.#import(offer, file);
    if (result?.kind === 'held-back') return { kind: 'look', file, mode: offer.mode };
    return { kind: result ? 'done' : 'not-done' };
  }

  async #askForFile(appId: AppId): Promise<Result<File | undefined, AppError>> {
    const read = await this.#sources.readSource(appId);
    if (read.ok || read.error.kind !== 'source-missing') return read;
    if (!canRememberFiles()) return { ok: true, value: await askForFile() };
    const chosen = await this.#sources.choose(appId);
    if (!chosen.ok || !chosen.value) return chosen.ok ? { ok: true, value: undefined } : chosen;
    return this.#sources.readSource(appId);
  }

  #dueNow(): readonly DueOffer[] {
    const { overview } = this.#muster;
    if (overview?.access !== 'writer') return [];
    return overview.apps.flatMap((entry) =>
      this.#dueOf(entry).map((due) => ({ ...due, ...nameOf(entry.app), reason: this.#reasonOf(entry.app.id, due) }))
    );
  }

  #dueOf({ app, lastImport, lastSucceeded, heldRuns }: AppOverview): readonly DueRun[] {
    if (missingGate(app) || isUnderWay(lastImport) || heldRuns.length > 0) return [];
    const settled = Math.max(this.#putOff.get(app.id) ?? 0, settledBy(lastImport));
    const full = Math.max(lastSucceeded.full ?? 0, settled);
    return dueRuns(app, { ...lastSucceeded, full }, this.#now);
  }

  #reasonOf(appId: AppId, { dueSince }: DueRun): string | undefined {
    const reason = this.#reasons.get(appId);
    return reason?.dueSince === dueSince ? reason.text : undefined;
  }

  #startsAlone({ appId, reason }: DueOffer): boolean {
    const whenDue = this.#muster.app(appId)?.app.synchronization.schedules.whenDue;
    return whenDue === 'start' && reason === undefined;
  }

  async #start(due: DueOffer): Promise<void> {
    const list = await this.#listOf(due);
    if (list.kind === 'none') return this.#startWithFile(due);
    if (list.kind === 'waits') this.#noteReason(due, list.reason);
    if (list.kind === 'list') await this.#import(due, list.file, list.origin.watermark);
    this.check();
  }

  /** What has not changed is done with until its next time. */
  async #listOf(due: DueOffer): Promise<ScheduledList> {
    const app = this.#muster.app(due.appId)?.app;
    if (!app || this.#isRunning) return { kind: 'none' };
    this.#isRunning = true;
    const list = await this.#getList(app, due.mode).finally(() => (this.#isRunning = false));
    if (list.kind === 'unchanged') this.putOff(due);
    return list;
  }

  async #startWithFile(due: DueOffer): Promise<void> {
    this.#isRunning = true;
    const read = await this.#sources.readSource(due.appId, false);
    this.#isRunning = false;
    if (read.ok) await this.#import(due, read.value);
    else this.#noteReason(due, read.error.kind === 'source-missing' ? NO_FILE : sentence(read.error));
    this.check();
  }

  /** Undefined when it failed or was cancelled. */
  async #import(due: DueOffer, file: File, watermark?: Watermark): Promise<ScheduledResult | undefined> {
    const app = this.#muster.app(due.appId)?.app;
    if (!app || this.#isRunning) return undefined;
    this.#isRunning = true;
    const { jobs, importing } = this.#muster;
    const outcome = await jobs
      .run(`Import ${app.name} by its schedule`, (signal, onProgress) =>
        importBySchedule(importing, { app, mode: due.mode, file, watermark }, signal, onProgress)
      )
      .finally(() => (this.#isRunning = false));
    if (outcome.status === 'cancelled') this.putOff(due);
    if (outcome.status === 'failed') this.#noteReason(due, sentence(outcome.error));
    if (outcome.status !== 'done') return undefined;
    if (outcome.value.kind === 'held-back') this.#noteReason(due, outcome.value.reason);
    else this.#tell(app, outcome.value.run);
    // Also where this page's clock is ahead of the engine's: what was done is not due again.
    if (outcome.value.kind === 'run') this.putOff(due);
    return outcome.value;
  }

  #noteReason({ appId, dueSince }: DueOffer, text: string): void {
    this.#reasons = new Map(this.#reasons).set(appId, { dueSince, text });
  }

  #tell(app: App, run: ImportRun): void {
    const { notices } = this.#muster;
    if (run.status === 'held') {
      notices.done(`The import of ${app.name} is held`, 'A safeguard stopped it; nothing was written. See the desk.');
      return;
    }
    const { created, updated } = run.rows;
    const detail = `${formatCountOf(created, 'account', 'accounts')} created, ${formatCountOf(updated, 'account', 'accounts')} updated`;
    notices.done(`${app.name} imported by its schedule`, detail, true);
  }
}

const NO_FILE = 'No file is remembered, or it is not there any more.';

function sleepUntil(dueAt: number, now: number): number {
  return dueAt > now ? Math.min(LOOK_EVERY_MS, Math.max(LOOK_AFTER_MS, dueAt - now)) : LOOK_EVERY_MS;
}

function nameOf(app: App): { readonly appId: AppId; readonly appName: string } {
  return { appId: app.id, appName: app.name };
}

/** A run by schedule that a person ended, or that was rejected, is not offered again before its next time. */
function settledBy(run: ImportRun | undefined): number {
  return run?.trigger === 'schedule' && run.status === 'cancelled' ? (run.endedAt ?? run.startedAt) : 0;
}

function sentence(error: AppError): string {
  const { title, cause } = errorMessage(error);
  return `${title} ${cause}`;
}
