import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import { createWorkspace, nameDomain, openTeamDesk } from './steps';

interface Line {
  readonly key: unknown;
  readonly value: Record<string, unknown> & { readonly $file?: string };
}

test.beforeEach(async ({ context }) => {
  // The browser's own dialog is nobody's to press in a test; the file is downloaded instead.
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
});

async function openRecovery(page: Page, query = ''): Promise<void> {
  await page.goto(`/recover.html${query}`);
  await expect(page.getByRole('heading', { name: 'Recovery page' })).toBeVisible();
}

function database(page: Page, name: string | RegExp) {
  return page.getByRole('group', { name });
}

/** Cells of the row of a table, by its name. */
async function tableRow(page: Page, group: string, table: string): Promise<readonly string[]> {
  const row = database(page, group)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: table, exact: true }) });
  await expect(row).toBeVisible();
  return row.getByRole('cell').allInnerTexts();
}

async function unzipped(download: Download): Promise<Readonly<Record<string, Uint8Array>>> {
  return unzipSync(new Uint8Array(readFileSync(await download.path())));
}

function linesOf(files: Readonly<Record<string, Uint8Array>>, ending: string): readonly Line[] {
  const name = Object.keys(files).find((file) => file.endsWith(ending));
  return strFromU8(files[name ?? ''] ?? new Uint8Array())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

test('lists what is stored, and saves all of it as a file that others can read', async ({ page }) => {
  await openTeamDesk(page);
  await openRecovery(page);
  const group = database(page, 'Alder group');
  await expect(group).toContainText('Format');
  await expect(group).toContainText('real data');
  expect((await tableRow(page, 'Alder group', 'domains')).slice(0, 1)).toEqual(['1']);
  await expect
    .poll(async () => (await tableRow(page, 'Alder group', 'segments'))[1])
    .toMatch(/^[\d.,]+ (bytes|kB|MB)$/);
  const [segments] = await tableRow(page, 'Alder group', 'segments');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save everything' }).click();
  const files = await unzipped(await downloading);
  await expect(page.getByText('Saved. Everything could be read.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save everything' })).toBeFocused();
  expect(linesOf(files, '/domains.1.jsonl')).toMatchObject([{ value: { name: 'Alder domain' } }]);
  expect(linesOf(files, '/apps.1.jsonl')).toMatchObject([{ value: { name: 'Zendesk' } }]);
  expect(linesOf(files, 'muster/workspaces.1.jsonl')).toMatchObject([{ value: { name: 'Alder group' } }]);

  const stored = linesOf(files, '/segments.1.jsonl');
  expect(stored).toHaveLength(Number(segments));
  const sizes = await page.evaluate(readSegmentSizes);
  const named = stored.map(({ value }) =>
    '$bytes' in value ? atob(String(value.$bytes)).length : files[value.$file ?? '']?.length
  );
  expect(named).toEqual(sizes);
  const contents = JSON.parse(strFromU8(files['contents.json'] ?? new Uint8Array())) as {
    contents: { tables: object[] }[];
  };
  expect(contents.contents.flatMap(({ tables }) => tables)).not.toHaveLength(0);
});

/** As the browser has them: bytes of each stored segment, in the order of their numbers. */
async function readSegmentSizes(): Promise<number[]> {
  const answer = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve) => (request.onsuccess = () => resolve(request.result)));
  const all = await indexedDB.databases();
  const name = all.find((found) => found.name?.startsWith('muster-workspace-'))?.name ?? '';
  const db = await answer(indexedDB.open(name));
  const values: ArrayBuffer[] = await answer(db.transaction('segments').objectStore('segments').getAll());
  db.close();
  return values.map(({ byteLength }) => byteLength);
}

test('saves a table alone', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await openRecovery(page);
  const downloading = page.waitForEvent('download');
  await database(page, 'Alder group').getByRole('button', { name: 'Save domains' }).click();
  const files = await unzipped(await downloading);
  expect(Object.keys(files).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1);
});

test.describe('without a network', () => {
  // That a request fails is what this is about.
  test.use({ expectedNoise: /Failed to load resource/ });

  test('works from the copy on the device', async ({ page, context }) => {
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await openRecovery(page, '?reason=storage-failed');
    await expect(database(page, 'List of workspaces')).toBeVisible();
    await expect(page.getByRole('region', { name: 'What went wrong' })).toContainText('could not read or write');
    await page.getByRole('button', { name: 'Load the newest version' }).click();
    await expect(page.getByText('Nothing was changed.')).toBeVisible();
    await page.getByRole('link', { name: 'Open Muster' }).click();
    await expect(page.getByRole('button', { name: 'Open sample workspace' })).toBeVisible();
    await context.setOffline(false);
  });
});

test('loads the newest version and leaves the data alone', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.evaluate(async () => void (await (await caches.open('muster / old')).put('/x', new Response('x'))));
  await openRecovery(page);
  await page.getByRole('button', { name: 'Load the newest version' }).click();
  await expect(page.getByRole('link', { name: /Alder group/ })).toBeVisible();
  expect(await page.evaluate(() => caches.has('muster / old'))).toBe(false);
});

test('removes one database, after a word was typed, by keyboard', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await createWorkspace(page, 'Birch group');
  await nameDomain(page, 'Birch domain');
  await openRecovery(page);
  const group = database(page, 'Alder group');
  await group.getByRole('button', { name: 'Remove Alder group…' }).focus();
  await page.keyboard.press('Enter');
  await expect(group.getByRole('button', { name: 'Remove database' })).toBeDisabled();
  await group.getByRole('button', { name: 'Keep it' }).press('Enter');
  await expect(group.getByRole('button', { name: 'Remove Alder group…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('remove');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Alder group” was removed.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What is stored here' })).toBeFocused();
  await expect(group).toHaveCount(0);
  await expect(database(page, 'List of workspaces').getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('link', { name: /Birch group/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Alder group/ })).toHaveCount(0);
});

test('a workspace that was removed here counts as lost nowhere', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await openRecovery(page);
  await page.getByRole('button', { name: 'Remove Alder group…' }).click();
  await page.getByRole('textbox').fill('remove');
  await page.getByRole('button', { name: 'Remove database' }).click();
  await expect(page.getByText('“Alder group” was removed.')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Open sample workspace' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('muster-workspaces'))).toBe('0');
  await expect(page.getByText('not any more')).toBeHidden();
});

test('puts a workspace into the list again that the list has lost', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await openRecovery(page);
  await page.evaluate(loseList);
  await page.reload();
  const group = database(page, 'Not in the list of workspaces');
  await group.getByRole('button', { name: 'Put it into the list again' }).click();
  await expect(database(page, /^Recovered/)).toBeVisible();
  await page.goto('/');
  await page.getByRole('link', { name: /Recovered/ }).click();
  await expect(page.getByRole('link', { name: 'Alder domain' }).first()).toBeVisible();
});

/** All its rows; as when the database that lists the workspaces is lost and made anew. */
function loseList(): Promise<void> {
  return new Promise((resolve) => {
    indexedDB.open('muster').onsuccess = ({ target }) => {
      const { result: db } = target as IDBOpenDBRequest;
      db.transaction('workspaces', 'readwrite').objectStore('workspaces').clear().onsuccess = () => {
        db.close();
        resolve();
      };
    };
  });
}

test('does without a list of databases, as in some browsers', async ({ page, context }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await context.addInitScript(() => Reflect.deleteProperty(IDBFactory.prototype, 'databases'));
  await openRecovery(page);
  expect((await tableRow(page, 'Alder group', 'domains')).slice(0, 1)).toEqual(['1']);
  await page.goto('/');
  await expect(page.getByRole('link', { name: /Alder group/ })).toBeVisible();
});

test('shows names and reasons as text, never as anything else', async ({ page }) => {
  const name = '<img src=x onerror="document.title=1">';
  await createWorkspace(page, name);
  await nameDomain(page, 'Alder domain');
  await openRecovery(page, '?reason=%3Cimg%20src%3Dx%3E');
  await expect(page.getByRole('heading', { level: 3, name })).toBeVisible();
  await expect(page.locator('#content img')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'What went wrong' })).toBeHidden();
});

test('is accessible, with and without a failure', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await openRecovery(page, '?reason=safety-data-removed');
  await database(page, 'Alder group')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(page.getByRole('button', { name: 'Remove database' })).toBeVisible();
  await expectAccessible(page);
});

test('says that nothing is stored where nothing is', async ({ page }) => {
  await openRecovery(page);
  await expect(page.getByText('Nothing of Muster is stored in this browser.')).toBeVisible();
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});
