import type { Page } from '@playwright/test';

/** The same two imports as a person does them, through the app's screens. */
export interface ScreenFigures {
  /** From choosing the accounts' file to its summary, with one click between. */
  readonly accountsMs: number;
  /** Longest task of the page's main thread from the first file to the filled desk; 0 when none passed 50 ms. */
  readonly longestTaskMs: number;
}

export async function importOnScreen(
  page: Page,
  origin: string,
  files: { users: string; accounts: string }
): Promise<ScreenFigures> {
  page.setDefaultTimeout(180_000);
  await page.goto(origin);
  await page.getByLabel('Workspace name').fill('Benchmark');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Alder domain');
  await dialog.getByRole('button', { name: 'Create domain' }).click();
  const rail = page.getByRole('navigation', { name: 'Workspace' });
  await page.evaluate(watchLongTasks);

  await rail.getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Import users' }).click();
  await importFile(page, files.users);

  await rail.getByRole('link', { name: 'Add application' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Zendesk');
  await dialog.getByRole('button', { name: 'Add application' }).click();
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('switch', { name: 'Enable provisioning' }).click();
  await page.getByRole('switch', { name: 'Enable synchronization' }).click();
  await rail.getByRole('link', { name: 'Zendesk' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const startedAt = performance.now();
  await importFile(page, files.accounts);
  const accountsMs = performance.now() - startedAt;
  await page.getByRole('grid', { name: 'Import results' }).getByRole('gridcell').first().waitFor();
  return { accountsMs, longestTaskMs: await page.evaluate(() => window.longestTaskMs) };
}

async function importFile(page: Page, file: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.getByRole('button', { name: /^Import( users)?$/ }).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
}

declare global {
  interface Window {
    longestTaskMs: number;
  }
}

function watchLongTasks(): void {
  window.longestTaskMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longestTaskMs = Math.max(window.longestTaskMs, duration);
  }).observe({ type: 'longtask' });
}
