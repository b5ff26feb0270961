import { onDisk } from '../fixtures/csv-file';
import { manyAccounts, manyUsers } from '../fixtures/large-list';
import { teamAccounts } from '../fixtures/small-team';
import { expect, test } from './muster-test';
import { bringIn, chooseFile, facet, finalButton, openTeamDesk, rail, resultRows } from './steps';

test('an import that is cancelled while reading leaves everything as it was', async ({ page }, testInfo) => {
  await openTeamDesk(page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, onDisk(manyAccounts(400_000), testInfo.outputPath('accounts.csv')));
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(resultRows(page)).toHaveCount(8);
  await expect(facet(page, 'Synchronization status', 'Unconfirmed')).toBeVisible();

  // And the next import is not in its way.
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await bringIn(page, teamAccounts());
  await expect(resultRows(page)).toHaveCount(8);
});

test('a tab that dies while saving leaves the state before or the state after', async ({ page }, testInfo) => {
  await openTeamDesk(page);
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Import users' }).click();
  const dialog = await chooseFile(page, onDisk(manyUsers(300_000), testInfo.outputPath('users.csv')));
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible({ timeout: 30_000 });
  await finalButton(dialog).click();
  await page.goto('about:blank');
  await page.goBack();
  const count = page.getByRole('status').filter({ hasText: ' of ' }).first();
  await expect(count).toHaveText(/^(8|300,008) of (8|300,008)$/);
});
