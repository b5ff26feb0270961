import { expect, type Locator, type Page } from '@playwright/test';
import type { CsvFile } from '../fixtures/csv-file';
import { teamAccounts, teamUsers } from '../fixtures/small-team';

/** What people do in Muster, in their words. Every step ends when its effect is on the screen. */
export async function createWorkspace(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Workspace name').fill(name);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('dialog')).toContainText('Create domain');
}

/** Expects that the dialog to create one is open, as it is after a workspace was created. */
export async function nameDomain(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create domain' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

export async function importUsers(page: Page, file: CsvFile): Promise<void> {
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Import users' }).click();
  await bringIn(page, file);
}

export async function addApplication(page: Page, domain: string, name: string): Promise<void> {
  await rail(page).getByRole('link', { name: domain }).click();
  await page.getByRole('button', { name: 'Add application' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Add application' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** The three steps that Import needs, in their order. Expects the app's provisioning page. */
export async function switchOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Activate' }).click();
  for (const name of ['Enable provisioning', 'Enable synchronization']) {
    await page.getByRole('switch', { name }).click();
    await expect(page.getByRole('switch', { name })).toBeChecked();
  }
}

export async function importAccounts(page: Page, app: string, file: CsvFile): Promise<void> {
  await rail(page).getByRole('link', { name: app }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await bringIn(page, file);
}

/** `file`: made in memory, or the path of one on the disk. */
export async function chooseFile(page: Page, file: CsvFile | string): Promise<Locator> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="file"]').setInputFiles(file);
  return dialog;
}

/** The button at the end of an import's dialog. */
export function finalButton(dialog: Locator): Locator {
  return dialog.getByRole('button', { name: /^Import( users)?$/ });
}

/** Through the whole of an import's dialog. */
export async function bringIn(page: Page, file: CsvFile, mode: 'Full' | 'Incremental' = 'Full'): Promise<void> {
  const dialog = await chooseFile(page, file);
  if (mode === 'Incremental') await dialog.getByRole('radio', { name: mode }).check();
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toBeHidden();
}

/** The app's accounts once more; its Import page is shown. */
export async function importAgain(page: Page, file: CsvFile, mode: 'Full' | 'Incremental' = 'Full'): Promise<void> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await bringIn(page, file, mode);
}

/** Users are there, the app is switched on, its Provisioning page is shown. */
export async function openProvisioning(page: Page, users: CsvFile = teamUsers()): Promise<void> {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await importUsers(page, users);
  await addApplication(page, 'Alder domain', 'Zendesk');
  await switchOn(page);
}

/** Changes settings of the app whose page is shown, and goes back to its Import page. */
export async function changeSettings(page: Page, change: () => Promise<void>): Promise<void> {
  await tab(page, 'Provisioning').click();
  await change();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Changes saved')).toBeVisible();
  await tab(page, 'Import').click();
}

/** A page of the app or domain that is shown. */
export function tab(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: /^Pages of/ }).getByRole('link', { name, exact: true });
}

/** From nothing to a desk full of undecided accounts: the users and accounts of the small team. */
export async function openTeamDesk(page: Page): Promise<void> {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await importUsers(page, teamUsers());
  await addApplication(page, 'Alder domain', 'Zendesk');
  await switchOn(page);
  await importAccounts(page, 'Zendesk', teamAccounts());
  await expect(resultRows(page)).toHaveCount(8);
}

export function rail(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Workspace' });
}

export function results(page: Page): Locator {
  return page.getByRole('grid', { name: 'Import results' });
}

/** The rows below the header. */
export function resultRows(page: Page): Locator {
  return results(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}

/** The row of an account, by a text in it. */
export function resultRow(page: Page, text: string): Locator {
  return resultRows(page).filter({ hasText: text });
}

/** A facet's button, such as `Exact match` of `Situation`. */
export function facet(page: Page, group: 'Situation' | 'Synchronization status' | 'Flags', value: string): Locator {
  return page.getByRole('group', { name: group }).getByRole('button', { name: new RegExp(`^\\s*${value}`, 'u') });
}

/** The value under a word of the region `Last import`. */
export function lastImportValue(page: Page, term: string): Locator {
  return lastImport(page).locator('dl > div').filter({ hasText: term }).locator('dd');
}

/** From the menu of an account's row. */
export async function takeAction(page: Page, account: string, action: string): Promise<void> {
  await resultRow(page, account)
    .getByRole('button', { name: /^More actions/ })
    .click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** What is told in the corner. */
export function messages(page: Page): Locator {
  return page.getByRole('region', { name: 'Messages' });
}

export function lastImport(page: Page): Locator {
  return page.getByRole('region', { name: 'Last import' });
}
