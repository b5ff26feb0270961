import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import connectorUrl from '$workers/connector.worker.ts?worker&url';
import type { AppError } from '../model/app-error';
import { err, type Result } from '../model/result';
import type { ApplyNews, ApplyOptions, BatchOutcome, DryRunFindings } from '../protocol/apply-api';
import type {
  CodeExchange,
  ConnectorApi,
  Listing,
  ListingProgress,
  ListingRequest,
  TestFindings,
  TokenRefresh,
  Tokens
} from '../protocol/connector-api';
import type { SystemAccess } from '../protocol/system-access';
import type { JobOutcome } from '../protocol/job';
import type { BatchOperation } from '../protocol/plan-api';
import { ENDED, lifeOf } from './worker-life';
import { startWorker } from './worker-script';

/** One list on its way from a system. Its worker keeps the pages that came until `end`. */
export interface RunningListing {
  /** Again after a failure: goes on with the request that failed. Cancelled by the signal, everything is dropped. */
  run(
    request: ListingRequest,
    signal: AbortSignal,
    onProgress: (progress: ListingProgress) => void
  ): Promise<JobOutcome<Listing>>;
  setPaused(isPaused: boolean): void;
  end(): void;
}

/** One system that a plan is applied to. Its worker keeps what it learned of it until `end`. One call at a time. */
export interface RunningApply {
  dryRun(access: SystemAccess, order: ApplyOrder): Promise<JobOutcome<DryRunFindings>>;
  /** A worker that breaks fails the batch: its operations are given again as unsure ones. */
  apply(access: SystemAccess, order: ApplyOrder): Promise<JobOutcome<BatchOutcome>>;
  setPaused(isPaused: boolean): void;
  /** The request under way comes to its end; the call ends with the rest not attempted. */
  stop(): void;
  /** At once and for good: what is under way has no outcome, and every call of it is answered as cancelled. */
  end(): void;
}

export interface ApplyOrder {
  readonly operations: readonly BatchOperation[];
  readonly options: ApplyOptions;
  readonly onNews: (news: ApplyNews) => void;
}

/** Asks systems, in a worker that alone may reach a network. Started when it is needed, ended when it has answered. */
export class ConnectorClient {
  test(access: SystemAccess): Promise<Result<TestFindings, AppError>> {
    return once((remote) => remote.test(access));
  }

  exchangeCode(request: CodeExchange): Promise<Result<Tokens, AppError>> {
    return once((remote) => remote.exchangeCode(request));
  }

  refresh(request: TokenRefresh): Promise<Result<Tokens, AppError>> {
    return once((remote) => remote.refresh(request));
  }

  startApplying(): RunningApply {
    let started: StartedWorker | undefined;
    const ending = new AbortController();
    const { signal } = ending;
    const inWorker = async <Value>(
      call: (remote: Remote<ConnectorApi>) => Promise<JobOutcome<Value>>
    ): Promise<JobOutcome<Value>> => {
      if (signal.aborted) return { status: 'cancelled' };
      started ??= new StartedWorker();
      try {
        return await started.call<JobOutcome<Value>>(call, { signal, aborted: { status: 'cancelled' } });
      } catch (cause) {
        started?.end();
        started = undefined;
        return { status: 'failed', error: crash(cause) };
      }
    };
    return {
      dryRun: (access, { operations, options, onNews }) =>
        inWorker<DryRunFindings>((remote) => remote.dryRun(access, operations, options, proxy(onNews))),
      apply: (access, { operations, options, onNews }) =>
        inWorker<BatchOutcome>((remote) => remote.apply(access, operations, options, proxy(onNews))),
      setPaused: (isPaused) => started?.tell((remote) => remote.setPaused(isPaused)),
      stop: () => started?.tell((remote) => remote.stopApplying()),
      end: () => {
        ending.abort();
        started?.end();
      }
    };
  }

  startListing(): RunningListing {
    let started = new StartedWorker();
    let mayLeaveParts = false;
    const end = () => {
      started.end();
      if (mayLeaveParts) void sweep();
      mayLeaveParts = false;
    };
    return {
      run: async (request, signal, onProgress) => {
        mayLeaveParts = true;
        const outcome = await started
          .call<JobOutcome<Listing>>((remote) => remote.list(request, proxy(onProgress)), {
            signal,
            aborted: { status: 'cancelled' }
          })
          .catch((cause: unknown): JobOutcome<Listing> => {
            // It will never answer again: another attempt is made in another one, from the start.
            end();
            started = new StartedWorker();
            return { status: 'failed', error: crash(cause) };
          });
        mayLeaveParts &&= outcome.status !== 'done';
        if (outcome.status === 'cancelled') end();
        return outcome;
      },
      setPaused: (isPaused) => started.tell((remote) => remote.setPaused(isPaused)),
      end
    };
  }
}

async function once<Value>(
  call: (remote: Remote<ConnectorApi>) => Promise<Result<Value, AppError>>
): Promise<Result<Value, AppError>> {
  const started = new StartedWorker();
  try {
    return await started.call(call);
  } catch (cause) {
    return err(crash(cause));
  } finally {
    started.end();
  }
}

/** An ended worker cannot clear up after itself: another one does, since what came is the client's. */
async function sweep(): Promise<void> {
  const started = new StartedWorker();
  try {
    await started.call((remote) => remote.sweep());
  } catch {
    // Nobody waits for it. The next list and the next start of the app sweep too.
  } finally {
    started.end();
  }
}

class StartedWorker {
  readonly #worker = startWorker(connectorUrl, 'connector');
  readonly #life = lifeOf(this.#worker);
  readonly #remote = wrap<ConnectorApi>(this.#worker);
  #isEnded = false;

  /** Rejects when the worker breaks; the answer of an ended one never comes. */
  call<Value>(
    call: (remote: Remote<ConnectorApi>) => Promise<Value>,
    ending?: { readonly signal: AbortSignal; readonly aborted: Value }
  ): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const abort = () => {
        this.end();
        if (ending) resolve(ending.aborted);
      };
      ending?.signal.addEventListener('abort', abort, { once: true });
      if (ending?.signal.aborted) return abort();
      this.#worker.addEventListener('error', (event) =>
        reject(new Error(event.message || 'The connector worker could not be loaded.'))
      );
      void this.#life.then(() => reject(new Error(ENDED)));
      call(this.#remote).then(resolve, reject);
    });
  }

  tell(call: (remote: Remote<ConnectorApi>) => Promise<void>): void {
    if (!this.#isEnded) void call(this.#remote);
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#remote[releaseProxy]();
    this.#worker.terminate();
  }
}

function crash(cause: unknown): AppError {
  return { kind: 'worker-crashed', cause: cause instanceof Error ? cause.message : String(cause) };
}
