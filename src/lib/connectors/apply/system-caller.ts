import type { SystemError } from '../../model/app-error';
import type { SystemAccess } from '../../protocol/system-access';
import { ask, type Ask } from '../ask';
import { askPatiently, waitAsTold, type Patience } from '../ask-patiently';
import { connectorFor } from '../connector-for';
import { detailOf } from '../error-detail';
import type { PausableClock } from '../pausable-clock';
import { RateLimited } from '../refusal';
import { requestHeaders } from '../request-headers';
import type { RequestLimits } from '../request-limits';
import { SystemFailure } from '../system-failure';
import type { TargetSystem, WriteRequest } from './target-system';

/** What became of a request that changes something. */
export type Sent =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** It was looked at, and not carried out. */
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string }
  /** It may have been carried out, or be under way still. */
  | { readonly kind: 'unsure'; readonly isLate: boolean };

export interface ReadRequest {
  readonly path: string;
  /** A 404 says that there is nothing at this path; else that the address is wrong. */
  readonly mayBeMissing?: true | undefined;
  /** Not asked again where the answer is withheld from the page. */
  readonly isOptional?: boolean;
}

export interface CallerParts {
  readonly system: TargetSystem;
  readonly limits: RequestLimits;
  readonly clock: PausableClock;
  readonly random: () => number;
  readonly onWait: (wait: { readonly until: number; readonly because: 'rate-limit' | 'retry' } | undefined) => void;
}

/** Asks one system, one request at a time. Stopped, it begins no other; one that changes something comes to its end. */
export class SystemCaller {
  requests = 0;
  readonly host: string;
  #access: SystemAccess;
  readonly #parts: CallerParts;
  #stopping = new AbortController();

  constructor(access: SystemAccess, parts: CallerParts) {
    this.#access = access;
    this.#parts = parts;
    this.host = new URL(access.connection.address).host;
  }

  get isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Anew after a stop, and by another token for the same system. */
  goOn(access: SystemAccess): void {
    this.#access = access;
    this.#stopping = new AbortController();
  }

  stop(): void {
    this.#stopping.abort(new Stopped());
  }

  /** The answer's body; undefined where nothing is there that may be missing. Throws a SystemFailure, or Stopped. */
  async read({ path, mayBeMissing, isOptional = false }: ReadRequest): Promise<unknown> {
    await this.#turn();
    try {
      return (await askPatiently(this.#question({ path }), { ...this.#patience(), isOptional })).body;
    } catch (cause) {
      if (!(cause instanceof SystemFailure) || cause.answer?.status !== 404) throw cause;
      if (mayBeMissing) return undefined;
      // Without the answer: nothing that was asked of anybody, but the address, was refused.
      throw new SystemFailure(cause.error);
    }
  }

  /**
   * Sends once. Again only after an answer which says that it was not looked at: what may have been carried out is never
   * sent again from here. Throws Ended where every other request would meet the same.
   */
  async write(request: WriteRequest): Promise<Sent> {
    const question = this.#question(request);
    const patience = this.#patience();
    for (let waits = 0; ;) {
      await this.#turn().catch(endWith(true));
      try {
        const { body } = await ask(question, { limits: this.#parts.limits, signal: new AbortController().signal });
        return { kind: 'answered', body };
      } catch (cause) {
        if (!(cause instanceof RateLimited)) return this.#fate(cause);
        await waitAsTold(cause, waits++, question, patience).catch(endWith(cause.status !== 503));
        if (cause.status === 503) return { kind: 'unsure', isLate: false };
      }
    }
  }

  /** Before something is tried again. */
  async pause(ms: number): Promise<void> {
    if (ms > 0) await this.#waitUntil(Date.now() + ms, 'retry');
  }

  /** Resolves when nothing is paused. */
  async #turn(): Promise<void> {
    await this.#parts.clock.passed(Date.now(), this.#stopping.signal);
    this.requests++;
  }

  #fate(cause: unknown): Sent {
    if (!(cause instanceof SystemFailure)) throw cause;
    if (STOPPING.has(cause.error.kind)) throw new Ended(cause, true);
    const { answer, error } = cause;
    if (answer && (answer.status < 500 || answer.status === 501) && !UNTOLD.has(answer.status))
      return { kind: 'refused', status: answer.status, detail: detailOf(answer.body) ?? '' };
    return { kind: 'unsure', isLate: error.kind === 'system-slow' || isTimeOut(answer?.status) };
  }

  #question({ path, method, body }: { readonly path: string } & Partial<WriteRequest>): Ask {
    const { connection, token, origin } = this.#access;
    const { address: base, allowsLocalHttp, connectorId } = connection;
    const { system } = this.#parts;
    const headers = requestHeaders(connectorFor(connectorId), token, base);
    return {
      ...{ url: base + system.basePath + path, base, origin, allowsLocalHttp },
      ...(method ? { method } : {}),
      ...(body ? { body: JSON.stringify(body) } : {}),
      headers: body ? { ...headers, 'Content-Type': system.contentType } : headers
    };
  }

  #patience(): Patience {
    const { limits, random } = this.#parts;
    const waitUntil: Patience['waitUntil'] = (time, because) => this.#waitUntil(time, because);
    return { limits, random, signal: this.#stopping.signal, isOptional: false, waitUntil };
  }

  async #waitUntil(until: number, because: 'rate-limit' | 'retry'): Promise<void> {
    const { clock, onWait } = this.#parts;
    onWait({ until, because });
    await clock.passed(until, this.#stopping.signal);
    onWait(undefined);
  }
}

/** A person asked for it. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/** Nothing more can be sent: `cause` says why. */
export class Ended extends Error {
  override readonly cause: unknown;
  /** The request itself was surely not carried out. */
  readonly isUntouched: boolean;

  constructor(cause: unknown, isUntouched: boolean) {
    super('ended');
    this.name = 'Ended';
    this.cause = cause;
    this.isUntouched = isUntouched;
  }
}

function endWith(isUntouched: boolean): (cause: unknown) => never {
  return (cause) => {
    throw new Ended(cause, isUntouched);
  };
}

/** Failures that say nothing about the operation: the next one would end the same way. */
const STOPPING: ReadonlySet<SystemError['kind']> = new Set([
  'system-token',
  'system-busy',
  'system-redirect',
  'system-foreign-link',
  'system-address'
]);

/** A time-out of the server's, and "too early". */
const UNTOLD = new Set([408, 425]);

/** Whoever stands in between gave up waiting: the system may be at work still. */
const TIME_OUTS = new Set([408, 502, 504]);

export function isTimeOut(status: number | undefined): boolean {
  return status !== undefined && TIME_OUTS.has(status);
}
