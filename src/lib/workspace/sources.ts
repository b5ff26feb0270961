import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import type { RememberedSource } from '../model/remembered-source';
import { err, type Result } from '../model/result';
import type { OpenWorkspace } from './open-workspace';
import { UNBUILT } from './unbuilt';

/** Files that apps are imported from again. */
export class Sources {
  constructor(_workspace: OpenWorkspace) {}

  async remember(_appId: AppId, _handle: FileSystemFileHandle | undefined): Promise<Result<undefined, AppError>> {
    return err(UNBUILT);
  }

  async all(): Promise<Result<readonly RememberedSource[], AppError>> {
    return err(UNBUILT);
  }
}
