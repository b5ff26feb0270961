import type { Page } from '@playwright/test';

declare global {
  interface Window {
    isHoldingWrites: boolean;
  }
}

/**
 * Keeps whatever Muster writes into the open workspace waiting, until the function that comes back is called: a
 * transaction of our own stands before it. So long work can be looked at while it runs, on a machine of any speed.
 */
export async function holdWrites(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((found) => found.name).find((one) => one?.startsWith('muster-work'));
    if (name === undefined) throw new Error('No workspace is stored.');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('The workspace could not be opened.'));
    });
    window.isHoldingWrites = true;
    const store = db.transaction('meta', 'readwrite').objectStore('meta');
    await new Promise<void>((hasBegun) => {
      const goOn = () => {
        hasBegun();
        if (window.isHoldingWrites) store.get('format').onsuccess = goOn;
        else db.close();
      };
      store.get('format').onsuccess = goOn;
    });
  });
  return () => page.evaluate(() => void (window.isHoldingWrites = false));
}
