import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import type { RememberedSource } from '../model/remembered-source';
import { err, type Result } from '../model/result';
import type { SourceApi } from '../protocol/source-api';
import { pickFileHandle, readFileHandle } from './file-handle';

interface SourceMuster {
  readonly engine: { readonly api: SourceApi };
}

/** Where the apps' files come from: handles that the browser keeps, stored with the workspace. */
export class SourceFiles {
  readonly #muster: SourceMuster;
  #all = $state.raw<readonly RememberedSource[]>([]);

  constructor(muster: SourceMuster) {
    this.#muster = muster;
  }

  of(appId: AppId): RememberedSource | undefined {
    return this.#all.find((source) => source.appId === appId);
  }

  /** Reads what the open workspace remembers. */
  async load(): Promise<Result<undefined, AppError>> {
    const read = await this.#muster.engine.api.sources();
    this.#all = read.ok ? read.value : [];
    return read.ok ? { ok: true, value: undefined } : read;
  }

  /**
   * The file that the app is imported from, as it is now. On a click the browser may ask for permission; `isAsking`
   * false takes only what was granted before, for what starts by itself.
   */
  async readSource(appId: AppId, isAsking = true): Promise<Result<File, AppError>> {
    const read = await this.load();
    if (!read.ok) return read;
    const source = this.of(appId);
    return source ? readFileHandle(source.handle, { ask: isAsking }) : err({ kind: 'source-missing' });
  }

  /** Lets the person pick a file and remembers it; undefined when they closed the picker. Only on a click. */
  async choose(appId: AppId): Promise<Result<FileSystemFileHandle | undefined, AppError>> {
    const handle = await pickFileHandle();
    if (!handle) return { ok: true, value: undefined };
    const remembered = await this.remember(appId, handle);
    return remembered.ok ? { ok: true, value: handle } : remembered;
  }

  async remember(appId: AppId, handle: FileSystemFileHandle): Promise<Result<undefined, AppError>> {
    const stored = await this.#muster.engine.api.rememberSource(appId, handle);
    return stored.ok ? this.load() : stored;
  }

  async forget(appId: AppId): Promise<Result<undefined, AppError>> {
    const forgotten = await this.#muster.engine.api.rememberSource(appId, undefined);
    return forgotten.ok ? this.load() : forgotten;
  }
}
