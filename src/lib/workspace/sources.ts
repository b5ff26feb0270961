import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import type { RememberedSource } from '../model/remembered-source';
import { err, ok, type Result } from '../model/result';
import type { OpenWorkspace } from './open-workspace';

/** Files that apps are imported from again. The browser keeps the handles; they are read in the page, with permission. */
export class Sources {
  readonly #workspace: OpenWorkspace;

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace;
  }

  remember(appId: AppId, handle: FileSystemFileHandle | undefined): Promise<Result<undefined, AppError>> {
    const { db } = this.#workspace;
    return this.#workspace.change<undefined>(async () => {
      if (!this.#workspace.app(appId)) return err({ kind: 'not-found', what: 'The app' });
      await this.#workspace.commit<unknown>(() => {
        if (!handle) return db.sources.delete(appId);
        return db.sources.put({ appId, handle, fileName: handle.name, rememberedAt: Date.now() });
      });
      return ok(undefined);
    });
  }

  /** Last remembered first. */
  async all(): Promise<Result<readonly RememberedSource[], AppError>> {
    const sources = await this.#workspace.db.sources.toArray();
    return ok(sources.toSorted((a, b) => b.rememberedAt - a.rememberedAt));
  }
}
