import { accountsWithout } from '../fixtures/changing-list';
import { teamAccounts } from '../fixtures/small-team';
import { expect, test } from './muster-test';
import {
  changeSettings,
  chooseFile,
  facet,
  finalButton,
  importAgain,
  lastImportValue,
  openProvisioning,
  openTeamDesk,
  rail,
  resultRow,
  resultRows,
  results,
  tab,
  takeAction
} from './steps';

test('4 shows each account with its situation, its user, what can be done, and why it is open', async ({ page }) => {
  await openTeamDesk(page);
  for (const name of ['Account', 'Situation', 'User', 'Action', 'Status']) {
    await expect(results(page).getByRole('columnheader', { name, exact: true })).toBeVisible();
  }
  for (const [account, situation, reason] of [
    ['Anna Wolff', 'Exact match', 'Waits for you'],
    ['Tomasz', 'Partial match', 'Partly alike'],
    ['desk@alder.example', 'Multiple matches', 'Several users fit'],
    ['Kim Neumann', 'No match', 'No user found']
  ] as const) {
    await expect(resultRow(page, account)).toContainText(situation);
    await expect(resultRow(page, account)).toContainText(reason);
  }
  await expect(resultRow(page, 'Anna Wolff')).toContainText('anna.wolff@alder.example');
});

test('4 replaces a wrong link, and takes a link back', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Ben Okafor').getByRole('button', { name: 'Confirm' }).click();
  await expect(resultRow(page, 'Ben Okafor')).toContainText('Confirmed');
  await takeAction(page, 'Ben Okafor', 'Assign existing user');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('lacombe');
  await expect(dialog.getByRole('grid', { name: 'Users' }).getByRole('row')).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(resultRow(page, 'Ben Okafor')).toContainText('Manually linked');
  await expect(resultRow(page, 'Ben Okafor')).toContainText('renee.lacombe@alder.example');
  await resultRow(page, 'Ben Okafor').getByRole('button', { name: 'Unlink' }).click();
  await expect(resultRow(page, 'Ben Okafor')).toContainText('Exact match');
  await expect(resultRow(page, 'Ben Okafor')).toContainText('Unconfirmed');
});

test('4 ignores, protects and defers', async ({ page }) => {
  await openTeamDesk(page);
  await takeAction(page, 'svc-backup', 'Protect');
  await expect(resultRow(page, 'svc-backup')).toContainText('Protected');
  await takeAction(page, 'Kim Neumann', 'Ignore');
  await expect(resultRow(page, 'Kim Neumann')).toContainText('Ignored');
  await resultRow(page, 'Tomasz').getByRole('gridcell').nth(1).click();
  await page.keyboard.press('d');
  await expect(resultRow(page, 'Tomasz')).toContainText('Deferred');
  await takeAction(page, 'svc-backup', 'Unlink');
  await expect(resultRow(page, 'svc-backup')).toContainText('Unconfirmed');
});

test('5 finds accounts by name, e-mail and username, and by situation, status and flag', async ({ page }) => {
  await openTeamDesk(page);
  const box = page.getByRole('searchbox', { name: 'Search by account name, email or username' });
  for (const text of ['Renée', 'renee.lacombe@alder', 'rlacombe']) {
    await box.fill(text);
    await expect(resultRows(page), text).toHaveCount(1);
  }
  await box.fill('');
  await facet(page, 'Situation', 'Exact match').click();
  await expect(resultRows(page)).toHaveCount(4);
  await facet(page, 'Synchronization status', 'Confirmed').click();
  await expect(resultRows(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'All', exact: true }).click();

  await importAgain(page, accountsWithout(teamAccounts(), 'Kim Neumann'));
  await facet(page, 'Flags', 'Vanished').click();
  await expect(resultRows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/flag=vanished/u);
  await page.reload();
  await expect(facet(page, 'Flags', 'Vanished')).toHaveAttribute('aria-pressed', 'true');
  await expect(resultRows(page)).toHaveCount(1);
});

test('13 confirms one, a selection, and all that match', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Anna Wolff').getByRole('button', { name: 'Confirm' }).click();
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Confirmed');
  const selection = page.getByRole('region', { name: 'Selection' });
  await page.getByRole('checkbox', { name: 'Select Ben Okafor' }).click();
  await page.getByRole('checkbox', { name: 'Select Kim Neumann' }).click();
  await expect(selection).toContainText('Confirm 1 link; 1 already decided or without a match stays as it is');
  await selection.getByRole('button', { name: 'Confirm' }).click();
  await expect(resultRow(page, 'Ben Okafor')).toContainText('Confirmed');
  await expect(resultRow(page, 'Kim Neumann')).toContainText('Unconfirmed');

  await page.getByRole('checkbox', { name: 'Select Renée Lacombe' }).click();
  await selection.getByRole('button', { name: 'Select all 8 matching' }).click();
  await selection.getByRole('button', { name: 'Confirm' }).click();
  await expect(facet(page, 'Synchronization status', 'Confirmed')).toContainText('5');
});

test('13 confirms new users by itself, but for those whose box was unticked', async ({ page }) => {
  await openProvisioning(page);
  await changeSettings(page, () => page.getByRole('radio', { name: 'Confirm and activate new users' }).check());
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, teamAccounts());
  const newUsers = dialog.getByRole('region', { name: 'New users' });
  await expect(newUsers).toContainText('2 of 2');
  await newUsers.getByRole('checkbox', { name: 'Select svc-backup' }).click();
  await expect(newUsers).toContainText('1 of 2');
  await finalButton(dialog).click();
  await expect(dialog.locator('dl > div').filter({ hasText: 'New users made' }).locator('dd')).toHaveText('1');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(resultRow(page, 'Kim Neumann')).toContainText('Confirmed');
  await expect(resultRow(page, 'svc-backup')).toContainText('Unconfirmed');
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Kim Neumann' })).toContainText('Active');
});

test('13 makes new users for a selection; boxes can be unticked first', async ({ page }) => {
  await openTeamDesk(page);
  await page.getByRole('checkbox', { name: 'Select Kim Neumann' }).click();
  await page.getByRole('button', { name: 'Select all 8 matching' }).click();
  await page.getByRole('button', { name: 'Create new users' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create new users' });
  await expect(dialog.getByRole('status')).toHaveText('2 new users');
  await dialog.getByRole('checkbox', { name: 'Select svc-backup' }).click();
  await expect(dialog.getByRole('status')).toHaveText('1 new user');
  await dialog.getByRole('button', { name: 'Create new users' }).click();
  await expect(resultRow(page, 'Kim Neumann')).toContainText('Confirmed');
  await expect(resultRow(page, 'svc-backup')).toContainText('Unconfirmed');
});

test('16 proposes what becomes of the user of a vanished account; a person decides it', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Ben Okafor').getByRole('button', { name: 'Confirm' }).click();
  await expect(resultRow(page, 'Ben Okafor')).toContainText('Confirmed');
  await changeSettings(page, () => page.getByRole('radio', { name: 'Deactivate the user' }).check());
  await importAgain(page, accountsWithout(teamAccounts(), 'Ben Okafor'));
  await expect(lastImportValue(page, 'Accounts deleted')).toHaveText('1');
  await expect(resultRow(page, 'Ben Okafor')).toContainText('Vanished');
  await takeAction(page, 'Ben Okafor', 'Deactivate user');
  await expect(resultRow(page, 'Ben Okafor').getByRole('gridcell').last()).toContainText('Deactivate user');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(resultRow(page, 'Ben Okafor').getByRole('gridcell').last()).not.toContainText('Deactivate user');
});

test('11 matching again is shown as a transition table first, then applied', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Anna Wolff').getByRole('button', { name: 'Confirm' }).click();
  await changeSettings(page, () => page.getByRole('switch', { name: 'Allow partial matches' }).click());
  await page.getByRole('region', { name: 'Match again' }).getByRole('button', { name: 'Match again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Match again: Zendesk' });
  await expect(dialog).toContainText('1 of 8 accounts would change.');
  await dialog.getByRole('button', { name: '1 account: Partial match becomes No match' }).click();
  await expect(dialog.getByRole('grid', { name: 'Accounts behind the count' })).toContainText('Tomasz');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(resultRow(page, 'Tomasz')).toContainText('Partial match');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill('Match again');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toBeHidden();
  await expect(resultRow(page, 'Tomasz')).toContainText('No match');
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Confirmed');
  await expect(page.getByRole('region', { name: 'Match again' })).toHaveCount(0);
  await tab(page, 'History').click();
  await expect(page.getByRole('table', { name: 'Steps' })).toContainText('Match again');
});
