import type { Locator, Page } from '@playwright/test';
import { SCIM_TOKEN, startScimmy, type ScimmyServer } from '../fixtures/systems/scimmy-server';
import { expectAccessible } from './axe';
import { expect, test as base } from './muster-test';
import { openTeamDesk, rail, resultRow, tab, takeAction } from './steps';

/** What the browser itself writes of an answer that is no success. */
const test = base.extend<{ scimmy: ScimmyServer }>({
  expectedNoise: /Failed to load resource|net::ERR/,
  scimmy: async ({}, use) => {
    const server = await startScimmy({ users: 3, groups: 1 });
    await use(server);
    await server.close();
  }
});

/** Without the browser's question where to: a file is downloaded. */
function collectFiles(): void {
  Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
}

/** Two accounts get new users, the others are cleared: a plan of four operations. */
async function openPlan(page: Page): Promise<void> {
  await openTeamDesk(page);
  for (const account of ['Kim Neumann', 'svc-backup']) {
    await takeAction(page, account, 'Create new user and link');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First name').fill('Kim');
    await dialog.getByRole('button', { name: 'Create new user and link' }).click();
    await expect(resultRow(page, account)).toContainText('Confirmed');
  }
  await page.getByRole('button', { name: 'Clear unconfirmed users' }).click();
  await page.getByRole('button', { name: 'Clear import results' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function connect(page: Page, scimmy: ScimmyServer): Promise<void> {
  await rail(page).getByRole('link', { name: 'Alder domain' }).click();
  await tab(page, 'Connection').click();
  await page.getByText('Expert').click();
  await page.getByRole('switch', { name: 'Allow http on this device' }).click();
  await page.getByLabel('SCIM base address').fill(scimmy.address);
  await page.getByLabel('Bearer token').fill(SCIM_TOKEN);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Connection saved')).toBeVisible();
  await tab(page, 'Plan').click();
}

async function tryOutAndApply(page: Page, { isBulk = true } = {}): Promise<Locator> {
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Apply 4 operations' })).toBeDisabled();
  if (!isBulk) await dialog.getByRole('switch', { name: 'Many operations in one request' }).click();
  await dialog.getByRole('button', { name: 'Start the dry run' }).click();
  await expect(dialog.getByText('Nothing is in the way.')).toBeVisible();
  // Plain SCIM knows of no assignments: the two links are Muster's own.
  await expect(dialog.getByText('Kept in Muster').locator('..')).toContainText('2');
  await dialog.getByRole('button', { name: 'Apply 4 operations' }).click();
  return dialog;
}

const namesOf = (scimmy: ScimmyServer) => scimmy.store.users.map(({ userName }) => String(userName));

test('a plan is tried out, applied, and gone from the plan', async ({ page, scimmy }) => {
  await page.addInitScript(collectFiles);
  await openPlan(page);
  await connect(page, scimmy);
  await tryOutAndApply(page);
  await expect(page.getByRole('heading', { name: /^Commit of/ })).toBeFocused();
  await expect(page.getByRole('button', { name: /^Done/ }).first()).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Operations of the commit' })).toHaveAttribute('aria-rowcount', '5');
  expect(namesOf(scimmy)).toHaveLength(5);
  expect(new Set(namesOf(scimmy)).size).toBe(5);
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the inverse plan' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^Alder/);
  await page.getByRole('button', { name: 'Back to the plan' }).click();
  await expect(page.getByText('0 operations')).toBeVisible();
});

test('interrupted by a reload it goes on, and nothing is done twice', async ({ page, scimmy }) => {
  await openPlan(page);
  await connect(page, scimmy);
  let posts = 0;
  scimmy.front = (request, response) => {
    // The second user is made, but its answer never comes.
    if (request.method === 'POST' && ++posts === 2) Object.assign(response, { end: () => response });
    return false;
  };
  await tryOutAndApply(page, { isBulk: false });
  await expect.poll(() => namesOf(scimmy).length).toBe(5);
  await page.reload();
  scimmy.front = undefined;
  await expect(page.getByText('was interrupted')).toBeVisible();
  await page.getByRole('button', { name: 'Look and go on' }).click();
  await expect(page.getByRole('heading', { name: /^Commit of/ })).toBeFocused();
  await expect(page.getByRole('switch', { name: 'Many operations in one request' })).toBeVisible();
  await page.getByLabel('Bearer token').fill(SCIM_TOKEN);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Operations of the commit' })).toContainText('Done');
  await expect(page.getByText('was interrupted')).toBeHidden();
  await expect.poll(() => namesOf(scimmy).length).toBe(5);
  expect(new Set(namesOf(scimmy)).size).toBe(5);
});

test('files are handed over, told apart, and noted as committed', async ({ page }) => {
  await page.addInitScript(collectFiles);
  await openPlan(page);
  await tab(page, 'Plan').click();
  await page.getByRole('button', { name: 'Hand over files' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Plan for spreadsheets (CSV)' }).check();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save files' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.zip$/);
  await expect(dialog.getByRole('heading', { name: 'Files saved' })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /manifest/ })).toContainText('–');
  await expectAccessible(page);
  await dialog.getByLabel('Note').fill('Change 4711');
  await dialog.getByRole('button', { name: 'Note as committed' }).click();
  await expect(page.getByText('Change 4711')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the plan' }).click();
  await expect(page.getByText('0 operations')).toBeVisible();
});
