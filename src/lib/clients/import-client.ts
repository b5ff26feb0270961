import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import importUrl from '$workers/import.worker.ts?worker&url';
import type { AppError } from '../model/app-error';
import type { StageId } from '../model/ids';
import { mappedAttributes } from '../model/import-recipe';
import type { ImportRun } from '../model/import-run';
import { err, type Result } from '../model/result';
import type { FilePreview, ImportApi, InspectRequest, StageRequest, StageSummary } from '../protocol/import-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { CommitStageRequest, ImportCheck, OpenStageRequest } from '../protocol/run-api';
import type { EngineClient } from './engine-client';
import { LateHashes } from './late-hashes';
import { pageRest } from './page-rest';
import { ENDED, lifeOf } from './worker-life';
import { startWorker } from './worker-script';

export interface StagedImport {
  readonly stageId: StageId;
  readonly summary: StageSummary;
  readonly check: ImportCheck;
}

interface RunningWorker {
  readonly worker: Worker;
  readonly remote: Remote<ImportApi>;
  readonly life: Promise<void>;
}

/** A file is chosen, and a look at it followed by its stage, most often within this time. */
const SPARE_MS = 60_000;
/** What asks to be ready is being painted: it has the processor first. */
const READY_MS = 300;
/** Nobody reads or types who has not touched the page for so long. */
const REST_MS = 3000;
/** Users and accounts are often brought in together. */
const MOST_SPARES = 2;

/**
 * Brings a file in: inspect, stage (read and check, nothing written), commit. Each stage has an import worker of its
 * own, which is ended as soon as the rows are with the engine, or to cancel. The worker that looked at a file is kept for
 * a while for the stage: starting another costs about 30 ms of computing.
 */
export class ImportClient {
  readonly #engine: EngineClient;
  /** Staged files that are too large to be hashed while they are read. */
  readonly #unhashed = new Map<StageId, Blob>();
  readonly #hashes: LateHashes;
  readonly #track: <Value>(work: Promise<Value>) => Promise<Value>;
  readonly #spares: RunningWorker[] = [];
  #calls = 0;

  /** `track` is told of every piece of long work, so that nothing reloads the page in the middle of it. */
  constructor(engine: EngineClient, track: <Value>(work: Promise<Value>) => Promise<Value> = (work) => work) {
    this.#engine = engine;
    this.#track = (work) => this.#hashes.after(track(work));
    this.#hashes = new LateHashes({
      rest: () => pageRest(REST_MS),
      hash: (file) => this.#withWorker<string | undefined>(undefined, undefined, (remote) => remote.hash(file)),
      note: (runId, hash) => engine.api.noteFileHash(runId, hash)
    });
  }

  /** Somebody is about to choose a file: a worker is started meanwhile, which takes 30 ms of computing. */
  getReady(): void {
    const calls = this.#calls;
    setTimeout(() => {
      if (this.#spares.length === 0 && this.#calls === calls) this.#keep(start());
    }, READY_MS);
  }

  inspect(request: InspectRequest): Promise<Result<FilePreview, AppError>> {
    return this.#withWorker<Result<FilePreview, AppError>>(
      undefined,
      err<AppError>({ kind: 'worker-crashed', cause: 'cancelled' }),
      (remote) => remote.inspect(request),
      (running) => this.#keep(running)
    ).catch((error: unknown) => err(crash(error)));
  }

  /** Reads the whole file into a stage of the engine and checks it there. Aborted or failed, the stage is gone. */
  async stage(
    { file, recipe, target, mode }: StageRequest & Pick<OpenStageRequest, 'target' | 'mode'>,
    signal: AbortSignal,
    onProgress: OnProgress
  ): Promise<JobOutcome<StagedImport>> {
    const engine = this.#engine.api;
    const channel = new MessageChannel();
    const opened = await engine.openStage(
      {
        target,
        mode,
        attributes: mappedAttributes(recipe.mapping),
        isKnownOnly: recipe.dialect.memberships !== undefined
      },
      transfer(channel.port1, [channel.port1])
    );
    if (!opened.ok) return { status: 'failed', error: opened.error };
    const stageId = opened.value;
    const discard = () => void engine.discardStage(stageId);
    signal.addEventListener('abort', discard, { once: true });
    const staged = await this.#track(
      this.#withWorker<JobOutcome<StageSummary>>(signal, { status: 'cancelled' }, (remote) =>
        remote.stage({ file, recipe }, transfer(channel.port2, [channel.port2]), proxy(onProgress))
      ).catch(crashed)
    );
    if (staged.status === 'done' && staged.value.fileHash === undefined) this.#unhashed.set(stageId, file);
    const outcome = staged.status === 'done' ? await this.#check(stageId, staged.value, onProgress) : staged;
    signal.removeEventListener('abort', discard);
    if (outcome.status !== 'done') await this.discard(stageId);
    return outcome;
  }

  /** Writes a stage. After an abort everything is as it was before. */
  async commit(
    request: CommitStageRequest,
    signal: AbortSignal,
    onProgress: OnProgress
  ): Promise<JobOutcome<ImportRun>> {
    const file = this.#unhashed.get(request.stageId);
    this.#unhashed.delete(request.stageId);
    if (signal.aborted) {
      await this.discard(request.stageId);
      return { status: 'cancelled' };
    }
    const discard = () => void this.#engine.api.discardStage(request.stageId);
    signal.addEventListener('abort', discard, { once: true });
    const outcome = await this.#track<JobOutcome<ImportRun>>(this.#engine.api.commitStage(request, proxy(onProgress)));
    signal.removeEventListener('abort', discard);
    if (outcome.status === 'done' && file) this.#hashes.add(outcome.value.id, file);
    return outcome;
  }

  discard(stageId: StageId): Promise<void> {
    this.#unhashed.delete(stageId);
    return this.#engine.api.discardStage(stageId);
  }

  async #check(stageId: StageId, summary: StageSummary, onProgress: OnProgress): Promise<JobOutcome<StagedImport>> {
    const skipped = summary.rowsRead - summary.rowsStaged;
    const checked = await this.#track<JobOutcome<ImportCheck>>(
      this.#engine.api.checkStage(stageId, { issues: summary.issues, skipped }, proxy(onProgress))
    );
    if (checked.status !== 'done') return checked;
    // Over an empty list, or as changes, nothing is nothing. Over a full one it is for the safeguards to hold.
    if (summary.rowsRead === 0 && checked.value.rows.vanished === 0)
      return { status: 'failed', error: { kind: 'file-no-rows' } };
    return { status: 'done', value: { stageId, summary, check: checked.value } };
  }

  /** Runs one call in a worker of its own, which ends with the signal, with its first crash, or as `afterwards` says. */
  async #withWorker<Value>(
    signal: AbortSignal | undefined,
    cancelled: Value,
    call: (remote: Remote<ImportApi>) => Promise<Value>,
    afterwards: (running: RunningWorker) => void = end
  ): Promise<Value> {
    this.#calls++;
    const running = this.#spares.shift() ?? start();
    let release = end;
    try {
      const value = await new Promise<Value>((resolve, reject) => {
        signal?.addEventListener('abort', () => resolve(cancelled), { once: true });
        if (signal?.aborted) resolve(cancelled);
        running.worker.addEventListener('error', (event) =>
          reject(new Error(event.message || 'The import worker could not be loaded.'))
        );
        void running.life.then(() => reject(new Error(ENDED)));
        call(running.remote).then(resolve, reject);
      });
      if (!signal?.aborted) release = afterwards;
      return value;
    } finally {
      release(running);
    }
  }

  #keep(running: RunningWorker): void {
    this.#spares.push(running);
    void running.life.then(() => this.#endSpare(running));
    if (this.#spares.length > MOST_SPARES) this.#endSpare(this.#spares[0]);
    setTimeout(() => this.#endSpare(running), SPARE_MS);
  }

  #endSpare(running: RunningWorker): void {
    const place = this.#spares.indexOf(running);
    if (place === -1) return;
    this.#spares.splice(place, 1);
    end(running);
  }
}

function start(): RunningWorker {
  const worker = startWorker(importUrl, 'import');
  return { worker, remote: wrap<ImportApi>(worker), life: lifeOf(worker) };
}

function end({ worker, remote }: RunningWorker): void {
  remote[releaseProxy]();
  worker.terminate();
}

/** The worker broke or could not be loaded: its call will never be answered. */
function crash(error: unknown): AppError {
  return { kind: 'worker-crashed', cause: error instanceof Error ? error.message : String(error) };
}

function crashed(error: unknown): JobOutcome<StageSummary> {
  return { status: 'failed', error: crash(error) };
}
