import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import engineUrl from '$workers/engine.worker.ts?worker&url';
import expressionUrl from '$workers/expression.worker.ts?worker&url';
import linkageUrl from '$workers/linkage.worker.ts?worker&url';
import type { AppError } from '../model/app-error';
import type { AppId, RunId, WorkspaceId } from '../model/ids';
import type { ImportRun } from '../model/import-run';
import { err, type Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { Workspace } from '../model/workspace';
import type { EngineApi, WorkspaceEvent, WorkspaceOverview } from '../protocol/engine-api';
import type { StepOutcome } from '../protocol/step-outcome';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { RematchPreview } from '../protocol/rematch-api';
import { PROTOCOL_VERSION } from '../protocol/version';
import { ENDED, lifeOf } from './worker-life';
import { startWorker } from './worker-script';

/** The page's handle of the engine worker, which lives as long as the page does. */
export class EngineClient {
  readonly #worker: Worker;
  #isClosed = false;
  /** Kept here: a proxy that is garbage-collected in the middle of a call never answers. */
  readonly api: Remote<EngineApi>;

  constructor(onCrash: (error: AppError) => void) {
    // Only what the page itself names is kept for work without a network, so it tells the engine where its own workers
    // stand. By its name: a fragment of the address is lost where the service worker answers.
    this.#worker = startWorker(engineUrl, `engine ${expressionUrl} ${linkageUrl}`);
    this.#worker.addEventListener('error', (event) => {
      // Without a message its script could not be loaded.
      onCrash(event.message ? { kind: 'worker-crashed', cause: event.message } : { kind: 'missing-chunk' });
    });
    void lifeOf(this.#worker).then(() => {
      if (!this.#isClosed) onCrash({ kind: 'worker-crashed', cause: ENDED });
    });
    this.api = wrap<EngineApi>(this.#worker);
  }

  /** Refuses a worker of another build: its contract may differ. */
  async greet(): Promise<Result<undefined, AppError>> {
    const version = await this.api.hello();
    return version === PROTOCOL_VERSION ? { ok: true, value: undefined } : err({ kind: 'version-mismatch' });
  }

  openWorkspace(
    id: WorkspaceId,
    mode: 'ask' | 'take-over',
    onEvent: (event: WorkspaceEvent) => void
  ): Promise<Result<WorkspaceOverview, AppError>> {
    return this.api.openWorkspace(id, mode, proxy(onEvent));
  }

  openSample(onProgress: OnProgress): Promise<Result<Workspace, AppError>> {
    return this.api.openSample(proxy(onProgress));
  }

  rematch(appId: AppId, onProgress: OnProgress): Promise<JobOutcome<StepOutcome>> {
    return this.api.rematch(appId, proxy(onProgress));
  }

  previewRematch(
    appId: AppId,
    synchronization: Synchronization | undefined,
    onProgress: OnProgress
  ): Promise<JobOutcome<RematchPreview>> {
    return this.api.previewRematch(appId, synchronization, proxy(onProgress));
  }

  allowRun(runId: RunId, reason: string, onProgress: OnProgress): Promise<JobOutcome<ImportRun>> {
    return this.api.allowRun(runId, reason, proxy(onProgress));
  }

  close(): void {
    this.#isClosed = true;
    this.api[releaseProxy]();
    this.#worker.terminate();
  }
}
