import type { AppError } from '../model/app-error';

const NOTE_KEY = 'muster-last-failure';

/** Failures behind which there may be something to save or to mend outside of Muster. */
const FOR_RECOVERY: readonly AppError['kind'][] = [
  'safety-connection-lost',
  'safety-damaged',
  'safety-data-removed',
  'safety-missing',
  'safety-upgrade-failed',
  'storage-blocked',
  'storage-failed',
  'storage-newer',
  'missing-chunk',
  'version-mismatch',
  'worker-crashed'
];

export function isForRecovery({ kind }: AppError): boolean {
  return FOR_RECOVERY.includes(kind);
}

/** Muster has started since: what went wrong before leads nobody to the recovery page any more. */
export function forgetFailure(): void {
  try {
    sessionStorage.removeItem(NOTE_KEY);
  } catch {
    // Where nothing may be noted, nothing was.
  }
}

/**
 * For the recovery page, in this tab only. The kind and the name of the browser's error: what it says beyond that may
 * quote somebody's data.
 */
export function noteFailure(error: AppError, version: string): void {
  const cause = 'cause' in error && typeof error.cause === 'string' ? error.cause : '';
  const detail = /^[A-Z][A-Za-z]*(?:Error|Exception)\b/.exec(cause)?.[0] ?? '';
  try {
    sessionStorage.setItem(NOTE_KEY, JSON.stringify({ kind: error.kind, detail, version }));
  } catch {
    // Site data may be forbidden: the address of the recovery page says the kind too.
  }
}
