import type { AppError } from '../model/app-error';

/** Stands where a part is being built; gone when it is. */
export const UNBUILT: AppError = { kind: 'not-found', what: 'This function' };
