import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { rail } from './steps';

export interface BackupFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Without the browser's questions where to: a file is downloaded, and there are no folders. */
export async function collectBackups(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
    Reflect.deleteProperty(globalThis, 'showDirectoryPicker');
  });
}

/** The folder that a person would pick: one of the browser's own. */
export async function pickOwnFolder(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const own = navigator.storage;
    Reflect.set(globalThis, 'showDirectoryPicker', async () =>
      (await own.getDirectory()).getDirectoryHandle('Backups', { create: true })
    );
  });
}

export async function filesInOwnFolder(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('Backups', { create: true });
    const names: string[] = [];
    // Typings of the DOM know no iteration.
    for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
    return names;
  });
}

export async function openBackups(page: Page): Promise<void> {
  await rail(page).getByRole('link', { name: 'Backups' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Backups' })).toBeVisible();
}

/** Expects the Backups page. */
export async function downloadBackup(page: Page): Promise<BackupFile> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up now' }).click();
  const download = await downloading;
  await expect(page.getByText(/^Last backup just now, downloaded as/)).toBeVisible();
  return fileOf(download.suggestedFilename(), readFileSync(await download.path()));
}

export function fileOf(name: string, buffer: Buffer): BackupFile {
  return { name, mimeType: 'application/octet-stream', buffer };
}

/** On the start page. */
export async function openOnHome(page: Page, file: BackupFile): Promise<Locator> {
  await page.goto('/');
  await page.getByRole('region', { name: 'Open a backup' }).locator('input[type="file"]').setInputFiles(file);
  return page.getByRole('dialog');
}

export async function restoreAsNew(page: Page, file: BackupFile): Promise<void> {
  const dialog = await openOnHome(page, file);
  await expect(dialog.getByRole('heading', { name: /is whole/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(rail(page)).toBeVisible();
}
