import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { browserLaunch } from '../find-browser';
import { teamAccounts, teamUsers } from '../fixtures/small-team';
import { expect, test } from './muster-test';
import {
  bringIn,
  chooseFile,
  createWorkspace,
  finalButton,
  nameDomain,
  openProvisioning,
  openTeamDesk,
  rail,
  resultRows
} from './steps';

const GONE = 'The stored data of this workspace are gone.';
/** The bar: told within five seconds. */
const SOON = { timeout: 5000 };

function recoveryLink(page: Page) {
  return page.getByRole('link', { name: 'Recovery page' });
}

function workspaceDatabases(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name = '' }) => name).filter((name) => name.startsWith('muster-workspace-'))
  );
}

test.describe('data that go away under an open tab', () => {
  test.use({ expectedNoise: /Another connection wants to delete/ });

  test('cleared site data are told at once, and nothing empty takes their place', async ({ page, context, site }) => {
    await openTeamDesk(page);
    const session = await context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'indexeddb' });
    await expect(page.getByText(GONE)).toBeVisible(SOON);
    await expect(page.getByRole('button', { name: 'Open a backup' })).toBeVisible();
    expect(await workspaceDatabases(page)).toEqual([]);
    await recoveryLink(page).click();
    await expect(page.getByRole('region', { name: 'What went wrong' })).toContainText('were removed');
    await page.goBack();
  });

  test('a workspace whose database is gone is not opened as an empty one', async ({ page }) => {
    await openTeamDesk(page);
    const address = page.url();
    const [name] = await workspaceDatabases(page);
    await page.evaluate((database) => void indexedDB.deleteDatabase(database), name ?? '');
    await expect(page.getByText(GONE)).toBeVisible(SOON);
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByText(GONE)).toBeVisible();
    await expect(recoveryLink(page)).toBeVisible();
    expect(await workspaceDatabases(page)).toEqual([]);
  });
});

test.describe('a browser that stores nothing', () => {
  for (const [what, stub] of [
    ['has no IndexedDB', () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined })],
    [
      'forbids IndexedDB',
      () => {
        IDBFactory.prototype.databases = () => Promise.reject(new DOMException('denied', 'SecurityError'));
      }
    ]
  ] as const)
    test(`one that ${what} is told in one message with a next step`, async ({ page, context }) => {
      await context.addInitScript(stub);
      await page.goto('/');
      await expect(page.getByText('The browser does not let Muster store anything.')).toBeVisible(SOON);
      await expect(page.getByText('Allow site data for this address')).toBeVisible();
      await expect(recoveryLink(page)).toBeVisible();
      await expect(page.getByRole('button', { name: 'Create workspace' })).toHaveCount(0);
    });

  test('one whose settings block site data says so too', async ({ site }, testInfo) => {
    const profile = testInfo.outputPath('profile');
    mkdirSync(path.join(profile, 'Default'), { recursive: true });
    const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
    const { executablePath, args } = browserLaunch();
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: [...args],
      ignoreDefaultArgs: ['--disable-features']
    });
    const [page = await context.newPage()] = context.pages();
    await page.goto(site.origin);
    await expect(page.getByText('The browser does not let Muster store anything.')).toBeVisible();
    await recoveryLink(page).click();
    await expect(page.getByText('None can be opened: allow site data for this address')).toBeVisible();
    await context.close();
  });
});

test('over plain http there is one message and the secure address', async ({ site }, testInfo) => {
  const { executablePath, args } = browserLaunch();
  const context = await chromium.launchPersistentContext(testInfo.outputPath('profile'), {
    executablePath,
    args: [...args, '--host-resolver-rules=MAP muster.example 127.0.0.1']
  });
  const [page = await context.newPage()] = context.pages();
  await page.goto(site.origin.replace('localhost', 'muster.example'));
  await expect(page.getByText('Muster does not run over plain http.')).toBeVisible();
  const link = page.getByRole('link', { name: 'Open the https address' });
  await expect(link).toHaveAttribute('href', /^https:\/\/muster\.example/);
  await expect(page.getByRole('button', { name: 'Create workspace' })).toHaveCount(0);
  await context.close();
});

test.describe('a worker that is ended', () => {
  async function endWorker(page: Page, part: string): Promise<void> {
    const worker = page.workers().find((one) => one.url().includes(part));
    await worker?.evaluate(() => self.close()).catch(() => undefined);
  }

  test('the engine: told within two seconds, with a next step', async ({ page }) => {
    await openTeamDesk(page);
    await endWorker(page, 'engine.worker');
    await expect(page.getByText('A part of Muster stopped.')).toBeVisible({ timeout: 2000 });
    await expect(recoveryLink(page)).toBeVisible();
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(resultRows(page)).toHaveCount(8);
  });

  test('the one that reads a file: the import fails within two seconds, and can be tried again', async ({ page }) => {
    await openProvisioning(page, teamUsers());
    await rail(page).getByRole('link', { name: 'Zendesk' }).click();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const dialog = await chooseFile(page, longList());
    await expect(dialog.getByRole('progressbar')).toBeVisible();
    await endWorker(page, 'import.worker');
    await expect(dialog.getByText('A part of Muster stopped.')).toBeVisible({ timeout: 2000 });
    await dialog.getByRole('button', { name: /again/i }).click();
    await expect(dialog.getByRole('region', { name: 'What the import would do' })).toContainText('300,000', {
      timeout: 30_000
    });
    await expect(finalButton(dialog)).toBeEnabled();
  });

  test('one that waits for a file is not missed', async ({ page }) => {
    await openProvisioning(page, teamUsers());
    await rail(page).getByRole('link', { name: 'Zendesk' }).click();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect.poll(() => page.workers().some((worker) => worker.url().includes('import.worker'))).toBe(true);
    await endWorker(page, 'import.worker');
    await bringIn(page, teamAccounts());
    await expect(resultRows(page)).toHaveCount(8);
  });
});

test('a new workspace whose database was not made yet opens', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  expect(await workspaceDatabases(page)).toHaveLength(1);
});

/** Takes a second or two to read. */
function longList() {
  const rows = Array.from({ length: 300_000 }, (_, i) => `${i},user${i}@alder.example,Given${i},Family${i}`);
  return {
    name: 'long.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['id,email,first name,last name', ...rows].join('\n'))
  };
}
