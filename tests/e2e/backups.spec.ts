import type { Page } from '@playwright/test';
import { teamAccounts } from '../fixtures/small-team';
import { expectAccessible } from './axe';
import {
  collectBackups,
  downloadBackup,
  fileOf,
  filesInOwnFolder,
  openBackups,
  openOnHome,
  pickOwnFolder,
  restoreAsNew
} from './backup-steps';
import { expect, test } from './muster-test';
import { createWorkspace, importAgain, messages, openTeamDesk, rail, resultRow, takeAction } from './steps';

const DAY = 24 * 60 * 60 * 1000;
const PASSPHRASE = 'four words that belong together';

async function openApp(page: Page): Promise<void> {
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
}

const storageChip = (page: Page) => page.getByRole('button', { name: /^Saved/ });

test('what was backed up is all there on another device, undo too', async ({ page, context, browser, baseURL }) => {
  await collectBackups(context);
  await openTeamDesk(page);
  await takeAction(page, 'svc-backup', 'Ignore');
  await openBackups(page);
  await expect(page.getByText('There is no backup of this workspace yet')).toBeVisible();
  await expect(storageChip(page)).toHaveAccessibleName(/not protected from clean-up · no backup yet$/);
  await storageChip(page).click();
  const popover = page.getByRole('dialog', { name: 'Storage' });
  await expect(popover).toContainText('There is no backup of this workspace yet, 3 changes so far.');
  await expect(popover.getByRole('button', { name: 'Ask the browser to protect it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(storageChip(page)).toBeFocused();
  await expectAccessible(page);
  const file = await downloadBackup(page);
  expect(file.name).toMatch(/^Alder group .*\.muster$/);
  await expect(page.getByText('no changes since')).toBeVisible();
  await expect(storageChip(page)).toContainText('last backup just now');

  const elsewhere = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  try {
    const other = await elsewhere.newPage();
    const dialog = await openOnHome(other, file);
    await expect(dialog.getByRole('heading', { name: /is whole/ })).toBeFocused();
    await expect(dialog.getByRole('region', { name: 'What is in it' })).toContainText('8 accounts');
    await expectAccessible(other);
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(other.getByRole('heading', { level: 1, name: 'Alder group' })).toBeVisible();
    await openApp(other);
    await expect(resultRow(other, 'svc-backup')).toContainText('Ignored');
    await other.getByRole('button', { name: /^Undo/ }).click();
    await expect(resultRow(other, 'svc-backup')).not.toContainText('Ignored');
  } finally {
    await elsewhere.close();
  }
});

test('a backup with a passphrase opens with it alone', async ({ page, context }) => {
  await collectBackups(context);
  await createWorkspace(page, 'Alder group');
  await page.keyboard.press('Escape');
  await openBackups(page);
  await page.getByRole('switch', { name: 'Protect the file by a passphrase' }).click();
  await page.getByRole('textbox', { name: 'Passphrase of the file', exact: true }).fill(PASSPHRASE);
  await expect(page.getByRole('button', { name: 'Back up now' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Passphrase of the file once more' }).fill(PASSPHRASE);
  const file = await downloadBackup(page);

  const dialog = await openOnHome(page, file);
  await dialog.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('another passphrase');
  await dialog.getByRole('button', { name: 'Check it' }).click();
  await expect(dialog.getByText('This is another passphrase.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Name')).toHaveValue('Alder group (restored)');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Alder group (restored)' })).toBeVisible();
});

test('what is not a whole backup is refused before anything is written', async ({ page, context }) => {
  await collectBackups(context);
  await createWorkspace(page, 'Alder group');
  await page.keyboard.press('Escape');
  await openBackups(page);
  const { name, buffer } = await downloadBackup(page);
  const flipped = Buffer.from(buffer);
  flipped[Math.floor(buffer.length / 2)] ^= 1;
  const dialog = await openOnHome(page, fileOf(name, flipped));
  await expect(dialog.getByRole('alert')).toContainText('This backup is damaged.');
  await expect(dialog.getByRole('button', { name: 'Restore' })).toHaveCount(0);
  const another = dialog.locator('input[type="file"]');
  await another.setInputFiles(fileOf(name, buffer.subarray(0, buffer.length - 40)));
  await expect(dialog.getByRole('alert')).toContainText('This backup is not whole.');
  await another.setInputFiles(fileOf('list.muster', Buffer.from('username,email\nann,ann@alder.example\n')));
  await expect(dialog.getByRole('alert')).toContainText('This is not a backup of Muster.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('region', { name: 'Workspaces on this device' }).getByRole('listitem')).toHaveCount(1);
});

test('a backup takes the place of a workspace once its name was typed', async ({ page, context }) => {
  await collectBackups(context);
  await openTeamDesk(page);
  await openBackups(page);
  const file = await downloadBackup(page);
  await openApp(page);
  await takeAction(page, 'svc-backup', 'Ignore');
  await openBackups(page);
  await page.getByRole('button', { name: 'Open a backup' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="file"]').setInputFiles(file);
  await dialog.getByRole('radio', { name: 'In place of one that is here' }).check();
  await expect(dialog.getByText('Its last change was “Ignore”')).toBeVisible();
  const restore = dialog.getByRole('button', { name: 'Restore in its place' });
  await expect(restore).toBeDisabled();
  await dialog.getByLabel('Type its name to go on').fill('Alder group');
  await restore.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Alder group' })).toBeVisible();
  await openApp(page);
  await expect(resultRow(page, 'svc-backup')).not.toContainText('Ignored');
});

test('a backup that is dropped on any page is opened', async ({ page, context }) => {
  await collectBackups(context);
  await openTeamDesk(page);
  await openBackups(page);
  const { name, buffer } = await downloadBackup(page);
  await openApp(page);
  const data = await page.evaluateHandle(
    ([fileName, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], fileName));
      return transfer;
    },
    [name, buffer.toString('base64')] as const
  );
  await page.locator('main').dispatchEvent('drop', { dataTransfer: data });
  await expect(
    page.getByRole('dialog', { name: 'Open a backup' }).getByRole('heading', { name: /is whole/ })
  ).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a backup is opened that the file manager hands to the installed app', async ({ page, context }) => {
  await collectBackups(context);
  await context.addInitScript(() => {
    const setConsumer = (consumer: unknown) => Reflect.set(globalThis, 'launchConsumer', consumer);
    Object.defineProperty(globalThis, 'launchQueue', { value: { setConsumer } });
  });
  await createWorkspace(page, 'Alder group');
  await page.keyboard.press('Escape');
  await openBackups(page);
  const { name, buffer } = await downloadBackup(page);
  const launch = () =>
    page.evaluate(
      async ([fileName, text]) => {
        const folder = await navigator.storage.getDirectory();
        const file = await folder.getFileHandle(fileName, { create: true });
        const writer = await file.createWritable();
        await writer.write(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
        await writer.close();
        (Reflect.get(globalThis, 'launchConsumer') as (launched: object) => void)({ files: [file] });
      },
      [name, buffer.toString('base64')] as const
    );
  await launch();
  const dialog = page.getByRole('dialog', { name: 'Open a backup' });
  await expect(dialog.getByRole('heading', { name: /is whole/ })).toBeFocused();
  await launch();
  await expect(page.getByText('is not opened yet')).toBeVisible();
  await expect(dialog.getByRole('heading', { name: /is whole/ })).toBeVisible();
  const { file_handlers: handlers } = (await (await page.request.get('/manifest.webmanifest')).json()) as {
    readonly file_handlers: readonly { readonly action: string; readonly accept: object }[];
  };
  expect(handlers).toEqual([{ action: './', accept: { 'application/x-muster-backup': ['.muster'] } }]);
});

test('by keyboard alone the focus is never lost', async ({ page, context }) => {
  await collectBackups(context);
  await createWorkspace(page, 'Alder group');
  await page.keyboard.press('Escape');
  await openBackups(page);
  const file = await downloadBackup(page);
  const button = page.getByRole('button', { name: 'Open a backup' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const input = dialog.locator('input[type="file"]');
  await expect(input).toBeFocused();
  await input.setInputFiles(file);
  await expect(dialog.getByRole('heading', { name: /is whole/ })).toBeFocused();
  await dialog.getByRole('button', { name: 'Choose another file' }).focus();
  await page.keyboard.press('Enter');
  await expect(input).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('into a folder backups are written by themselves', async ({ page, context }) => {
  await pickOwnFolder(context);
  await openTeamDesk(page);
  await openBackups(page);
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(page.getByText('Last backup just now, to the folder “Backups”, read back')).toBeVisible();
  expect(await filesInOwnFolder(page)).toHaveLength(1);
  await openApp(page);
  await importAgain(page, teamAccounts());
  await expect.poll(() => filesInOwnFolder(page)).toHaveLength(2);
  await openBackups(page);
  await page.getByRole('button', { name: 'Stop using it' }).click();
  await expect(page.getByText('No folder is chosen.')).toBeVisible();
});

test('a backup that is old is reminded of, quietly', async ({ page, context }) => {
  await collectBackups(context);
  const now = Date.now();
  await page.clock.setSystemTime(now - 3 * DAY);
  await openTeamDesk(page);
  await openBackups(page);
  await downloadBackup(page);
  await openApp(page);
  await takeAction(page, 'svc-backup', 'Ignore');
  await expect(page.getByText(/since the last backup/)).toBeHidden();
  // It stands before the reminder, which comes once it is answered.
  await page.getByRole('button', { name: 'Go on without' }).click();
  await page.clock.setSystemTime(now + 10 * 60 * 1000);
  await page.reload();
  await expect(page.getByText('1 change since the last backup, 3 days ago.')).toBeVisible();
  await page
    .getByRole('status')
    .filter({ hasText: 'since the last backup' })
    .getByRole('button', { name: 'Later' })
    .click();
  await expect(page.getByText(/since the last backup/)).toBeHidden();
  await page.reload();
  await expect(resultRow(page, 'svc-backup')).toContainText('Ignored');
  await expect(page.getByText(/since the last backup/)).toBeHidden();
});

test('workspaces that the browser cleared away are missed', async ({ page, context, baseURL }) => {
  await createWorkspace(page, 'Alder group');
  await page.goto('about:blank');
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: baseURL ?? '', storageTypes: 'indexeddb' });
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('1 workspace that was on this device is gone.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open a backup' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Start anew' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await page.reload();
  await expect(page.getByLabel('Workspace name')).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('what another person decided is merged, conflicts by choice', async ({ page, context, browser, baseURL }) => {
  await collectBackups(context);
  await openTeamDesk(page);
  await openBackups(page);
  const copy = await downloadBackup(page);
  const other = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  await collectBackups(other);
  const theirPage = await other.newPage();
  await restoreAsNew(theirPage, copy);
  await openApp(theirPage);
  await takeAction(theirPage, 'svc-backup', 'Ignore');
  await takeAction(theirPage, 'Anna Wolff', 'Confirm');
  await openBackups(theirPage);
  const theirs = await downloadBackup(theirPage);
  await other.close();

  await openApp(page);
  await takeAction(page, 'Anna Wolff', 'Ignore');
  await openBackups(page);
  await page.getByRole('button', { name: 'Merge from a backup' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type="file"]').setInputFiles(theirs);
  await expect(
    dialog.getByRole('heading', { name: /1 decision of theirs can be taken over; 1 account was/ })
  ).toBeVisible();
  const conflict = dialog.getByRole('grid', { name: 'Decided differently' }).getByRole('row').nth(1);
  await expect(conflict).toContainText('Ignored');
  await expectAccessible(page);
  await conflict.getByRole('gridcell').last().focus();
  await page.keyboard.press('Enter');
  await expect(conflict.getByRole('button', { name: /Confirmed/ })).toHaveAttribute('aria-pressed', 'true');
  await dialog.getByRole('button', { name: 'Take over 2 decisions' }).click();
  await expect(messages(page)).toContainText('Merged 2 decisions');
  await openApp(page);
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Confirmed');
  await expect(resultRow(page, 'svc-backup')).toContainText('Ignored');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Ignored');
});
