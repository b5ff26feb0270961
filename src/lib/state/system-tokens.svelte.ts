import type { ConnectorClient } from '../clients/connector-client';
import type { AppError } from '../model/app-error';
import type { Connection } from '../model/connection';
import type { ImportTarget } from '../model/import-run';
import { ok, type Result } from '../model/result';
import type { TokenEndpoint, Tokens } from '../protocol/connector-api';
import { targetKey } from './connections.svelte';

/** A token that ends sooner is renewed before it is used. */
const SPARE_MS = 60_000;

interface HeldToken extends Tokens {
  /** The system it was given for: no other one ever gets it. */
  readonly system: string;
  /** Where it is renewed; for what came from signing in. */
  readonly endpoint: TokenEndpoint | undefined;
  /** A person asked for it to be kept under the passphrase. */
  readonly isRemembered: boolean;
}

/** Keeps what renews the token under the passphrase, when the system has exchanged it for another. */
export type RememberToken = (target: ImportTarget, token: string) => Promise<Result<unknown, AppError>>;

/** Tokens of the open workspace: in memory, one per app or domain, gone with the workspace, and with the tab. */
export class SystemTokens {
  readonly #client: Pick<ConnectorClient, 'refresh'>;
  readonly #remember: RememberToken;
  readonly #tell: (error: AppError) => void;
  #held = $state.raw<ReadonlyMap<string, HeldToken>>(new Map());
  /** Where a person, or the system, wants no more of the token: what is kept of it is not opened by itself. */
  #dropped = $state.raw<ReadonlySet<string>>(new Set());
  /** Two that need the same token wait for the same renewal: its refresh token may be good for once only. */
  readonly #renewals = new Map<string, Promise<Result<string | undefined, AppError>>>();

  /** `tell`: why a token that was exchanged could not be kept. */
  constructor(client: Pick<ConnectorClient, 'refresh'>, remember: RememberToken, tell: (error: AppError) => void) {
    this.#client = client;
    this.#remember = remember;
    this.#tell = tell;
  }

  /** Reactive. A token that has ended and cannot be renewed is none. */
  has(target: ImportTarget, connection: Connection): boolean {
    const held = this.#of(target, connection);
    return held !== undefined && (!hasEnded(held, 0) || held.refreshToken !== undefined);
  }

  /** A token that a person typed. */
  give(target: ImportTarget, connection: Connection, token: string): void {
    this.keep(target, connection, { accessToken: token, refreshToken: undefined, expiresAt: undefined });
  }

  /** What signing in gave. */
  keep(target: ImportTarget, connection: Connection, tokens: Tokens, endpoint?: TokenEndpoint): void {
    this.#set(targetKey(target), { ...tokens, endpoint, system: systemOf(connection), isRemembered: false });
  }

  /** Reactive. The very one in memory is kept under the passphrase, or what renews it. */
  isRemembered(target: ImportTarget, connection: Connection): boolean {
    return this.#of(target, connection)?.isRemembered ?? false;
  }

  setRemembered(target: ImportTarget, isRemembered: boolean): void {
    const key = targetKey(target);
    const held = this.#held.get(key);
    if (held) this.#set(key, { ...held, isRemembered });
  }

  /** Reactive. */
  isDropped(target: ImportTarget, connection: Connection): boolean {
    return this.#dropped.has(keyOf(target, systemOf(connection)));
  }

  /** It was refused, or another is to be given. One that is kept stays kept, and is not opened until `takeUp`. */
  drop(target: ImportTarget, connection: Connection): void {
    this.#drop(target, systemOf(connection));
  }

  takeUp(target: ImportTarget, connection: Connection): void {
    const next = new Set(this.#dropped);
    if (next.delete(keyOf(target, systemOf(connection)))) this.#dropped = next;
  }

  /** The token to ask with, renewed where it is about to end; undefined where a person has to give one. */
  usable(target: ImportTarget, connection: Connection): Promise<Result<string | undefined, AppError>> {
    const held = this.#of(target, connection);
    if (!held) return Promise.resolve(ok(undefined));
    if (!hasEnded(held, SPARE_MS)) return Promise.resolve(ok(held.accessToken));
    const key = keyOf(target, held.system);
    const renewal = this.#renewals.get(key) ?? this.#renew(target, held).finally(() => this.#renewals.delete(key));
    this.#renewals.set(key, renewal);
    return renewal;
  }

  /** What a person may have kept: what renews the token, else the token itself where it does not end. */
  lasting(target: ImportTarget, connection: Connection): string | undefined {
    const held = this.#of(target, connection);
    // Opened again, what came with an endpoint is taken for what renews.
    if (held?.endpoint) return held.refreshToken;
    return held?.expiresAt === undefined ? held?.accessToken : undefined;
  }

  forget(target: ImportTarget): void {
    this.#set(targetKey(target), undefined);
  }

  /** The workspace that they belong to is left. */
  forgetAll(): void {
    this.#held = new Map();
    this.#dropped = new Set();
  }

  async #renew(target: ImportTarget, held: HeldToken): Promise<Result<string | undefined, AppError>> {
    const key = targetKey(target);
    const { endpoint, refreshToken } = held;
    if (!endpoint || refreshToken === undefined) {
      if (!hasEnded(held, 0)) return ok(held.accessToken);
      this.#set(key, undefined);
      return ok(undefined);
    }
    const renewed = await this.#client.refresh({ endpoint, refreshToken });
    const now = this.#held.get(key);
    // Forgotten, or given anew, in the meantime; another system gets none of it.
    if (now?.system !== held.system) return ok(undefined);
    if (now.refreshToken !== refreshToken) return ok(now.accessToken);
    if (renewed.ok) {
      const next = renewed.value.refreshToken ?? refreshToken;
      this.#set(key, { ...now, ...renewed.value, refreshToken: next });
      if (now.isRemembered && next !== refreshToken) void this.#keepNext(target, next);
      return ok(renewed.value.accessToken);
    }
    // Refused: it has to be signed in anew. What cannot be reached now is tried again.
    if (renewed.error.kind === 'sign-in-failed') this.#drop(target, held.system);
    return renewed;
  }

  /** The one that is kept until now is used up: if it cannot be exchanged, a person has to know. */
  async #keepNext(target: ImportTarget, token: string): Promise<void> {
    const kept = await this.#remember(target, token);
    if (kept.ok) return;
    if (this.#held.get(targetKey(target))?.refreshToken === token) this.setRemembered(target, false);
    this.#tell(kept.error);
  }

  #drop(target: ImportTarget, system: string): void {
    const key = targetKey(target);
    if (this.#held.get(key)?.system === system) this.#set(key, undefined);
    this.#dropped = new Set(this.#dropped).add(keyOf(target, system));
  }

  #of(target: ImportTarget, connection: Connection): HeldToken | undefined {
    const held = this.#held.get(targetKey(target));
    return held?.system === systemOf(connection) ? held : undefined;
  }

  #set(key: string, held: HeldToken | undefined): void {
    const next = new Map(this.#held);
    if (held) next.set(key, held);
    else next.delete(key);
    this.#held = next;
  }
}

function hasEnded({ expiresAt }: HeldToken, spareMs: number): boolean {
  return expiresAt !== undefined && expiresAt - spareMs <= Date.now();
}

function keyOf(target: ImportTarget, system: string): string {
  return `${targetKey(target)} ${system}`;
}

function systemOf({ connectorId, address }: Connection): string {
  return `${connectorId} ${address}`;
}
