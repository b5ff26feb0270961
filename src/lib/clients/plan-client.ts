import { proxy, type Remote } from 'comlink';
import type { CommitId, PlanScope } from '../model/commit';
import type { FileFormat } from '../model/file-format';
import type { EngineApi } from '../protocol/engine-api';
import type { ExportApi } from '../protocol/export-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { FileSink, HandedOver, HandOverRequest, PlanApi } from '../protocol/plan-api';

/** What the engine is asked about plans, commits and exports. Sinks and reports go through proxies of their own. */
export class PlanClient {
  readonly api: Omit<Remote<PlanApi & ExportApi>, 'handOver' | 'inverseOf' | 'exportForDatabase'>;
  readonly #remote: Remote<EngineApi>;

  constructor(remote: Remote<EngineApi>) {
    this.#remote = remote;
    this.api = remote;
  }

  handOver(request: HandOverRequest, sink: FileSink, onProgress: OnProgress): Promise<JobOutcome<HandedOver>> {
    return this.#remote.handOver(request, proxy(sink), proxy(onProgress));
  }

  inverseOf(id: CommitId, format: FileFormat, sink: FileSink): Promise<JobOutcome<HandedOver>> {
    return this.#remote.inverseOf(id, format, proxy(sink));
  }

  exportForDatabase(scope: PlanScope, sink: FileSink, onProgress: OnProgress): Promise<JobOutcome<HandedOver>> {
    return this.#remote.exportForDatabase(scope, proxy(sink), proxy(onProgress));
  }
}
