import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { otherBuild } from '../fixtures/other-build';
import { expect, test } from './muster-test';
import { createWorkspace, nameDomain } from './steps';

/** Requests that fail are what these tests are about. */
const NOISE = /Failed to load resource|Failed to fetch|ERR_|service-worker\.js|Integrity|integrity|preload|MIME type/;

test.use({ expectedNoise: NOISE });
test.afterEach(({ site }) => site.publish('build'));

async function openKept(page: Page): Promise<void> {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect(home(page)).toBeVisible();
}

function home(page: Page) {
  return page.getByRole('button', { name: 'Open sample workspace' });
}

function offer(page: Page) {
  return page.getByText('A new version is ready.');
}

async function lookForNewer(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
  });
}

/** How the installation of what is found ends. */
function outcomeOfLook(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const outcome = new Promise<string>((resolve) => {
      registration.addEventListener('updatefound', () => {
        const found = registration.installing;
        const tell = () => {
          if (found && ['installed', 'redundant'].includes(found.state)) resolve(found.state);
        };
        found?.addEventListener('statechange', tell);
        tell();
      });
    });
    await registration.update().catch(() => undefined);
    return outcome;
  });
}

/** Which build answers this tab. */
function buildOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const manifest: { description: string } = await (await fetch('/manifest.webmanifest')).json();
    return /^build \w+$/.exec(manifest.description)?.[0] ?? 'build first';
  });
}

/** Which build the program of this tab is of. */
function programOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const entry = document.querySelector<HTMLLinkElement>('link[rel=modulepreload]')?.href ?? '';
    return /-(second|third)\.js$/.exec(entry)?.[1] ?? 'first';
  });
}

async function accept(page: Page): Promise<void> {
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Update now' }).click();
  await reloaded;
  await expect(home(page)).toBeVisible();
}

/** Parts that a tab has not loaded yet: the palette, a dialog, the page of a workspace. */
async function usePartsNotLoadedYet(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByLabel('Workspace name').fill('Alder group');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await nameDomain(page, 'Alder domain');
}

function keptBuilds(page: Page): Promise<number> {
  return page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('muster / ')).length);
}

/** A tab that is slow to say its version keeps the earlier build for now; the next start of a tab asks again. */
async function untilOneIsKept(page: Page): Promise<void> {
  await expect(async () => {
    expect(await keptBuilds(page)).toBe(1);
  })
    .toPass({ timeout: 4000 })
    .catch(() => page.reload());
  await expect.poll(() => keptBuilds(page)).toBe(1);
}

test('an old tab keeps all its parts until it accepts, although the host has none of them any more', async ({
  page,
  context,
  site
}, testInfo) => {
  await openKept(page);
  const second = await context.newPage();
  await second.goto('/');
  site.publish(otherBuild(testInfo.outputPath('second'), 'second'));
  await lookForNewer(page);
  await expect(offer(second)).toBeVisible();
  await accept(second);
  expect(await programOf(second)).toBe('second');
  expect(await buildOf(second)).toBe('build second');

  expect(await programOf(page)).toBe('first');
  await context.setOffline(true);
  await usePartsNotLoadedYet(page);
  await context.setOffline(false);
  expect(await keptBuilds(page)).toBe(2);

  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Update now' }).click();
  await reloaded;
  await expect(page.getByRole('heading', { level: 1, name: 'Alder domain' })).toBeVisible();
  expect(await programOf(page)).toBe('second');
  await untilOneIsKept(page);
});

test('a third build may come while the second waits: both tabs end with the third, whenever they accept', async ({
  page,
  context,
  site
}, testInfo) => {
  await openKept(page);
  const other = await context.newPage();
  await other.goto('/');
  site.publish(otherBuild(testInfo.outputPath('second'), 'second'));
  await lookForNewer(page);
  await expect(offer(page)).toBeVisible();
  site.publish(otherBuild(testInfo.outputPath('third'), 'third'));
  expect(await outcomeOfLook(page)).toBe('installed');
  await accept(page);
  expect(await programOf(page)).toBe('third');
  expect(await programOf(other)).toBe('first');
  await accept(other);
  expect(await programOf(other)).toBe('third');
  await untilOneIsKept(other);
});

const HALVES: Readonly<Record<string, (folder: string) => void>> = {
  'a file is not there': (folder) => rmSync(aPart(folder)),
  'a file is cut off': (folder) => truncateSync(aPart(folder), 100),
  'a page that says sorry comes for a script': (folder) => writeFileSync(aPart(folder), '<!doctype html><p>Sorry'),
  'the page is of another build': (folder) => cpSync('build/index.html', path.join(folder, 'index.html'))
};

for (const [name, spoil] of Object.entries(HALVES)) {
  test(`nothing changes while ${name}; the next look takes the whole build`, async ({
    page,
    context,
    site
  }, testInfo) => {
    await openKept(page);
    const half = otherBuild(testInfo.outputPath('half'), 'second');
    spoil(half);
    site.publish(half);
    expect(await outcomeOfLook(page)).toBe('redundant');
    expect(await keptBuilds(page)).toBe(1);
    await expect(offer(page)).toBeHidden();
    await context.setOffline(true);
    await page.reload();
    await expect(home(page)).toBeVisible();
    expect(await programOf(page)).toBe('first');
    await context.setOffline(false);

    site.publish(otherBuild(testInfo.outputPath('second'), 'second'));
    await lookForNewer(page);
    await expect(offer(page)).toBeVisible();
    await accept(page);
    expect(await programOf(page)).toBe('second');
  });
}

test('where not every file comes at the first visit nothing is kept, and it is said', async ({
  page,
  site
}, testInfo) => {
  const half = otherBuild(testInfo.outputPath('half'), 'second');
  const workers = path.join(half, '_app/immutable/workers');
  for (const name of readdirSync(workers)) if (name.startsWith('import.')) rmSync(path.join(workers, name));
  site.publish(half);
  await page.goto('/');
  await expect(page.getByText('Muster cannot be opened again without a network.')).toBeVisible();
  expect(await keptBuilds(page)).toBe(0);
});

test.describe('without a copy on the device', () => {
  test.use({ serviceWorkers: 'block', expectedNoise: new RegExp(`${NOISE.source}|cannot be opened again`) });

  test('a missing part is mended by loading the page anew, once', async ({ page, site }, testInfo) => {
    await page.goto('/');
    await expect(home(page)).toBeVisible();
    site.publish(otherBuild(testInfo.outputPath('second'), 'second'));
    const reloaded = page.waitForEvent('load');
    await page.keyboard.press('Control+k');
    await reloaded;
    await expect(home(page)).toBeVisible();
    expect(await programOf(page)).toBe('second');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
  });

  test('what is missing again after that leads to the recovery page', async ({ page, context }) => {
    const loaded = new Set<string>();
    page.on('request', (request) => loaded.add(request.url()));
    await page.goto('/');
    await expect(home(page)).toBeVisible();
    const atStart = new Set(loaded);
    await context.route(
      (url) => url.pathname.includes('/immutable/') && !atStart.has(url.href),
      (route) => route.fulfill({ status: 404 })
    );
    const reloaded = page.waitForEvent('load');
    await page.keyboard.press('Control+k');
    await reloaded;
    await expect(home(page)).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('heading', { name: 'Recovery page' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'What went wrong' })).toContainText('missing');
  });

  test('where the program itself is missing, the page says so and leads to the recovery page', async ({
    page,
    context
  }) => {
    await context.route('**/_app/immutable/entry/*', (route) => route.fulfill({ status: 404 }));
    await page.goto('/');
    await expect(page.getByRole('alert')).toContainText('Muster has not started.');
    await page.getByRole('link', { name: 'Recovery page' }).click();
    await expect(page.getByRole('region', { name: 'What went wrong' })).toContainText('could not be started');
  });
});

test('the kill switch takes a service worker off the device and leaves the data', async ({ page, site }, testInfo) => {
  await openKept(page);
  await createWorkspace(page, 'Alder group');
  site.publish(withServiceWorker(testInfo.outputPath('killed'), readFileSync('docs/kill-switch.js', 'utf8')));
  await lookForNewer(page);
  await expect.poll(() => registrations(page)).toBe(0);
  expect(await keptBuilds(page)).toBe(0);
  // The tab that was open is of use until it is loaded anew.
  await nameDomain(page, 'Alder domain');
  await page.goto('/');
  await expect(page.getByRole('link', { name: /Alder group/ })).toBeVisible();
});

test('a service worker that answers nothing is replaced by the kill switch', async ({ page, site }, testInfo) => {
  await page.goto('/');
  const broken = `addEventListener('install', () => skipWaiting());
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));
    addEventListener('fetch', (event) => event.respondWith(Response.error()));`;
  site.publish(withServiceWorker(testInfo.outputPath('broken'), broken));
  await page.evaluate(() => navigator.serviceWorker.ready);
  await lookForNewer(page);
  await untilBroken(page);
  site.publish(withServiceWorker(testInfo.outputPath('killed'), readFileSync('docs/kill-switch.js', 'utf8')));
  await expect
    .poll(
      async () => {
        await page.goto('/').catch(() => undefined);
        return home(page).isVisible();
      },
      { timeout: 30_000, intervals: [1000] }
    )
    .toBe(true);
});

async function untilBroken(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() =>
        fetch('/icon.svg', { cache: 'no-store' }).then(
          () => 'answered',
          () => 'broken'
        )
      )
    )
    .toBe('broken');
}

function registrations(page: Page): Promise<number> {
  return page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
}

function aPart(folder: string): string {
  const chunks = path.join(folder, '_app/immutable/chunks');
  const [first] = readdirSync(chunks).filter((name) => name.endsWith('.js'));
  return path.join(chunks, first ?? '');
}

function withServiceWorker(folder: string, source: string): string {
  cpSync('build', folder, { recursive: true });
  writeFileSync(path.join(folder, 'service-worker.js'), source);
  return folder;
}
