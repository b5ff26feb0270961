import type { Page } from '@playwright/test';
import { csvFile } from '../fixtures/csv-file';
import { teamAccounts, teamUsers } from '../fixtures/small-team';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import {
  addApplication,
  createWorkspace,
  importAccounts,
  importUsers,
  nameDomain,
  rail,
  resultRow,
  resultRows,
  switchOn
} from './steps';

/** Users are there, the app is switched on, its Provisioning page is shown. */
async function openSettings(page: Page): Promise<void> {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await importUsers(page, teamUsers());
  await addApplication(page, 'Alder domain', 'Zendesk');
  await switchOn(page);
}

async function showProvisioning(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Provisioning', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Configure synchronization' })).toBeVisible();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Changes saved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
}

test('1 takes the steps before Import in their order, and names the missing one', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await addApplication(page, 'Alder domain', 'Zendesk');
  await expect(page.getByRole('switch', { name: 'Enable synchronization' })).toBeDisabled();
  await expect(page.getByText('Needs provisioning: enable that first.')).toBeVisible();
  const steps = [
    { problem: 'The app is not activated.', take: () => page.getByRole('button', { name: 'Activate' }).click() },
    {
      problem: 'Provisioning is not enabled.',
      take: () => page.getByRole('switch', { name: 'Enable provisioning' }).click()
    },
    {
      problem: 'Synchronization is not enabled.',
      take: () => page.getByRole('switch', { name: 'Enable synchronization' }).click()
    }
  ];
  for (const { problem, take } of steps) {
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(page.getByText(problem)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
    await page.getByRole('link', { name: 'Open Provisioning' }).click();
    await take();
  }
  await importAccounts(page, 'Zendesk', teamAccounts());
  await expect(resultRows(page)).toHaveCount(8);

  await showProvisioning(page);
  await page.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText('What was imported stays')).toBeVisible();
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(page.getByText('The app is not activated.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await expect(resultRows(page)).toHaveCount(8);
});

test('1 turns synchronization off together with provisioning', async ({ page }) => {
  await openSettings(page);
  await page.getByRole('switch', { name: 'Enable provisioning' }).click();
  await expect(page.getByRole('switch', { name: 'Enable synchronization' })).not.toBeChecked();
  await expect(page.getByRole('switch', { name: 'Enable synchronization' })).toBeDisabled();
});

test('2 keeps everything that Configure synchronization holds', async ({ page }) => {
  await openSettings(page);
  await page.getByRole('radio', { name: 'Match criteria' }).check();
  await page.getByRole('checkbox', { name: 'Username format matches' }).uncheck();
  await page.getByRole('switch', { name: 'Case-sensitive' }).click();
  await page.getByRole('radio', { name: 'Link and confirm' }).check();
  await page.getByRole('radio', { name: 'Confirm and activate new users' }).check();
  await page.getByLabel('Maximum number of creates').fill('500');
  await page.getByLabel('Maximum number of deletes').fill('0');
  await page.getByRole('radio', { name: 'Suspend the user' }).check();
  await page.getByRole('switch', { name: 'Full import on a schedule' }).click();
  await expect(page.getByText('Unsaved changes')).toBeVisible();
  await save(page);

  await page.reload();
  await expect(page.getByRole('radio', { name: 'Match criteria' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Username format matches' })).not.toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'E-mail matches' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Case-sensitive' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Link and confirm' })).toBeChecked();
  await expect(page.getByRole('radio', { name: 'Confirm and activate new users' })).toBeChecked();
  await expect(page.getByLabel('Maximum number of creates')).toHaveValue('500');
  await expect(page.getByLabel('Maximum number of deletes')).toHaveValue('0');
  await expect(page.getByRole('radio', { name: 'Suspend the user' })).toBeChecked();
  await expect(page.getByLabel('Cron expression')).toHaveValue('0 6 * * *');
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
});

test('2 refuses numbers and schedules that make no sense, at their fields', async ({ page }) => {
  test.slow();
  await openSettings(page);
  await page.getByLabel('Maximum number of creates').fill('1.5');
  await page.getByLabel('Percentage of assignments').fill('101');
  await page.getByRole('switch', { name: 'Full import on a schedule' }).click();
  await page.getByLabel('Cron expression').fill('0 25 * * *');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('3 fields need attention')).toBeVisible();
  await expect(page.getByLabel('Maximum number of creates')).toBeFocused();
  await expect(page.getByLabel('Maximum number of creates')).toHaveAccessibleDescription(/A whole number, 0 or more/u);
  await expect(page.getByLabel('Percentage of assignments')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('“25” is no hour: 0 to 23')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Maximum number of creates').fill('');
  await page.getByLabel('Percentage of assignments').fill('100');
  await page.getByLabel('Cron expression').fill('0 23 * * *');
  await save(page);
});

test('2 does not lose unsaved changes without asking', async ({ page }) => {
  await openSettings(page);
  await page.getByRole('radio', { name: 'Delete the user' }).check();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByRole('radio', { name: 'Delete the user' })).toBeChecked();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByRole('radio', { name: 'Delete the user' })).not.toBeChecked();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await expect(page).toHaveTitle(/^Import/u);
});

test('2 confirms exact matches by itself where the setting says so', async ({ page }) => {
  await openSettings(page);
  await page.getByRole('radio', { name: 'Link and confirm' }).check();
  await save(page);
  await importAccounts(page, 'Zendesk', teamAccounts());
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Confirmed');
  await expect(resultRow(page, 'Tomasz')).toContainText('Unconfirmed');
});

test('11 matches by criteria that all have to hold; the third one disables the first two', async ({ page }) => {
  await openSettings(page);
  const userName = page.getByRole('checkbox', { name: 'Username format matches' });
  const email = page.getByRole('checkbox', { name: 'E-mail matches' });
  const own = page.getByRole('checkbox', { name: 'Attribute, or combination of attributes, matches' });
  await page.getByRole('radio', { name: 'Match criteria' }).check();
  await expect(userName).toBeChecked();
  await own.check();
  await expect(userName).toBeDisabled();
  await expect(email).toBeDisabled();
  await own.uncheck();
  await expect(userName).toBeEnabled();
  await expect(email).toBeEnabled();

  // By e-mail alone; the accounts have no username, so together with it nothing is exact.
  await save(page);
  await importAccounts(page, 'Zendesk', teamAccounts());
  await expect(resultRow(page, 'Anna Wolff')).not.toContainText('Exact match');
  await showProvisioning(page);
  await userName.uncheck();
  await save(page);
  await page.getByRole('region', { name: 'Match again' }).getByRole('button', { name: 'Match again' }).click();
  const review = page.getByRole('dialog', { name: 'Match again: Zendesk' });
  await review.getByRole('button', { name: 'Apply' }).click();
  await expect(review).toBeHidden();
  await expect(page.getByRole('region', { name: 'Match again' })).toBeHidden();
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Exact match');
});

test('11 matches by a combination of attributes', async ({ page }) => {
  await openSettings(page);
  await page.getByRole('radio', { name: 'Match criteria' }).check();
  await page.getByRole('checkbox', { name: 'Attribute, or combination of attributes, matches' }).check();
  const choose = async (label: string, place: number, option: string) => {
    await page.getByLabel(label).nth(place).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Account attribute', 0, 'First name');
  await choose('User attribute', 0, 'First name');
  await page.getByRole('button', { name: 'Add comparison' }).click();
  await choose('Account attribute', 1, 'Last name');
  await choose('User attribute', 1, 'Last name');
  await save(page);
  await importAccounts(page, 'Zendesk', teamAccounts());
  // His e-mail is another one: only the names are the same.
  await expect(resultRow(page, 'Tomasz')).toContainText('Exact match');
  await expect(resultRow(page, 'Kim Neumann')).toContainText('No match');
});

test('11 says that nothing is ever exact when no criterion is chosen', async ({ page }) => {
  await openSettings(page);
  await page.getByRole('radio', { name: 'Match criteria' }).check();
  await page.getByRole('checkbox', { name: 'Username format matches' }).uncheck();
  await page.getByRole('checkbox', { name: 'E-mail matches' }).uncheck();
  await expect(page.getByText('no account is ever an exact match')).toBeVisible();
});

test('12 allows partial matches by first and last name, or not', async ({ page }) => {
  await openSettings(page);
  await page.getByRole('switch', { name: 'Allow partial matches' }).click();
  await save(page);
  await importAccounts(page, 'Zendesk', teamAccounts());
  await expect(resultRow(page, 'Tomasz')).toContainText('No match');

  await showProvisioning(page);
  await page.getByRole('switch', { name: 'Allow partial matches' }).click();
  await save(page);
  await page.getByRole('region', { name: 'Match again' }).getByRole('button', { name: 'Match again' }).click();
  const review = page.getByRole('dialog', { name: 'Match again: Zendesk' });
  await review.getByRole('button', { name: 'Apply' }).click();
  await expect(review).toBeHidden();
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(resultRow(page, 'Tomasz')).toContainText('Partial match');
  await expect(resultRow(page, 'Tomasz')).toContainText('Unconfirmed');
});

test('16 proposes what the deprovisioning setting says for a vanished account, and does nothing by itself', async ({
  page
}) => {
  await openSettings(page);
  await page.getByRole('radio', { name: 'Suspend the user' }).check();
  await page.getByRole('radio', { name: 'Link and confirm' }).check();
  await save(page);
  await importAccounts(page, 'Zendesk', teamAccounts());
  const { name, buffer } = teamAccounts();
  const withoutBen = buffer
    .toString('utf8')
    .trim()
    .split('\r\n')
    .filter((line) => !line.includes('Ben'));
  await importAccounts(page, 'Zendesk', csvFile(name, withoutBen));
  await expect(resultRow(page, 'Ben Okafor')).toBeVisible();
  await resultRow(page, 'Ben Okafor').getByRole('gridcell').nth(1).click();
  await expect(page.getByText(/suspend/iu).first()).toBeVisible();
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('grid', { name: 'Users' })).toContainText('Ben Okafor');
});
