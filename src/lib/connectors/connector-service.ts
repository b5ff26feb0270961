import type { ConnectorApi, Listing, ListingProgress, ListingRequest } from '../protocol/connector-api';
import type { JobOutcome } from '../protocol/job';
import { PROTOCOL_VERSION } from '../protocol/version';
import { ApplyService } from './apply/apply-service';
import { connectorFor } from './connector-for';
import { exchangeCode, refreshTokens } from './exchange-code';
import { hideToken } from './hide-token';
import { ListingRun } from './listing';
import { MemoryPages, type PageStore } from './page-store';
import { REQUEST_LIMITS } from './request-limits';
import { SystemFailure } from './system-failure';
import { testConnection } from './test-connection';

/** What the connector worker answers. It knows one run: a worker lists once, and once more what failed; or it applies. */
export class ConnectorService implements ConnectorApi {
  readonly #store: PageStore;
  #run: ListingRun | undefined;
  readonly #applying = new ApplyService();

  constructor(store: PageStore = new MemoryPages()) {
    this.#store = store;
  }

  hello(): Promise<number> {
    return Promise.resolve(PROTOCOL_VERSION);
  }

  readonly test: ConnectorApi['test'] = (access) => testConnection(access);

  async list(request: ListingRequest, onProgress: (progress: ListingProgress) => void): Promise<JobOutcome<Listing>> {
    this.#run ??= this.#begin(request);
    try {
      // Cancelled by the worker's end.
      const listing = await this.#run.run(request.access, new AbortController().signal, onProgress);
      return { status: 'done', value: listing };
    } catch (cause) {
      if (cause instanceof SystemFailure)
        return { status: 'failed', error: hideToken(cause.error, request.access.token) };
      throw cause;
    }
  }

  setPaused(isPaused: boolean): Promise<void> {
    this.#run?.setPaused(isPaused);
    this.#applying.setPaused(isPaused);
    return Promise.resolve();
  }

  readonly dryRun: ConnectorApi['dryRun'] = (...asked) => this.#applying.dryRun(...asked);
  readonly apply: ConnectorApi['apply'] = (...asked) => this.#applying.apply(...asked);
  readonly stopApplying: ConnectorApi['stopApplying'] = () => this.#applying.stopApplying();

  sweep(): Promise<void> {
    return this.#store.sweep();
  }

  #begin(request: ListingRequest): ListingRun {
    void this.#store.sweep();
    const connector = connectorFor(request.access.connection.connectorId);
    return new ListingRun(connector, request, REQUEST_LIMITS, { store: this.#store });
  }

  readonly exchangeCode: ConnectorApi['exchangeCode'] = exchangeCode;
  readonly refresh: ConnectorApi['refresh'] = refreshTokens;
}
