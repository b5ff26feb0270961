import type { AppError } from '../model/app-error';
import type { Connection, KeptConnection } from '../model/connection';
import type { ImportTarget } from '../model/import-run';
import type { Result } from '../model/result';

/** Connections of apps and domains. Tokens are kept only sealed, and only where a person asked for that. */
export interface ConnectionApi {
  connections(): Promise<Result<readonly KeptConnection[], AppError>>;
  /** A watermark of another list, and a token for another address, are forgotten. */
  saveConnection(target: ImportTarget, connection: Connection): Promise<Result<KeptConnection, AppError>>;
  forgetConnection(target: ImportTarget): Promise<Result<undefined, AppError>>;

  /** Whether the workspace has a passphrase, and whether it was given since it was opened. */
  passphraseState(): Promise<Result<'none' | 'locked' | 'open', AppError>>;
  /** Sets it where there is none; else opens with it (`passphrase-wrong` when it is another). */
  givePassphrase(passphrase: string): Promise<Result<undefined, AppError>>;
  /** Needs the passphrase given. */
  sealToken(target: ImportTarget, token: string): Promise<Result<undefined, AppError>>;
  /** Undefined when none is kept. Needs the passphrase given; what does not open with it is `token-damaged`. */
  openToken(target: ImportTarget): Promise<Result<string | undefined, AppError>>;
  forgetToken(target: ImportTarget): Promise<Result<undefined, AppError>>;
}
