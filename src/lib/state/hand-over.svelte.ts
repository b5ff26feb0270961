import type { AppError } from '../model/app-error';
import type { Commit, PlanScope } from '../model/commit';
import type { CommitTarget } from '../model/commit-target';
import { FILE_FORMATS, type FileFormat } from '../model/file-format';
import type { JobOutcome, JobProgress, OnProgress } from '../protocol/job';
import type { FileSink, HandedOver, HandOverRequest, PlanApi, PlanOverview } from '../protocol/plan-api';
import { namedApps } from './commit-choices.svelte';
import { deletionsIn } from './commit-problem';
import { safeFileName } from './download';
import { firstChoice, formatsFor } from './hand-over-formats';
import type { SaveSink } from './hand-over-sink';
import type { RunningJobs } from './running-jobs.svelte';

export interface HandOverPort {
  readonly handOver: (
    request: HandOverRequest,
    sink: FileSink,
    onProgress: OnProgress
  ) => Promise<JobOutcome<HandedOver>>;
  readonly startCommit: PlanApi['startCommit'];
  readonly openSink: (suggestedName: string) => Promise<SaveSink | undefined>;
  readonly jobs: Pick<RunningJobs, 'run'>;
  readonly today: () => Date;
}

export interface HandOverPurpose {
  readonly scope: PlanScope;
  /** Name of the app or domain. */
  readonly place: string;
  readonly target: CommitTarget;
  /** The system of the domain's connection: its address is of use for its own kind of target only. */
  readonly connected: { readonly target: CommitTarget; readonly address: string } | undefined;
  /** Apps whose accounts are in the plan: the target may know them by other ids. */
  readonly appNames: readonly string[];
}

export type HandOverPhase =
  | { readonly status: 'asking' }
  /** `isDirect`: straight into the file that the person named, not gathered by the browser first. */
  | { readonly status: 'writing'; readonly progress: JobProgress | undefined; readonly isDirect: boolean }
  | { readonly status: 'failed'; readonly error: AppError }
  | { readonly status: 'done'; readonly value: HandedOver };

/** A server that tells no limits of its own is given what nearly all take. */
const DEFAULT_LIMITS = { operations: '1000', megabytes: '1' };

/** The dialog in which a plan becomes files. */
export class HandOver {
  readonly purpose: HandOverPurpose;
  readonly #port: HandOverPort;
  #target: CommitTarget;
  #formats: readonly FileFormat[];
  #withInverse = $state(true);
  #phase = $state.raw<HandOverPhase>({ status: 'asking' });
  #targetApps = $state.raw<Readonly<Record<string, string>>>({});
  maxOperations = $state(DEFAULT_LIMITS.operations);
  maxMegabytes = $state(DEFAULT_LIMITS.megabytes);
  #isChoosing = $state(false);
  #isNoting = $state(false);
  #refusal = $state.raw<AppError | undefined>(undefined);
  #cancelled = new AbortController();

  constructor(port: HandOverPort, purpose: HandOverPurpose) {
    this.#port = port;
    this.purpose = purpose;
    this.#target = $state(purpose.target);
    this.#formats = $state.raw(firstChoice(purpose.target));
  }

  get target(): CommitTarget {
    return this.#target;
  }

  get formats(): readonly FileFormat[] {
    return this.#formats;
  }

  get withInverse(): boolean {
    return this.#withInverse;
  }

  get phase(): HandOverPhase {
    return this.#phase;
  }

  /** The browser asks where to. */
  get isChoosing(): boolean {
    return this.#isChoosing;
  }

  get isNoting(): boolean {
    return this.#isNoting;
  }

  /** Why it was not noted as committed. */
  get refusal(): AppError | undefined {
    return this.#refusal;
  }

  get targetApps(): Readonly<Record<string, string>> {
    return this.#targetApps;
  }

  get offered(): readonly FileFormat[] {
    return formatsFor(this.#target);
  }

  get limitProblems(): { readonly operations: string | undefined; readonly megabytes: string | undefined } {
    const isWhole = /^[1-9]\d{0,5}$/u;
    return {
      operations: isWhole.test(this.maxOperations.trim()) ? undefined : 'A whole number from 1.',
      megabytes: Number(this.maxMegabytes) > 0 ? undefined : 'A number above 0.'
    };
  }

  /** Why nothing can be written yet. */
  get problem(): string | undefined {
    if (this.#formats.length === 0) return 'Choose at least one file.';
    const { operations, megabytes } = this.limitProblems;
    return operations === undefined && megabytes === undefined ? undefined : 'The limits need attention.';
  }

  choose(target: CommitTarget): void {
    if (target === this.#target) return;
    const kept = this.#formats.filter((format) => formatsFor(target).includes(format));
    this.#target = target;
    this.#formats = sorted(new Set([...kept, ...firstChoice(target)]));
  }

  toggle(format: FileFormat, isOn: boolean): void {
    const others = this.#formats.filter((other) => other !== format);
    this.#formats = sorted(new Set(isOn ? [...others, format] : others));
  }

  setInverse(isOn: boolean): void {
    this.#withInverse = isOn;
  }

  nameApp(appName: string, inTarget: string): void {
    this.#targetApps = { ...this.#targetApps, [appName]: inTarget };
  }

  /** Only on a click: the browser may ask where to. */
  async write(): Promise<void> {
    if (this.problem !== undefined || this.#isChoosing || this.#phase.status === 'writing') return;
    const cancelled = new AbortController();
    this.#cancelled = cancelled;
    this.#isChoosing = true;
    const sink = await this.#port.openSink(this.suggestedName);
    this.#isChoosing = false;
    if (!sink) return;
    if (cancelled.signal.aborted) return sink.discard();
    const { isDirect } = sink;
    this.#phase = { status: 'writing', progress: undefined, isDirect };
    const outcome = await this.#write(sink, cancelled.signal);
    if (outcome.status === 'done') this.#phase = { status: 'done', value: outcome.value };
    else if (outcome.status === 'failed') this.#phase = { status: 'failed', error: outcome.error };
    else this.#phase = { status: 'asking' };
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  /** The plan is another by now: what was written is not what would be noted. */
  isOutdated(overview: PlanOverview | undefined): boolean {
    return this.#phase.status === 'done' && overview?.revision !== this.#phase.value.revision;
  }

  /** The target has taken the files, a person says. The commit; undefined when it was refused, or is being noted already. */
  async note(overview: PlanOverview, text: string): Promise<Commit | undefined> {
    if (this.#phase.status !== 'done' || this.#isNoting) return undefined;
    const { scope } = this.purpose;
    const { revision, unsaidKinds } = this.#phase.value;
    this.#isNoting = true;
    const noted = await this.#port.startCommit({
      scope,
      way: 'files',
      target: this.#target,
      address: this.#address,
      formats: this.#formats,
      ...(unsaidKinds && { unsaidKinds }),
      note: text,
      revision,
      // Of another plan it says nothing, and the engine refuses that one.
      maxDeletions: overview.revision === revision ? deletionsIn(overview) : 0
    });
    this.#isNoting = false;
    this.#refusal = noted.ok ? undefined : noted.error;
    return noted.ok ? noted.value : undefined;
  }

  get suggestedName(): string {
    const day = this.#port.today().toISOString().slice(0, 10);
    return `${safeFileName(this.purpose.place)}-${day}.zip`;
  }

  #write(sink: SaveSink, cancelled: AbortSignal): Promise<JobOutcome<HandedOver>> {
    return this.#port.jobs.run<HandedOver>(`Write the files of ${this.purpose.place}`, async (signal, onProgress) => {
      const isOver = () => signal.aborted || cancelled.aborted;
      const outcome = await this.#port.handOver(this.#request(), stoppable(sink, isOver), (progress) => {
        onProgress(progress);
        if (this.#phase.status === 'writing') this.#phase = { ...this.#phase, progress };
      });
      return isOver() ? dropped(sink) : settled(sink, outcome);
    });
  }

  get #address(): string {
    const { connected } = this.purpose;
    return connected?.target === this.#target ? connected.address : '';
  }

  #request(): HandOverRequest {
    return {
      scope: this.purpose.scope,
      target: this.#target,
      formats: this.#formats,
      withInverse: this.#withInverse,
      targetApps: namedApps(this.#targetApps),
      address: this.#address,
      maxOperations: Number(this.maxOperations),
      maxBytes: Math.floor(Number(this.maxMegabytes) * 1_000_000)
    };
  }
}

/** A writer that is refused ends: that is how it is cancelled. */
export function stoppable(sink: FileSink, isOver: () => boolean): FileSink {
  return {
    write: (bytes) => (isOver() ? Promise.reject(new DOMException('Cancelled.', 'AbortError')) : sink.write(bytes))
  };
}

/** Nothing is left of it. */
export async function dropped(sink: SaveSink): Promise<JobOutcome<HandedOver>> {
  await sink.discard();
  return { status: 'cancelled' };
}

export async function settled(sink: SaveSink, outcome: JobOutcome<HandedOver>): Promise<JobOutcome<HandedOver>> {
  if (outcome.status !== 'done') {
    await sink.discard();
    return outcome;
  }
  try {
    await sink.finish(outcome.value.fileName);
    return outcome;
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    return { status: 'failed', error: { kind: 'storage-failed', cause: words } };
  }
}

function sorted(formats: ReadonlySet<FileFormat>): readonly FileFormat[] {
  return FILE_FORMATS.filter((format) => formats.has(format));
}
