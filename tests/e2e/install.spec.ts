import { otherBuild } from '../fixtures/other-build';
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
    page.evaluate(async () => (await (await fetch('/manifest.webmanifest')).text()).includes('build second'));
  try {
    site.publish(otherBuild(testInfo.outputPath('second-build'), 'second'));
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
