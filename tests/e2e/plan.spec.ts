import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import { openTeamDesk, rail, resultRow, resultRows, tab, takeAction } from './steps';

/** The rows of the plan, below the header. */
function operations(page: Page): Locator {
  return page
    .getByRole('grid', { name: 'Operations' })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}

/** Four links are confirmed, one account gets a new user: three are left. */
async function decideSome(page: Page): Promise<void> {
  await openTeamDesk(page);
  for (const account of ['Anna Wolff', 'Ben Okafor', 'Renée Lacombe', '李伟']) {
    await takeAction(page, account, 'Confirm');
    await expect(resultRow(page, account)).toContainText('Confirmed');
  }
  await takeAction(page, 'Kim Neumann', 'Create new user and link');
  await page.getByRole('dialog').getByRole('button', { name: 'Create new user and link' }).click();
  await expect(resultRow(page, 'Kim Neumann')).toContainText('Confirmed');
}

async function openPlan(page: Page): Promise<void> {
  await decideSome(page);
  await tab(page, 'Plan').click();
  await expect(operations(page)).toHaveCount(6);
}

/** With a new user who has no first name, which Okta asks for. */
async function openFaultyPlan(page: Page): Promise<void> {
  await decideSome(page);
  await resultRow(page, 'svc-backup').getByRole('checkbox').click();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Create new users' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Create/ })
    .click();
  await expect(resultRow(page, 'svc-backup')).toContainText('Confirmed');
  await tab(page, 'Plan').click();
  await page.getByRole('combobox', { name: 'Target' }).click();
  await page.getByRole('option', { name: 'Okta' }).click();
  await expect(page.getByText('1 error, 0 warnings')).toBeVisible();
}

test('decisions become operations: counted, filtered, searched, looked into', async ({ page }) => {
  await openTeamDesk(page);
  await tab(page, 'Plan').click();
  await expect(page.getByRole('heading', { name: 'Nothing to commit yet' })).toBeVisible();
  await tab(page, 'Import').click();
  await takeAction(page, 'Kim Neumann', 'Create new user and link');
  await page.getByRole('dialog').getByRole('button', { name: 'Create new user and link' }).click();
  await expect(resultRow(page, 'Kim Neumann')).toContainText('Confirmed');
  await takeAction(page, 'Anna Wolff', 'Confirm');
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Confirmed');
  await tab(page, 'Plan').click();
  await expect(page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible();
  const kinds = page.getByRole('list', { name: 'Operations by kind' });
  await expect(kinds.getByRole('button')).toHaveText([/Create user\s*1/, /Link\s*2/]);
  await kinds.getByRole('button', { name: 'Create user' }).click();
  await expect(operations(page)).toHaveCount(1);
  await page.keyboard.press('/');
  await page.keyboard.type('nobody');
  await expect(page.getByText('No operation matches this search and these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all', exact: true }).click();
  await expect(operations(page)).toHaveCount(3);
  await operations(page)
    .filter({ hasText: 'Create user' })
    .getByRole('button', { name: /details of/ })
    .click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details).toContainText('kim.neumann@partner.example');
  await details.getByRole('button', { name: 'Show on the desk' }).click();
  await expect(resultRows(page)).toHaveCount(1);
  await expect(resultRow(page, 'Kim Neumann')).toBeVisible();
});

test('operations are excluded with a reason and included again, also by the keyboard', async ({ page }) => {
  await openPlan(page);
  const anna = operations(page).filter({ hasText: 'Anna Wolff' });
  await anna.getByRole('checkbox').click();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Exclude' }).click();
  await page.getByLabel('Reason').fill('Asked for by the client');
  await page.getByRole('dialog').getByRole('button', { name: 'Exclude' }).click();
  await expect(anna).toContainText('Asked for by the client');
  await expect(page.getByText('6 operations, 1 excluded')).toBeVisible();
  await page.reload();
  await expect(anna).toContainText('Asked for by the client');
  await anna.getByRole('gridcell').nth(1).click();
  await page.keyboard.press('e');
  await expect(anna).not.toContainText('Asked for by the client');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Select all 6 found' }).click();
  await expect(page.getByText('6 operations can be excluded')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Include again' })).toBeDisabled();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Exclude' }).click();
  await page.getByLabel('Reason').fill('Next year');
  await page.keyboard.press('Enter');
  await expect(page.getByText('6 operations, 6 excluded')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hand over files' })).toBeDisabled();
});

test('unconfirmed accounts are led to, left out with a reason, taken back, or cleared', async ({ page }) => {
  await openPlan(page);
  const bar = page.getByRole('region', { name: 'Accounts that nobody has decided' });
  await expect(bar).toContainText('3 unconfirmed accounts of Zendesk stop a commit');
  await bar.getByRole('button', { name: 'Leave out' }).click();
  await page.getByLabel('Reason').fill('Machines, not people');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave out' }).click();
  await expect(bar).toContainText('left out: Machines, not people');
  await bar.getByRole('button', { name: 'Take back' }).click();
  await expect(bar).toContainText('stop a commit');
  await bar.getByRole('link', { name: 'Review them' }).click();
  await expect(resultRows(page)).toHaveCount(3);
  await tab(page, 'Plan').click();
  await bar.getByRole('button', { name: 'Clear unconfirmed users' }).click();
  await page.getByRole('button', { name: 'Clear import results' }).click();
  await expect(bar).toBeHidden();
  await expect(operations(page)).toHaveCount(6);
});

test('each problem that the target would have opens its operation', async ({ page }) => {
  await openFaultyPlan(page);
  const rules = page.getByRole('list', { name: 'Problems by rule' });
  await rules.getByRole('button').first().click();
  const problems = page.getByRole('grid', { name: 'Problems' });
  await problems
    .getByRole('button', { name: /details of/ })
    .first()
    .click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Error');
  await expect(page.getByText('1 problem with Okta.')).toBeVisible();
  await page.getByRole('button', { name: 'All operations' }).click();
  await expect(operations(page)).toHaveCount(8);
  // The button has gone with its list: the focus is in the other one.
  await expect(page.getByRole('grid', { name: 'Operations' }).locator(':focus')).toHaveCount(1);
});

test('the plan of a domain is that of its apps together', async ({ page }) => {
  await decideSome(page);
  await rail(page).getByRole('link', { name: 'Alder domain' }).click();
  await tab(page, 'Plan').click();
  await expect(operations(page)).toHaveCount(6);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill('Zendesk: Plan');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Zendesk' })).toBeVisible();
  await expect(operations(page)).toHaveCount(6);
});

test('questions, report and database are saved, and answers looked at before they are taken', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
  await openTeamDesk(page);
  await tab(page, 'Plan').click();
  const save = async (item: string) => {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
    return downloading;
  };
  expect((await save('Save report')).suggestedFilename()).toMatch(/\.html$/);
  expect((await save('Export for a database')).suggestedFilename()).toMatch(/database.*\.zip$/);
  const pack = await save('Save question pack');
  expect(pack.suggestedFilename()).toMatch(/\.xlsx$/);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Read answers back' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="file"]').setInputFiles(await pack.path());
  await expect(dialog.getByText('Questions', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Take 0 answers over' })).toBeDisabled();
});

test('axe finds nothing on the plan, beside details, in the dialogs', async ({ page }) => {
  test.slow();
  await openFaultyPlan(page);
  await expectAccessible(page);
  await operations(page)
    .first()
    .getByRole('button', { name: /details of/ })
    .click();
  await operations(page).first().getByRole('checkbox').click();
  await expectAccessible(page);
  await page.getByRole('list', { name: 'Problems by rule' }).getByRole('button').first().click();
  await expect(page.getByRole('grid', { name: 'Problems' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hand over files' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Read answers back' }).click();
  await expectAccessible(page);
});
