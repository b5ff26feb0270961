import type { ConnectionForm } from '../catalog/connection-form';
import { connectionForm } from '../catalog/connection-forms';
import type { ConnectorClient, RunningListing } from '../clients/connector-client';
import type { AppError } from '../model/app-error';
import { connectionScope, type Connection, type KeptConnection, type Watermark } from '../model/connection';
import type { ImportRun, ImportTarget } from '../model/import-run';
import type { Result } from '../model/result';
import type { Listing, ListingProgress, ListingRequest } from '../protocol/connector-api';
import type { WorkspaceOverview } from '../protocol/engine-api';
import type { JobOutcome, JobProgress } from '../protocol/job';
import { Connections } from './connections.svelte';
import { safeFileName } from './download';
import { errorMessage } from './error-message';
import type { ErrorMessage } from './error-words';
import type { Muster } from './muster.svelte';
import type { SignInTools } from './sign-in.svelte';
import { SystemAccessState, type AccessMuster } from './system-access.svelte';

/** How a list came from a system, for the import that takes it. */
export interface SystemOrigin {
  /** Kept with the list once it is imported. */
  readonly watermark: Watermark | undefined;
  /** It holds changes only: what is missing from it must not count as vanished. */
  readonly hasOnlyChanges: boolean;
}

export type SystemListPhase =
  | { readonly status: 'idle' }
  | { readonly status: 'listing'; readonly progress: ListingProgress | undefined }
  /** What came is kept: it goes on with the request that failed. */
  | { readonly status: 'failed'; readonly error: AppError; readonly progress: ListingProgress | undefined }
  | { readonly status: 'empty'; readonly hasOnlyChanges: boolean };

export interface ListMuster extends AccessMuster {
  readonly engine: { readonly api: Muster['engine']['api'] };
  readonly connector: Pick<ConnectorClient, 'startListing' | 'exchangeCode'>;
  readonly jobs: Pick<Muster['jobs'], 'run'>;
  readonly overview?: Pick<WorkspaceOverview, 'workspace'> | undefined;
}

interface ListPurpose {
  readonly target: ImportTarget;
  /** Name of the app or domain. */
  readonly place: string;
  readonly trigger?: ImportRun['trigger'];
  readonly windows?: Partial<SignInTools>;
}

interface Listed {
  readonly running: RunningListing;
  readonly connection: Connection;
  readonly since: string | undefined;
  readonly beganAt: number;
}

/**
 * The list of an app or a domain, straight from its system. It becomes a file like any other, and only when it came
 * whole: an incomplete one stays here.
 */
export class SystemList {
  readonly target: ImportTarget;
  readonly access: SystemAccessState;
  readonly #muster: ListMuster;
  readonly #place: string;
  readonly #trigger: ImportRun['trigger'];
  readonly #connections: Connections;
  readonly #onList: (file: File, origin: SystemOrigin) => void;
  #phase = $state.raw<SystemListPhase>({ status: 'idle' });
  #isPaused = $state(false);
  /** The token is got, which may mean renewing it: nothing else begins meanwhile. */
  #isAsking = $state(false);
  #loadFailure = $state.raw<AppError>();
  /** What the person has to do before the system can be asked. */
  #missing = $state<string>();
  #listed: Listed | undefined;
  #work = new AbortController();

  constructor(
    muster: ListMuster,
    { target, place, trigger = 'manual', windows = {} }: ListPurpose,
    onList: (file: File, origin: SystemOrigin) => void
  ) {
    this.#muster = muster;
    this.target = target;
    this.#place = place;
    this.#trigger = trigger;
    this.#onList = onList;
    this.#connections = new Connections(muster);
    const subject = () => ({
      connection: this.kept?.connection,
      form: this.form,
      signIn: this.kept?.connection.signIn,
      isTokenKept: this.kept?.isTokenKept ?? false
    });
    this.access = new SystemAccessState(muster, target, subject, {
      onChange: () => this.#connections.load(),
      windows
    });
  }

  get phase(): SystemListPhase {
    return this.#phase;
  }

  /** A list is on its way, or stopped on it. */
  get isUnderWay(): boolean {
    return this.#phase.status === 'listing' || this.#phase.status === 'failed';
  }

  /** It is about to begin, or to go on. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  get isLoaded(): boolean {
    return this.#connections.isLoaded;
  }

  /** Why it is not known whether there is a connection. */
  get loadFailure(): ErrorMessage | undefined {
    return this.#loadFailure && errorMessage(this.#loadFailure);
  }

  get kept(): KeptConnection | undefined {
    return this.#connections.of(this.target);
  }

  get form(): ConnectionForm | undefined {
    const id = this.kept?.connection.connectorId;
    return id && connectionForm(id);
  }

  /** `acme.okta.com`. */
  get systemName(): string {
    return this.kept ? new URL(this.kept.connection.address).host : '';
  }

  get missing(): string | undefined {
    return this.access.hasToken ? undefined : this.#missing;
  }

  /** From where changes can be asked for; undefined where everything has to be. */
  get watermark(): Watermark | undefined {
    return this.form?.offers.changes ? this.kept?.watermark : undefined;
  }

  async load(): Promise<Result<undefined, AppError>> {
    const read = await this.#connections.load();
    this.#loadFailure = read.ok ? undefined : read.error;
    if (read.ok && this.kept) await this.access.load();
    return read;
  }

  /** From the first page on. */
  async begin(hasOnlyChanges: boolean): Promise<void> {
    const { kept } = this;
    if (!kept || this.#isAsking || this.#phase.status === 'listing') return;
    this.cancel();
    const since = hasOnlyChanges ? this.watermark?.value : undefined;
    const { connection } = kept;
    this.#listed = { running: this.#muster.connector.startListing(), connection, since, beganAt: Date.now() };
    await this.#run(undefined);
  }

  /** Once more from the first page. */
  startAnew(): Promise<void> {
    return this.begin(this.#listed?.since !== undefined);
  }

  /** With the request that failed, by the token that is there now. */
  async goOn(): Promise<void> {
    if (this.#phase.status === 'failed' && !this.#isAsking) await this.#run(this.#phase.progress);
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#listed?.running.setPaused(isPaused);
  }

  /** Ends what runs and forgets what came. */
  cancel(): void {
    this.#work.abort();
    this.#work = new AbortController();
    this.#listed?.running.end();
    this.#listed = undefined;
    this.#isPaused = false;
    this.#isAsking = false;
    this.#missing = undefined;
    this.#phase = { status: 'idle' };
    this.access.signIn.cancel();
  }

  async #run(before: ListingProgress | undefined): Promise<void> {
    const listed = this.#listed;
    const { signal } = this.#work;
    this.#isAsking = true;
    const token = await this.access.token();
    // Cancelled meanwhile, another one may be asking by now.
    if (!listed || signal.aborted) return;
    this.#isAsking = false;
    if (!token.ok) return this.#fail(token.error, before);
    if (token.value === undefined) return this.#miss(before);
    this.setPaused(false);
    this.#phase = { status: 'listing', progress: before };
    const outcome = await this.#ask(listed, token.value, signal);
    if (signal.aborted) return;
    if (outcome.status === 'done') this.#hand(listed, outcome.value);
    // In the bar of running work, not here.
    else if (outcome.status === 'cancelled') this.cancel();
    else await this.#meet(outcome.error, token.value, signal);
  }

  /** Goes on by itself where only the token had ended on the way, and another one is there by now. */
  async #meet(error: AppError, refused: string, signal: AbortSignal): Promise<void> {
    const progress = this.#phase.status === 'listing' ? this.#phase.progress : undefined;
    if (error.kind === 'system-token') {
      const next = await this.access.token();
      if (signal.aborted) return;
      if (next.ok && next.value !== undefined && next.value !== refused) return this.#run(progress);
      this.access.drop();
    }
    this.#fail(error, progress);
  }

  /** Nothing can be asked yet. */
  #miss(before: ListingProgress | undefined): void {
    const words = this.access.missing;
    if (!before) this.cancel();
    this.#missing = words;
  }

  #ask({ running, connection, since }: Listed, token: string, signal: AbortSignal): Promise<JobOutcome<Listing>> {
    const { target } = this;
    const access = { connection, token, origin: this.access.signIn.here.origin };
    const staysInMemory = this.#muster.overview?.workspace.isProtected;
    const request: ListingRequest = { access, since, staysInMemory };
    return this.#muster.jobs.run<Listing>(
      `Get the list of ${this.#place}`,
      (ofJob, onProgress) =>
        running.run(request, AbortSignal.any([signal, ofJob]), (progress) => {
          if (signal.aborted || this.#phase.status !== 'listing') return;
          this.#phase = { status: 'listing', progress };
          onProgress(jobProgress(progress));
        }),
      { about: target.kind === 'accounts' ? target.appId : target.domainId }
    );
  }

  #hand({ running, connection, beganAt }: Listed, { file, isWhole, watermark }: Listing): void {
    running.end();
    this.#listed = undefined;
    // By what came, not by what was asked for: a system may no longer know what has changed since.
    const hasOnlyChanges = !isWhole;
    if (file.size === 0) {
      this.#phase = { status: 'empty', hasOnlyChanges };
      return;
    }
    this.#phase = { status: 'idle' };
    const name = `${new URL(connection.address).host} ${connection.list}${hasOnlyChanges ? ' changes' : ''}.jsonl`;
    const scope = connectionScope(connection);
    this.#onList(new File([file], safeFileName(name), { type: file.type }), {
      watermark: watermark === undefined ? undefined : { value: watermark, takenAt: beganAt, scope },
      hasOnlyChanges
    });
  }

  #fail(error: AppError, progress: ListingProgress | undefined): void {
    if (this.#trigger === 'schedule' || error.kind === 'system-incomplete') this.#note(error);
    this.#phase = { status: 'failed', error, progress };
  }

  /** Among the runs, with its reason. What a person can go on with is no run that has ended. */
  #note(error: AppError): void {
    const { target } = this;
    const mode = this.#listed?.since === undefined ? 'full' : 'incremental';
    void this.#muster.engine.api.noteFailedRun({
      target,
      mode,
      trigger: this.#trigger,
      fileName: this.systemName,
      error
    });
  }
}

function jobProgress({ records, groups, total }: ListingProgress): JobProgress {
  return { phase: 'reading', done: records, total: total || undefined, rows: records + groups };
}
