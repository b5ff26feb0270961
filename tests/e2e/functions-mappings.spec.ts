import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import { openTeamDesk, rail, resultRow } from './steps';

/** 30 to the power of 6 turns: it would take hours. */
const ENDLESS = (() => {
  const list = `[${Array.from({ length: 30 }, (_, i) => i).join(', ')}]`;
  const loop = ['a', 'b', 'c', 'd', 'e', 'f'].reduceRight(
    (body, name) => `${list}.map(${name}, ${body})`,
    'account.email'
  );
  return `string(${loop}.size())`;
})();

async function openProvisioning(page: Page): Promise<void> {
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await page.getByRole('link', { name: 'Provisioning' }).click();
  await expect(page.getByRole('heading', { name: 'Configure synchronization' })).toBeVisible();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Changes saved')).toBeVisible();
}

function previewTable(page: Page): Locator {
  return page.getByRole('table', { name: 'Preview on real accounts' });
}

/** A cell of the preview, by the account's name and the user attribute. */
async function previewed(page: Page, account: string, attribute: string): Promise<Locator> {
  await expect(previewTable(page).getByRole('columnheader', { name: attribute, exact: true })).toBeVisible();
  const headers = await previewTable(page).getByRole('columnheader').allTextContents();
  const row = previewTable(page).getByRole('row').filter({ hasText: account });
  return row.getByRole('cell').nth(headers.indexOf(attribute));
}

/** The form for a new user, opened from an account. */
async function newUserForm(page: Page, account: string): Promise<Locator> {
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await resultRow(page, account).getByRole('button', { name: 'Create new user and link' }).click();
  return page.getByRole('dialog');
}

test('9 makes the username of a new user by the chosen format', async ({ page }) => {
  await openTeamDesk(page);
  await openProvisioning(page);
  await choose(page, 'Username format', 'flast');
  await expect(await previewed(page, 'Renée Lacombe', 'Username')).toHaveText('rlacombe');
  await save(page);
  const form = await newUserForm(page, 'Kim Neumann');
  await expect(form.getByLabel('Username')).toHaveValue('kneumann');
});

test('9 takes an expression in the form of Okta as username format', async ({ page }) => {
  await openTeamDesk(page);
  await openProvisioning(page);
  await choose(page, 'Username format', 'Custom expression');
  const field = page.getByRole('textbox', { name: 'Expression of the username' });
  await field.fill('String.toLowerCase(String.substring(user.firstName, 0, 1) + user.lastName)');
  await expect(page.getByText('lower(sub(account.givenName, 0, 1) + account.familyName)')).toBeVisible();
  await expect(await previewed(page, 'Kim Neumann', 'Username')).toHaveText('kneumann');
  await save(page);
  await expect(field).toHaveValue('lower(sub(account.givenName, 0, 1) + account.familyName)');
  const form = await newUserForm(page, 'Kim Neumann');
  await expect(form.getByLabel('Username')).toHaveValue('kneumann');
});

test('14 maps attributes with expressions, and shows on real accounts which rows fail', async ({ page }) => {
  test.slow();
  await openTeamDesk(page);
  await openProvisioning(page);
  await choose(page, 'Add a mapping', 'Title');
  await page.getByRole('textbox', { name: 'Expression of Title' }).fill('upper(account.displayName.split(" ")[1])');
  await expect(await previewed(page, 'Anna Wolff', 'Title')).toHaveText('WOLFF');
  const failing = await previewed(page, 'svc-backup', 'Title');
  await expect(failing).toContainText('No value');
  await expect(failing).toContainText('The list has no entry 1');
  await expect(page.getByText('have a value that cannot be worked out')).toBeVisible();
  await expectAccessible(page);
  await save(page);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Expression of Title' })).toHaveValue(
    'upper(account.displayName.split(" ")[1])'
  );
});

test('14 gives a new user the values of the mappings', async ({ page }) => {
  await openTeamDesk(page);
  await openProvisioning(page);
  await choose(page, 'Add a mapping', 'Display name');
  await page.getByRole('textbox', { name: 'Expression of Display name' }).fill('user.lastName + ", " + user.firstName');
  await expect(await previewed(page, 'Kim Neumann', 'Display name')).toHaveText('Neumann, Kim');
  await save(page);
  const form = await newUserForm(page, 'Kim Neumann');
  await expect(form.getByLabel('Display name')).toHaveValue('Neumann, Kim');
});

test('14 refuses a bad expression where it is written, with the place marked', async ({ page }) => {
  await openTeamDesk(page);
  await openProvisioning(page);
  await choose(page, 'Add a mapping', 'Department');
  const field = page.getByRole('textbox', { name: 'Expression of Department' });
  await field.fill('upper(account.emial)');
  await expect(page.getByText('The account has no attribute “emial”. Is account.email meant?')).toBeVisible();
  await expect(page.locator('mark')).toHaveText('emial');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The expression of Department cannot be read.')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('upper(account.email)');
  await expect(page.locator('mark')).toHaveCount(0);
  await save(page);
});

test('14 stops an expression that takes too long, and goes on with the next', async ({ page }) => {
  await openTeamDesk(page);
  await openProvisioning(page);
  await choose(page, 'Add a mapping', 'Department');
  const field = page.getByRole('textbox', { name: 'Expression of Department' });
  await field.fill(ENDLESS);
  await expect(page.getByText('The expression of Department takes too long.')).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The expression of Department takes too long.').first()).toBeVisible();
  await expect(page.getByText('Unsaved changes')).toBeVisible();
  await field.fill('"Customer care"');
  await expect(await previewed(page, 'Kim Neumann', 'Department')).toHaveText('Customer care');
  await save(page);
});

test('14 answers everything else while an expression runs too long', async ({ page }) => {
  await openTeamDesk(page);
  await openProvisioning(page);
  await choose(page, 'Add a mapping', 'Department');
  await page.getByRole('textbox', { name: 'Expression of Department' }).fill(ENDLESS);
  await page.getByRole('switch', { name: 'Case-sensitive' }).click({ timeout: 1_000 });
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('searchbox').fill('wolff');
  await expect(page.getByText('anna.wolff@alder.example')).toBeVisible({ timeout: 2_000 });
});

test.describe('without a network', () => {
  test.use({ expectedNoise: /ERR_INTERNET_DISCONNECTED|service-worker\.js/ });

  test('14 works out expressions', async ({ page, context }) => {
    await openTeamDesk(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    await openProvisioning(page);
    await choose(page, 'Add a mapping', 'Department');
    await page.getByRole('textbox', { name: 'Expression of Department' }).fill('"Customer care"');
    await expect(await previewed(page, 'Kim Neumann', 'Department')).toHaveText('Customer care');
    await context.setOffline(false);
  });
});
