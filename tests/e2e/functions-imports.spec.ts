import type { Page } from '@playwright/test';
import { accountsWithGroups, accountsWithout, numberedAccounts, numberedUsers } from '../fixtures/changing-list';
import { teamAccounts } from '../fixtures/small-team';
import { holdWrites } from './hold-writes';
import { expect, test } from './muster-test';
import {
  addApplication,
  bringIn,
  changeSettings,
  chooseFile,
  facet,
  finalButton,
  importAccounts,
  importAgain,
  lastImport,
  lastImportValue,
  messages,
  openProvisioning,
  openTeamDesk,
  rail,
  resultRow,
  resultRows,
  switchOn,
  tab
} from './steps';

test('3 confirms that the import is running, and shows how the last one ended', async ({ page }) => {
  await openProvisioning(page);
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, teamAccounts());
  await expect(dialog.getByRole('radio', { name: 'Full' })).toBeChecked();
  await finalButton(dialog).click();
  await expect(messages(page).getByRole('status')).toContainText('Import started');
  await dialog.getByRole('button', { name: 'OK' }).click();

  await expect(lastImport(page)).toBeVisible();
  await expect(lastImportValue(page, 'Status')).toHaveText('Succeeded');
  for (const term of ['Start date', 'End date'])
    await expect(lastImportValue(page, term)).toHaveText(/\d\d:\d\d:\d\d/u);
  for (const [term, value] of [
    ['Accounts created', '8'],
    ['Accounts deleted', '0'],
    ['Accounts updated', '0']
  ] as const) {
    await expect(lastImportValue(page, term)).toHaveText(value);
  }
});

test('3 an import goes on in the background, beside a progress that can be cancelled', async ({ page }) => {
  await openTeamDesk(page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, numberedAccounts(1, 3));
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  const letWrite = await holdWrites(page);
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'Run in background' }).click();
  await page.getByRole('button', { name: /^Running: Import into Zendesk/u }).click();
  await expect(lastImportValue(page, 'Status')).toHaveText('Running');
  await expect(page.getByRole('button', { name: 'Clear unconfirmed users' })).toBeDisabled();
  await page.getByRole('button', { name: /^Cancel: Import into Zendesk/u }).click();
  await letWrite();
  await expect(messages(page)).toContainText('Import cancelled');
  await expect(lastImportValue(page, 'Status')).toHaveText('Cancelled');
  await expect(resultRows(page)).toHaveCount(8);
});

test('3 an incremental import takes no notice of absences, a full one does', async ({ page }) => {
  await openTeamDesk(page);
  const fewer = accountsWithout(teamAccounts(), 'svc-backup', 'Kim Neumann');
  await importAgain(page, fewer, 'Incremental');
  await expect(lastImportValue(page, 'Kind')).toHaveText('Incremental');
  await expect(lastImportValue(page, 'Accounts deleted')).toHaveText('0');
  await expect(resultRow(page, 'svc-backup')).not.toContainText('Vanished');
  await importAgain(page, fewer);
  await expect(lastImportValue(page, 'Accounts deleted')).toHaveText('2');
  await expect(resultRow(page, 'svc-backup')).toContainText('Vanished');
  await expect(resultRows(page)).toHaveCount(8);
});

test('6 a run over the maximum of creates is held, names exactly its rows, and is allowed with a reason', async ({
  page
}) => {
  await openTeamDesk(page);
  await changeSettings(page, () => page.getByLabel('Maximum number of creates').fill('2'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, numberedAccounts(1, 3));
  await dialog.getByRole('radio', { name: 'Incremental' }).check();
  const warning = dialog.getByRole('region', { name: 'Safeguards' });
  await expect(warning).toContainText('3 accounts would be created; at most 2 may be.');
  await finalButton(dialog).click();
  await dialog.getByRole('link', { name: 'Review held import' }).click();

  const held = page.getByRole('grid', { name: 'Rows that tripped the safeguard' });
  await expect(held.getByRole('row')).toHaveCount(4);
  for (const number of [1, 2, 3]) await expect(held).toContainText(`Person${number} Alder`);
  await tab(page, 'Import').click();
  await expect(lastImportValue(page, 'Status')).toHaveText('Held');
  await expect(resultRows(page)).toHaveCount(8);
  await lastImport(page).getByRole('link', { name: 'Review held import' }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Allow this import?' });
  await expect(question.getByRole('button', { name: 'Allow' })).toBeDisabled();
  await question.getByLabel('Reason').fill('Three new agents from today on');
  await question.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Three new agents from today on')).toBeVisible();
  await tab(page, 'Import').click();
  await expect(resultRows(page)).toHaveCount(11);
  await expect(lastImportValue(page, 'Accounts created')).toHaveText('3');
});

test('6 as many creates as the maximum are let through', async ({ page }) => {
  await openTeamDesk(page);
  await changeSettings(page, () => page.getByLabel('Maximum number of creates').fill('3'));
  await importAgain(page, numberedAccounts(1, 3), 'Incremental');
  await expect(lastImportValue(page, 'Status')).toHaveText('Succeeded');
  await expect(resultRows(page)).toHaveCount(11);
});

test('7 ends with a summary of the users and groups imported, whose rows add up', async ({ page }) => {
  await openProvisioning(page);
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, accountsWithGroups());
  await finalButton(dialog).click();
  const summary = dialog.getByRole('region', { name: 'Summary' });
  for (const [term, value] of [
    ['Accounts imported', '4'],
    ['Groups imported', '3'],
    ['New users made', '0']
  ] as const) {
    await expect(summary.locator('dl > div').filter({ hasText: term }).locator('dd')).toHaveText(value);
  }
  await expect(summary).toContainText('4 rows read = 4 new');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toBeHidden();
});

test('7 keeps every run with its file, its hash, its settings and its outcome', async ({ page }) => {
  await openTeamDesk(page);
  await importAgain(page, accountsWithout(teamAccounts(), 'Kim Neumann'));
  await tab(page, 'Import runs').click();
  const runs = page.getByRole('table', { name: 'Import runs' });
  await expect(runs.getByRole('row')).toHaveCount(3);
  await expect(runs.getByRole('row').nth(1)).toContainText('Succeeded');
  await runs
    .getByRole('link', { name: /^Details of zendesk-accounts\.csv/u })
    .first()
    .click();
  const facts = page.getByRole('region', { name: 'The run' });
  await expect(facts).toContainText('Full');
  await expect(facts.locator('code')).toHaveText(/^[0-9a-f]{64}$/u);
  await expect(page.getByRole('region', { name: 'Settings in force' })).toContainText('Linked, but not confirmed');
  await expect(page.getByRole('region', { name: 'Rows' })).toContainText('7 rows read = 7 unchanged');
});

/** 150 users, each with a confirmed account. */
async function openLinkedDesk(page: Page): Promise<void> {
  await openProvisioning(page, numberedUsers(150));
  await changeSettings(page, () => page.getByRole('radio', { name: 'Link and confirm' }).check());
  await importAgain(page, numberedAccounts(1, 150));
  await expect(facet(page, 'Synchronization status', 'Confirmed')).toContainText('150');
}

test('10 holds an import in which too many of the linked accounts would vanish; rejected, nothing changes', async ({
  page
}) => {
  await openLinkedDesk(page);
  await importAgain(page, numberedAccounts(1, 119));
  await expect(lastImportValue(page, 'Status')).toHaveText('Held');
  await expect(facet(page, 'Synchronization status', 'Confirmed')).toContainText('150');
  await lastImport(page).getByRole('link', { name: 'Review held import' }).click();
  await expect(page.getByRole('list', { name: 'Causes' })).toContainText(
    '31 of 150 linked accounts would vanish, 20.7 %; at most 20 % may.'
  );
  await expect(page.getByRole('button', { name: 'Show 31 rows' })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Rows that tripped the safeguard' })).toContainText('Person120 Alder');

  // Another app goes on as before.
  await addApplication(page, 'Alder domain', 'Salesforce');
  await switchOn(page);
  await importAccounts(page, 'Salesforce', numberedAccounts(1, 5));
  await expect(lastImportValue(page, 'Status')).toHaveText('Succeeded');

  await rail(page)
    .getByRole('link', { name: /Zendesk/u })
    .click();
  await lastImport(page).getByRole('link', { name: 'Review held import' }).click();
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Reject this import?' });
  await question.getByLabel('Reason').fill('The export was cut off');
  await question.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByRole('heading', { name: /Cancelled/u })).toBeVisible();
  await expect(page.getByText('The export was cut off')).toBeVisible();
  await tab(page, 'Import').click();
  await expect(resultRows(page).first()).toBeVisible();
  await expect(page.getByRole('group', { name: 'Flags' })).toHaveCount(0);
});

test('10 lets an import through in which just the allowed share vanishes', async ({ page }) => {
  await openLinkedDesk(page);
  await importAgain(page, numberedAccounts(1, 120));
  await expect(lastImportValue(page, 'Status')).toHaveText('Succeeded');
  await expect(facet(page, 'Flags', 'Vanished')).toContainText('30');
});

test('an import that is held does not keep another file of the same app out', async ({ page }) => {
  await openTeamDesk(page);
  await changeSettings(page, () => page.getByLabel('Maximum number of creates').fill('0'));
  await importAgain(page, numberedAccounts(1, 1), 'Incremental');
  await expect(lastImportValue(page, 'Status')).toHaveText('Held');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await bringIn(page, accountsWithout(teamAccounts(), 'Kim Neumann'), 'Incremental');
  await expect(lastImportValue(page, 'Status')).toHaveText('Succeeded');
  await expect(page.getByRole('main').getByRole('link', { name: 'Review held import' })).toBeVisible();
});
