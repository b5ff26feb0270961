import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './muster-test';

test('can be installed', async ({ page, context }) => {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('an update waits until it is accepted', async ({ page, site }, testInfo) => {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  const marker = () =>
    page.evaluate(async () => (await (await fetch('/manifest.webmanifest')).text()).includes('second build'));
  try {
    site.publish(secondBuild(testInfo.outputPath('second-build')));
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await expect(page.getByText('A new version is ready.')).toBeVisible();
    expect(await marker()).toBe(false);
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Update now' }).click();
    await reloaded;
    await expect(page.getByRole('button', { name: 'Open sample workspace' })).toBeVisible();
    expect(await marker()).toBe(true);
  } finally {
    site.publish('build');
  }
});

test.describe('where no service worker can be registered', () => {
  test('it is said that Muster cannot start without a network', async ({ page, context }) => {
    await context.addInitScript(() => {
      ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error('refused by this device'));
    });
    await page.goto('/');
    await expect(page.getByText('Muster cannot be opened again without a network.')).toBeVisible();
    await expect(page.getByText('refused by this device')).toBeVisible();
  });
});

/** The same build under another version, with a manifest that says so. */
function secondBuild(folder: string): string {
  cpSync('build', folder, { recursive: true });
  const { version } = JSON.parse(readFileSync('build/_app/version.json', 'utf8')) as { version: string };
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|html|json)$/.test(name)
  )) {
    const place = path.join(folder, file);
    const text = readFileSync(place, 'utf8');
    // The page's own script is known by its hash: only the worker and the version file may differ.
    if (/service-worker\.js$|version\.json$/.test(file))
      writeFileSync(place, text.replaceAll(version, `${version}-second`));
  }
  const manifest = path.join(folder, 'manifest.webmanifest');
  const parsed = JSON.parse(readFileSync(manifest, 'utf8')) as { description?: string };
  writeFileSync(manifest, JSON.stringify({ ...parsed, description: 'second build' }));
  return folder;
}
