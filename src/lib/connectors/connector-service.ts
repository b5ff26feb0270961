import type {
  CodeExchange,
  ConnectorApi,
  Listing,
  ListingProgress,
  ListingRequest,
  TokenRefresh
} from '../protocol/connector-api';
import type { JobOutcome } from '../protocol/job';
import { PROTOCOL_VERSION } from '../protocol/version';
import { ApplyService } from './apply/apply-service';
import { connectorFor } from './connector-for';
import { exchangeCode, refreshTokens } from './exchange-code';
import { hideToken } from './hide-token';
import { ListingRun } from './listing';
import type { Destination } from './outbound-gate';
import { MemoryPages, type PageStore } from './page-store';
import { REQUEST_LIMITS } from './request-limits';
import { SystemFailure } from './system-failure';
import { testConnection } from './test-connection';

/** What the connector worker answers. It knows one run: a worker lists once, and once more what failed; or it applies. */
export class ConnectorService implements ConnectorApi {
  readonly #store: PageStore;
  readonly #gate: Gate;
  #run: ListingRun | undefined;
  readonly #applying = new ApplyService();

  /** `gate`: told which system is asked, before it is. A test has none. */
  constructor(store: PageStore = new MemoryPages(), gate: Gate = { open: () => undefined }) {
    this.#store = store;
    this.#gate = gate;
  }

  hello(): Promise<number> {
    return Promise.resolve(PROTOCOL_VERSION);
  }

  readonly test: ConnectorApi['test'] = async (access) => {
    this.#gate.open(access.connection);
    return testConnection(access);
  };

  async list(request: ListingRequest, onProgress: (progress: ListingProgress) => void): Promise<JobOutcome<Listing>> {
    this.#gate.open(request.access.connection);
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

  readonly dryRun: ConnectorApi['dryRun'] = async (access, ...asked) => {
    this.#gate.open(access.connection);
    return this.#applying.dryRun(access, ...asked);
  };

  readonly apply: ConnectorApi['apply'] = async (access, ...asked) => {
    this.#gate.open(access.connection);
    return this.#applying.apply(access, ...asked);
  };

  readonly stopApplying: ConnectorApi['stopApplying'] = () => this.#applying.stopApplying();

  sweep(): Promise<void> {
    return this.#store.sweep();
  }

  #begin(request: ListingRequest): ListingRun {
    void this.#store.sweep();
    const connector = connectorFor(request.access.connection.connectorId);
    const store = request.staysInMemory ? new MemoryPages() : this.#store;
    return new ListingRun(connector, request, REQUEST_LIMITS, { store });
  }

  readonly exchangeCode: ConnectorApi['exchangeCode'] = async (request) => {
    this.#gate.open(tokenDestination(request));
    return exchangeCode(request);
  };

  readonly refresh: ConnectorApi['refresh'] = async (request) => {
    this.#gate.open(tokenDestination(request));
    return refreshTokens(request);
  };
}

interface Gate {
  open(destination: Destination): void;
}

function tokenDestination({ endpoint }: CodeExchange | TokenRefresh): Destination {
  return { address: endpoint.tokenUrl, allowsLocalHttp: endpoint.allowsLocalHttp };
}
