import type { AppError } from '../model/app-error';

/**
 * What keeps Muster from running at all, found out before anything is started: without it the page would wait for an
 * engine that cannot work. Never a way around it, such as keeping data unencrypted or in memory only.
 */
export async function checkBrowser(): Promise<AppError | undefined> {
  const locks: LockManager | undefined = navigator.locks;
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!isSecureContext && (!locks || !subtle))
    return { kind: 'address-insecure', secureAddress: `https://${location.host}${location.pathname}` };
  try {
    const databases: IDBFactory | undefined = globalThis.indexedDB;
    if (!databases) return blocked('It has no IndexedDB here.');
    // Rejects where site data are forbidden; Firefox before 126 does not have it.
    await databases.databases?.();
    return undefined;
  } catch (cause) {
    return blocked(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
  }
}

function blocked(cause: string): AppError {
  return { kind: 'storage-blocked', cause };
}
