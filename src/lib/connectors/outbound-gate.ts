import { isAllowedScheme } from '../model/system-address';
import { SystemFailure } from './system-failure';

/** What a thread has beside `fetch` to reach a network, and to start another that would. Nothing here needs them. */
const OTHER_WAYS = [
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'importScripts',
  'caches',
  'Worker',
  'SharedWorker'
];

export interface Outbound {
  readonly fetch: typeof fetch;
}

/** The address of the system that a job is about, and whether it may be this device without TLS. */
export interface Destination {
  readonly address: string;
  readonly allowsLocalHttp: boolean;
}

/**
 * The second gate of the connector worker, behind its policy, which can name no host: whoever asks, a library included,
 * reaches the one system of this worker's job, or nobody. Closed until it is told which; a worker has one job, so that it
 * opens once. Addresses are compared as the browser reads them: `0x7f.1` is 127.0.0.1, `ⓔxample.com` is example.com.
 */
export class OutboundGate {
  readonly #send: typeof fetch;
  #origin: string | undefined;
  #allowsLocalHttp = false;

  constructor(send: typeof fetch) {
    this.#send = send;
  }

  /** Stands between a thread and its network from now on. */
  static install(scope: Outbound): OutboundGate {
    const gate = new OutboundGate(scope.fetch.bind(scope));
    // A worker has some from its global's prototype.
    for (let place: object | null = scope; place; place = Reflect.getPrototypeOf(place)) {
      for (const way of ['fetch', ...OTHER_WAYS]) Reflect.deleteProperty(place, way);
    }
    Object.defineProperty(scope, 'fetch', { value: gate.fetch, writable: false, configurable: false });
    return gate;
  }

  /** Throws for another system than the one it was opened for. */
  open({ address, allowsLocalHttp }: Destination): void {
    const { origin } = new URL(address);
    if (this.#origin !== undefined && this.#origin !== origin) throw this.#refusal(new URL(address));
    this.#origin = origin;
    this.#allowsLocalHttp = allowsLocalHttp;
  }

  /**
   * No cookies, no referrer, no cache, and no redirect is followed. A look at whether anybody is there (`no-cors`) cannot
   * refuse redirects: it says nothing that another host could take.
   */
  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!this.#isOpenFor(url)) throw this.#refusal(url);
    if (init.mode !== 'no-cors') return this.#send(url, { ...init, ...QUIETLY, redirect: 'manual' });
    const { signal = null } = init;
    return this.#send(url.origin + url.pathname, { ...QUIETLY, mode: 'no-cors', signal });
  };

  #isOpenFor(url: URL): boolean {
    if (url.username !== '' || url.password !== '') return false;
    return url.origin === this.#origin && isAllowedScheme(url, this.#allowsLocalHttp);
  }

  #refusal(url: URL): SystemFailure {
    const host = this.#origin === undefined ? '' : new URL(this.#origin).host;
    return new SystemFailure({ kind: 'system-foreign-link', host, linkHost: url.host });
  }
}

const QUIETLY = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', keepalive: false } as const;
