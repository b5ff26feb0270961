const STORAGE_KEY = 'muster-workspaces';

/**
 * How many workspaces this browser had, written down outside the database that lists them: without it, a browser that
 * cleared them away looks like one that never had any. A number, no names. Chromium clears databases and leaves this note;
 * where both go together (Firefox, Safari, "clear site data"), nothing can be known afterwards, and nothing is said.
 */
export function notedWorkspaces(): number {
  try {
    const noted = Number(localStorage.getItem(STORAGE_KEY) ?? '0');
    return Number.isInteger(noted) && noted > 0 ? noted : 0;
  } catch {
    // Site data may be forbidden: then nothing was noted.
    return 0;
  }
}

export function noteWorkspaces(count: number): void {
  try {
    localStorage.setItem(STORAGE_KEY, String(count));
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
  }
}
