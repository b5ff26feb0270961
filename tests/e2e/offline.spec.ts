import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { browserLaunch } from '../find-browser';
import { expect, expectNoProblems, test, watchContext } from './muster-test';
import { openTeamDesk, resultRow, resultRows } from './steps';

/** A request that fails while the network is off is what these tests are about. */
const OFFLINE_NOISE = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|service-worker\.js/;

async function untilPrecached(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
}

test.describe('without a network', () => {
  test.use({ expectedNoise: OFFLINE_NOISE });

  test('the app loads again and goes on with its work', async ({ page, context }) => {
    await openTeamDesk(page);
    await untilPrecached(page);
    await context.setOffline(true);
    await page.reload();
    await expect(resultRows(page)).toHaveCount(8);
    await resultRow(page, 'Tomasz').getByRole('button', { name: 'Confirm' }).click();
    await expect(resultRow(page, 'Tomasz')).toContainText('Confirmed');
    for (const name of ['Provisioning', 'History']) {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(page).toHaveTitle(new RegExp(`^${name}`));
    }
    await context.setOffline(false);
  });
});

test('closing the browser loses nothing', async ({ site }, testInfo) => {
  const profile = testInfo.outputPath('profile');
  const open = async (): Promise<{ context: BrowserContext; problems: readonly string[]; page: Page }> => {
    const { executablePath, args } = browserLaunch();
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: [...args],
      baseURL: site.origin,
      viewport: { width: 1440, height: 900 }
    });
    return { context, problems: await watchContext(context), page: await context.newPage() };
  };

  const before = await open();
  await openTeamDesk(before.page);
  await resultRow(before.page, 'Tomasz').getByRole('button', { name: 'Confirm' }).click();
  await expect(resultRow(before.page, 'Tomasz')).toContainText('Confirmed');
  const address = before.page.url();
  expectNoProblems(before.problems, undefined);
  await before.context.close();

  const after = await open();
  await after.page.goto(address);
  await expect(resultRows(after.page)).toHaveCount(8);
  await expect(resultRow(after.page, 'Tomasz')).toContainText('Confirmed');
  await after.page.getByRole('button', { name: 'Undo' }).click();
  await expect(resultRow(after.page, 'Tomasz')).toContainText('Unconfirmed');
  expectNoProblems(after.problems, undefined);
  await after.context.close();
});
