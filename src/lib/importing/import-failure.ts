import type { AppError } from '../model/app-error';

/** Carries an expected failure out of the depth of the stream; `import-file.ts` turns it back into a value. */
export class ImportFailure extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.kind);
    this.name = 'ImportFailure';
    this.error = error;
  }
}
