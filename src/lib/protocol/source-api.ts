import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import type { RememberedSource } from '../model/remembered-source';
import type { Result } from '../model/result';

/** Files that apps are imported from again. */
export interface SourceApi {
  /** Without a handle the source is forgotten. */
  rememberSource(appId: AppId, handle: FileSystemFileHandle | undefined): Promise<Result<undefined, AppError>>;
  sources(): Promise<Result<readonly RememberedSource[], AppError>>;
}
