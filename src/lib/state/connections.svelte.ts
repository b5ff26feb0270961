import type { AppError } from '../model/app-error';
import type { Connection, KeptConnection } from '../model/connection';
import type { ImportTarget } from '../model/import-run';
import type { Result } from '../model/result';
import type { ConnectionApi } from '../protocol/connection-api';

type Api = Pick<ConnectionApi, 'connections' | 'saveConnection' | 'forgetConnection'>;

/** The kept connections of the open workspace. */
export class Connections {
  readonly #muster: { readonly engine: { readonly api: Api } };
  #all = $state.raw<readonly KeptConnection[]>([]);
  #isLoaded = $state(false);

  constructor(muster: { readonly engine: { readonly api: Api } }) {
    this.#muster = muster;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  of(target: ImportTarget): KeptConnection | undefined {
    const key = targetKey(target);
    return this.#all.find((kept) => targetKey(kept.target) === key);
  }

  async load(): Promise<Result<undefined, AppError>> {
    const read = await this.#muster.engine.api.connections();
    if (!read.ok) return read;
    this.#all = read.value;
    this.#isLoaded = true;
    return { ok: true, value: undefined };
  }

  async save(target: ImportTarget, connection: Connection): Promise<Result<undefined, AppError>> {
    const saved = await this.#muster.engine.api.saveConnection(target, connection);
    return saved.ok ? this.load() : saved;
  }

  async forget(target: ImportTarget): Promise<Result<undefined, AppError>> {
    const forgotten = await this.#muster.engine.api.forgetConnection(target);
    return forgotten.ok ? this.load() : forgotten;
  }
}

/** One text for each app or domain. */
export function targetKey(target: ImportTarget): string {
  return target.kind === 'accounts' ? `accounts ${target.appId}` : `users ${target.domainId}`;
}
