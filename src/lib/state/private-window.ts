const TRY_AGAIN_AFTER_MS = 1000;

/**
 * Whether everything is deleted when this window is closed. True only where it is sure: Firefox and Safari keep their file
 * system from a private window although they store everything else there. Chromium looks alike in both on purpose (its
 * quota is made up since version 138), and an origin that may store nothing at all is told in other words.
 */
export async function isPrivateWindow(): Promise<boolean> {
  // Not on a plain http address, nor in every browser.
  const storage: Partial<StorageManager> | undefined = navigator.storage;
  if (typeof storage?.getDirectory !== 'function') return false;
  if (!(await isKeptFromFiles(storage.getDirectory.bind(storage)))) return false;
  // Browsers fail now and then; one that refuses twice means it.
  await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER_MS));
  return isKeptFromFiles(storage.getDirectory.bind(storage));
}

/** Firefox calls it a matter of security, Safari a transient one. */
async function isKeptFromFiles(open: () => Promise<unknown>): Promise<boolean> {
  try {
    await open();
    return false;
  } catch (cause) {
    if (!(cause instanceof DOMException)) return false;
    return cause.name === 'SecurityError' || (cause.name === 'UnknownError' && cause.message.includes('transient'));
  }
}
