import type { AppId } from './ids';

/** Where an app's file comes from: a handle that the browser keeps, asked for permission again in every session. */
export interface RememberedSource {
  readonly appId: AppId;
  readonly handle: FileSystemFileHandle;
  readonly fileName: string;
  /** Milliseconds since 1970. */
  readonly rememberedAt: number;
}
