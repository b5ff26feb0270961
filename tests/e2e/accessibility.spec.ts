import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import { changeSettings, chooseFile, importAgain, lastImport, openTeamDesk, rail, resultRows, tab } from './steps';
import { numberedAccounts } from '../fixtures/changing-list';
import { teamAccounts } from '../fixtures/small-team';

// Each look at a page takes seconds.
test.slow();

test('the start page', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Open sample workspace' })).toBeVisible();
  await expectAccessible(page);
});

test('every page of a workspace', async ({ page }) => {
  await openTeamDesk(page);
  await expectAccessible(page);
  await resultRows(page).first().getByRole('gridcell').nth(1).click();
  await expectAccessible(page);
  for (const name of ['Import runs', 'Groups', 'Provisioning', 'Connection', 'History']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveTitle(new RegExp(`^${name}`));
    await expectAccessible(page);
  }
  for (const name of ['Overview', 'Alder domain', 'Users']) {
    await rail(page).getByRole('link', { name }).first().click();
    await expectAccessible(page);
  }
});

test('the dialogs', async ({ page }) => {
  await openTeamDesk(page);
  for (const name of ['Clear unconfirmed users', 'Assign existing user', 'Create new user and link']) {
    await page.getByRole('button', { name }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expectAccessible(page);
  const dialog = await chooseFile(page, teamAccounts());
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await expectAccessible(page);
});

test('a held run, and matching again', async ({ page }) => {
  await openTeamDesk(page);
  await changeSettings(page, () => page.getByLabel('Maximum number of creates').fill('0'));
  await importAgain(page, numberedAccounts(1, 2), 'Incremental');
  await expectAccessible(page);
  await lastImport(page).getByRole('link', { name: 'Review held import' }).click();
  await expect(page.getByRole('grid', { name: 'Rows that tripped the safeguard' }).getByRole('row')).toHaveCount(3);
  await expectAccessible(page);
  await tab(page, 'Import').click();
  await expect(resultRows(page)).toHaveCount(8);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill('Match again');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Apply' })).toBeVisible();
  await expectAccessible(page);
});

test('the command palette and the keys', async ({ page }) => {
  await openTeamDesk(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});
