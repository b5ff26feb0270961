import type { SafetyError } from '../model/safety-error';

export type BackupError =
  | Extract<SafetyError, { readonly kind: `backup-${string}` }>
  | { readonly kind: 'passphrase-missing' }
  | { readonly kind: 'passphrase-wrong' };

/** Thrown while a backup is read: what is wrong with it, as a value that can be shown. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault';
  readonly error: BackupError;

  constructor(error: BackupError) {
    super(error.kind === 'backup-damaged' ? error.cause : error.kind);
    this.error = error;
  }
}

export function damaged(atByte: number, cause: string): BackupFault {
  return new BackupFault({ kind: 'backup-damaged', atByte, cause });
}
