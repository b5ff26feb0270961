import type { Page } from '@playwright/test';
import { teamAccounts } from '../fixtures/small-team';
import { expect, test } from './muster-test';
import {
  addApplication,
  facet,
  importAccounts,
  importAgain,
  openTeamDesk,
  rail,
  resultRow,
  resultRows,
  switchOn,
  takeAction
} from './steps';

async function clearAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Clear unconfirmed users' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear import results' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('17 shows the tally of the queue, and clears it with Clear import results', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Anna Wolff').getByRole('button', { name: 'Confirm' }).click();
  await takeAction(page, 'svc-backup', 'Ignore');
  await page.getByRole('button', { name: 'Clear unconfirmed users' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clear unconfirmed users' });
  await expect(dialog).toContainText('6 unconfirmed accounts');
  for (const [situation, count] of Object.entries({ 'No match': 1, 'Exact match': 3, 'Multiple matches': 1 })) {
    await expect(dialog.locator('dl > div').filter({ hasText: situation }).locator('dd')).toHaveText(String(count));
  }
  await dialog.getByRole('button', { name: 'Clear import results' }).click();
  await expect(dialog).toBeHidden();
  await expect(resultRows(page)).toHaveCount(2);
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Confirmed');
  await expect(resultRow(page, 'svc-backup')).toContainText('Ignored');
  await expect(page.getByRole('button', { name: 'Clear unconfirmed users' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Clear unconfirmed users' })).toHaveAttribute(
    'title',
    'No account is unconfirmed'
  );
});

test('17 clears only the unconfirmed users of this app', async ({ page }) => {
  await openTeamDesk(page);
  await addApplication(page, 'Alder domain', 'Salesforce');
  await switchOn(page);
  await importAccounts(page, 'Salesforce', teamAccounts());
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await clearAll(page);
  await expect(resultRows(page)).toHaveCount(0);
  await rail(page).getByRole('link', { name: 'Salesforce' }).click();
  await expect(resultRows(page)).toHaveCount(8);
  await expect(facet(page, 'Synchronization status', 'Unconfirmed')).toContainText('8');
});

test('18 clears a selection, and what a filter finds', async ({ page }) => {
  await openTeamDesk(page);
  const selection = page.getByRole('region', { name: 'Selection' });
  await page.getByRole('checkbox', { name: 'Select Kim Neumann' }).click();
  await selection.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(resultRows(page)).toHaveCount(7);
  await expect(resultRow(page, 'Kim Neumann')).toHaveCount(0);

  await facet(page, 'Situation', 'Exact match').click();
  await page.getByRole('button', { name: 'Clear unconfirmed users' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Only what the search and the filters find/u }).check();
  await expect(dialog).toContainText('4 unconfirmed accounts');
  await dialog.getByRole('button', { name: 'Clear import results' }).click();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(resultRows(page)).toHaveCount(3);
  await expect(facet(page, 'Synchronization status', 'Cleared')).toContainText('5');
});

test('18 cleared rows come back from the bin one by one, by selection, and all at once', async ({ page }) => {
  await openTeamDesk(page);
  await takeAction(page, 'Tomasz', 'Defer');
  await clearAll(page);
  await facet(page, 'Synchronization status', 'Cleared').click();
  await expect(resultRows(page)).toHaveCount(8);
  await resultRow(page, 'Tomasz').getByRole('button', { name: 'Restore' }).click();
  await expect(resultRows(page)).toHaveCount(7);
  for (const name of ['Anna Wolff', 'Ben Okafor']) await page.getByRole('checkbox', { name: `Select ${name}` }).click();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Restore' }).click();
  await expect(resultRows(page)).toHaveCount(5);
  await page.getByRole('button', { name: 'Restore cleared rows' }).click();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(resultRows(page)).toHaveCount(8);
  await expect(resultRow(page, 'Tomasz')).toContainText('Deferred');
});

test('18 an incremental import does not bring cleared rows back, a full one does', async ({ page }) => {
  await openTeamDesk(page);
  await clearAll(page);
  await importAgain(page, teamAccounts(), 'Incremental');
  await expect(resultRows(page)).toHaveCount(0);
  await importAgain(page, teamAccounts());
  await expect(resultRows(page)).toHaveCount(8);
  await expect(facet(page, 'Synchronization status', 'Unconfirmed')).toContainText('8');
});
