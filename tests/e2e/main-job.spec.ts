import { teamAccounts, teamUsers, SMALL_TEAM } from '../fixtures/small-team';
import { expect, test } from './muster-test';
import {
  addApplication,
  createWorkspace,
  facet,
  importAccounts,
  importUsers,
  lastImport,
  nameDomain,
  openTeamDesk,
  rail,
  resultRow,
  resultRows,
  results,
  switchOn
} from './steps';

test('two files become decided links', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');

  await importUsers(page, teamUsers());
  await expect(page.getByRole('grid', { name: 'Users' })).toContainText('Renée Lacombe');

  await addApplication(page, 'Alder domain', 'Zendesk');
  await expect(page.getByRole('switch', { name: 'Enable synchronization' })).toBeDisabled();
  await switchOn(page);
  await importAccounts(page, 'Zendesk', teamAccounts());

  for (const [term, value] of [
    ['Status', 'Succeeded'],
    ['Accounts created', String(SMALL_TEAM.accounts)],
    ['Accounts deleted', '0'],
    ['Accounts updated', '0']
  ]) {
    await expect(
      lastImport(page)
        .locator('dl > div')
        .filter({ hasText: term ?? '' })
    ).toContainText(value ?? '');
  }
  for (const name of ['Account', 'Situation', 'User', 'Action', 'Status']) {
    await expect(results(page).getByRole('columnheader', { name, exact: true })).toBeVisible();
  }
  for (const [situation, count] of Object.entries(SMALL_TEAM.situations)) {
    await expect(facet(page, 'Situation', situation)).toContainText(String(count));
    await expect(resultRows(page).filter({ hasText: situation })).toHaveCount(count);
  }

  await resultRow(page, 'Tomasz').getByRole('button', { name: 'Confirm' }).click();
  await expect(resultRow(page, 'Tomasz')).toContainText('Confirmed');
});

test('an account without a user becomes a new user', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Kim Neumann').getByRole('button', { name: 'Create new user and link' }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('Last name')).toHaveValue('Neumann');
  await expect(form.getByLabel('E-mail')).toHaveValue('kim.neumann@partner.example');
  await form.getByLabel('Username').fill('kneumann');
  await form.getByRole('button', { name: 'Create new user and link' }).click();
  await expect(form).toBeHidden();
  await expect(resultRow(page, 'Kim Neumann')).toContainText('Manually linked');
  await expect(resultRow(page, 'Kim Neumann')).toContainText('Confirmed');
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('grid', { name: 'Users' })).toContainText('Kim Neumann');
});

test('an account with several matches is assigned to one of the users', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Multiple matches').getByRole('button', { name: 'Assign existing user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('desk2');
  await expect(dialog.getByRole('grid', { name: 'Users' }).getByRole('row')).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(resultRow(page, 'Back Desk')).toContainText('Manually linked');
  await expect(resultRow(page, 'Back Desk')).toContainText('Confirmed');
});

test('Import says which of the three steps is missing and leads there', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await addApplication(page, 'Alder domain', 'Zendesk');
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await page.getByRole('link', { name: 'Open Provisioning' }).click();
  await switchOn(page);
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
});
