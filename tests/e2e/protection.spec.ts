import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import { expectMasked } from './masked';
import { chooseFile, finalButton, messages, openTeamDesk, rail, resultRow, resultRows, tab } from './steps';
import { teamAccounts } from '../fixtures/small-team';

const PASSPHRASE = 'copper lantern drifts homeward';

/** Stretching a passphrase takes its time, and everything is written anew. */
test.slow();

function field(place: Page | Locator, name: string): Locator {
  return place.getByRole('textbox', { name, exact: true });
}

async function openProtection(page: Page): Promise<void> {
  await rail(page).getByRole('link', { name: 'Protection' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Protection' })).toBeVisible();
}

async function setPassphrase(page: Page, passphrase: string): Promise<void> {
  await openProtection(page);
  await field(page, 'Passphrase').fill(passphrase);
  await field(page, 'Passphrase once more').fill(passphrase);
  await page.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(messages(page)).toContainText('Protected by its passphrase', { timeout: 30_000 });
  await expect(page.getByText('Passphrase set')).toBeVisible();
}

async function expectLocked(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Alder group is locked' })).toBeVisible({ timeout: 20_000 });
  await expect(field(page, 'Passphrase')).toBeFocused();
}

/** Types into the field that has the focus. */
async function unlock(page: Page, passphrase: string): Promise<void> {
  await expectLocked(page);
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
}

test('a passphrase is set where real data came in, and is asked for at every address', async ({ page }) => {
  await openTeamDesk(page);
  const desk = page.url();
  const bar = page.getByText('These are real people’s data.');
  await expect(bar).toBeVisible();
  await page.getByRole('link', { name: 'Set a passphrase' }).click();
  await expect(bar).toBeHidden();
  await expectAccessible(page);

  await field(page, 'Passphrase').fill('Summer2026!!');
  await expect(page.getByText('Weak: whoever has the disk')).toBeVisible();
  await field(page, 'Passphrase once more').fill('Summer2026!');
  await page.getByRole('button', { name: 'Set passphrase' }).click();
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  await setPassphrase(page, PASSPHRASE);
  await expectAccessible(page);

  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(resultRows(page)).toHaveCount(8);
  await expect(bar).toBeHidden();
  await page.reload();
  await expectLocked(page);
  await expect(page).toHaveTitle('Locked · Muster');
  await expectAccessible(page);
  await unlock(page, 'wrong');
  await expect(page.getByText('That passphrase does not open this workspace.')).toBeVisible();
  // What was refused is marked, to be typed over.
  await expect(field(page, 'Passphrase')).toBeFocused();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(resultRows(page)).toHaveCount(8);
  expect(page.url()).toBe(desk);
});

test('going on without a passphrase is asked once', async ({ page }) => {
  await openTeamDesk(page);
  const bar = page.getByText('These are real people’s data.');
  await page.getByRole('button', { name: 'Go on without' }).click();
  await expect(bar).toBeHidden();
  await page.reload();
  await expect(resultRows(page)).toHaveCount(8);
  await expect(bar).toBeHidden();
});

test('a key locks all tabs', async ({ page, context }) => {
  await openTeamDesk(page);
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeHidden();
  await setPassphrase(page, PASSPHRASE);
  const other = await context.newPage();
  await other.goto(page.url());
  await unlock(other, PASSPHRASE);
  await expect(other.getByRole('heading', { level: 1, name: 'Protection' })).toBeVisible();

  await page.keyboard.press('Shift+L');
  await expectLocked(page);
  await expectLocked(other);
  await unlock(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('Lock');
  await page.keyboard.press('Enter');
  await expectLocked(page);
});

test('a key locks while somebody is typing, but for where a password manager fills in by it', async ({ page }) => {
  await openTeamDesk(page);
  await setPassphrase(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Change passphrase' }).click();
  await expect(field(page.getByRole('dialog'), 'Passphrase until now')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await page.getByRole('searchbox').fill('wolff');
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expectLocked(page);
});

test('it locks when nobody touches anything', async ({ page }) => {
  await openTeamDesk(page);
  await setPassphrase(page, PASSPHRASE);
  await page.clock.install();
  await page.reload();
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();

  await page.clock.fastForward('14:05');
  await expect(messages(page)).toContainText('This workspace locks in a minute');
  await page.mouse.move(300, 300);
  await expect(messages(page)).not.toContainText('This workspace locks in a minute');
  await page.clock.fastForward('14:05');
  await expect(messages(page)).toContainText('This workspace locks in a minute');
  await page.clock.fastForward('01:00');
  await unlock(page, PASSPHRASE);

  await page.getByRole('combobox', { name: 'Locks when nothing is touched' }).click();
  await page.getByRole('option', { name: 'Never by itself' }).click();
  await page.clock.fastForward('05:00:00');
  await page.clock.runFor(4000);
  await expect(page.getByRole('heading', { level: 1, name: 'Protection' })).toBeVisible();
});

test('a passphrase is changed, and taken away', async ({ page }) => {
  const next = 'quiet harbour seven bells';
  await openTeamDesk(page);
  await setPassphrase(page, PASSPHRASE);

  await page.getByRole('button', { name: 'Change passphrase' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await field(dialog, 'Passphrase until now').fill('wrong');
  await field(dialog, 'New passphrase').fill(next);
  await field(dialog, 'New passphrase once more').fill(next);
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('That is not the passphrase of this workspace.');
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(messages(page)).toContainText('Passphrase changed');

  await page.keyboard.press('Shift+L');
  await unlock(page, PASSPHRASE);
  await expect(page.getByText('That passphrase does not open this workspace.')).toBeVisible();
  await page.keyboard.type(next);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take passphrase away' }).click();
  await expectAccessible(page);
  await field(dialog, 'Passphrase').fill(next);
  await dialog.getByRole('button', { name: 'Take passphrase away' }).click();
  await expect(messages(page)).toContainText('The passphrase is taken away', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Lock', exact: true })).toBeHidden();
  await page.reload();
  await expect(page.getByText('No passphrase', { exact: true })).toBeVisible();
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(resultRow(page, 'Anna Wolff')).toBeVisible();
});

test('everything by keyboard alone', async ({ page }) => {
  const tabTo = async (target: Locator) => {
    for (let presses = 0; presses < 80; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  };
  await openTeamDesk(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('Protection');
  await page.keyboard.press('Enter');
  await tabTo(field(page, 'Passphrase'));
  await page.keyboard.type(PASSPHRASE);
  await tabTo(field(page, 'Passphrase once more'));
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Passphrase set')).toBeVisible({ timeout: 30_000 });

  await page.keyboard.press('Shift+L');
  await unlock(page, PASSPHRASE);
  await tabTo(page.getByRole('switch', { name: 'Masked' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Masked', pressed: true })).toBeVisible();
  await tabTo(page.getByRole('link', { name: 'Wipe this workspace' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Alder group');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeFocused({ timeout: 20_000 });
  await tabTo(page.getByRole('button', { name: 'Done' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('Workspaces on this device')).toBeHidden();
});

test('a wiped workspace leaves a receipt and nothing else', async ({ page }) => {
  await openTeamDesk(page);
  const id = /\/w\/(\w+)/.exec(page.url())?.[1] ?? 'none';
  await page.getByRole('button', { name: 'Go on without' }).click();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain(id);
  await openProtection(page);
  await page.getByRole('link', { name: 'Wipe this workspace' }).click();
  const dialog = page.getByRole('dialog');
  const wipe = dialog.getByRole('button', { name: 'Wipe workspace' });
  await expectAccessible(page);
  await expect(wipe).toBeDisabled();
  await dialog.getByRole('textbox').fill('alder group');
  await expect(wipe).toBeDisabled();
  await dialog.getByRole('textbox').fill('Alder group');
  await page.keyboard.press('Enter');

  const receipt = dialog.getByRole('region', { name: 'Receipt' });
  await expect(receipt).toContainText('none is there any more');
  await expect(receipt).toContainText(/Database muster\S+: \d+ tables, [\d,]+ rows/);
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save receipt' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe('Receipt Alder group.txt');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toContain('Workspace:  Alder group');
  expect(text).toContain('none is there any more');
  await page.emulateMedia({ media: 'print' });
  await expect(receipt).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save receipt' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Workspaces on this device')).toBeHidden();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(id);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Alder');
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(databases.filter((name) => name !== 'muster')).toEqual([]);
});

/** Of the people in the small team, as their lists have them, and the file that they came in. */
const PEOPLE = [
  'zendesk-accounts',
  'Anna',
  'Wolff',
  'Okafor',
  'OKAFOR',
  'Lacombe',
  'Ortega',
  '李',
  'Łoś',
  'Neumann',
  'svc-backup',
  'awolff',
  'alder.example',
  'alder-old.example',
  'partner.example',
  '9001',
  '9008'
];

test('in masked mode nobody can be read on the screen', async ({ page }) => {
  await openTeamDesk(page);
  const name = resultRow(page, 'Anna Wolff').getByText('Anna Wolff').first();
  await expect(name).toHaveAttribute('title', 'Anna Wolff');
  await page.keyboard.press('Shift+M');
  await expect(page.getByRole('button', { name: 'Masked', pressed: true })).toBeVisible();
  await expectMasked(page, PEOPLE, 16);
  await expectAccessible(page);

  await resultRow(page, 'Desk').getByRole('gridcell').nth(1).click();
  await expect(page.getByRole('complementary', { name: 'Account details' })).toContainText('desk@alder.example');
  await expectMasked(page, PEOPLE, 20);
  await page.reload();
  await expect(resultRows(page)).toHaveCount(8);
  await expectMasked(page, PEOPLE, 16);

  for (const dialog of ['Assign existing user', 'Create new user and link']) {
    await resultRow(page, 'Kim Neumann').getByRole('gridcell').nth(1).click();
    await page.keyboard.press(dialog === 'Assign existing user' ? 'a' : 'n');
    await expect(page.getByRole('dialog')).toContainText('Kim Neumann');
    await expectMasked(page, PEOPLE, 16);
    await page.keyboard.press('Escape');
  }
  await page.getByRole('searchbox').fill('Lacombe');
  await expect(resultRows(page)).toHaveCount(1);
  await expectMasked(page, PEOPLE);
  await page.getByRole('searchbox').fill('');
  await page.keyboard.press('Control+k');
  await expectMasked(page, PEOPLE);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const wizard = await chooseFile(page, teamAccounts());
  await expect(wizard.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await expectMasked(page, PEOPLE, 20);
  await finalButton(wizard).click();
  await expect(wizard.getByRole('button', { name: 'OK' })).toBeVisible();
  await expectMasked(page, PEOPLE);
});

test('other pages in masked mode', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Anna Wolff').getByRole('button', { name: 'Confirm' }).click();
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Confirmed');
  await page.getByRole('button', { name: 'Masked' }).click();
  await tab(page, 'Plan').click();
  await expect(page).toHaveTitle(/^Plan/);
  await page.getByRole('gridcell').nth(1).click();
  await expect(page.getByRole('complementary')).toContainText('alder.example');
  await expectMasked(page, PEOPLE, 4);
  const pages = [
    ['Import runs', 'zendesk-accounts.csv'],
    ['Groups', 'group'],
    ['Provisioning', 'Enable synchronization'],
    ['Connection', 'Zendesk'],
    ['History', 'Steps in this workspace']
  ] as const;
  for (const [name, text] of pages) {
    await tab(page, name).click();
    await expect(page).toHaveTitle(new RegExp(`^${name}`));
    await expect(page.getByRole('main')).toContainText(text);
    await expectMasked(page, PEOPLE, 0);
  }
  await tab(page, 'Import runs').click();
  await page.getByRole('link', { name: /^Details of zendesk-accounts.csv/ }).click();
  await expect(page.getByRole('region', { name: 'The run' })).toBeVisible();
  await expectMasked(page, PEOPLE, 0);
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await expectMasked(page, PEOPLE, 8);
});

test('a key that is held reads one row, and a title comes back with the rest', async ({ page }) => {
  await openTeamDesk(page);
  await resultRow(page, 'Anna Wolff').getByRole('gridcell').nth(1).click();
  await page.keyboard.press('Shift+M');
  const security = (text: string) =>
    resultRow(page, text)
      .getByText(text)
      .first()
      .evaluate((element) => getComputedStyle(element).getPropertyValue('-webkit-text-security'));
  await page.keyboard.down('v');
  expect([await security('Anna Wolff'), await security('Kim Neumann')]).toEqual(['none', 'disc']);
  await page.keyboard.press('j');
  expect(await security('Anna Wolff')).toBe('disc');
  await page.keyboard.up('v');
  expect(await security('Kim Neumann')).toBe('disc');
  await resultRow(page, 'Kim Neumann').hover();
  expect(await security('Kim Neumann')).toBe('disc');
  const name = resultRow(page, 'Anna Wolff').getByText('Anna Wolff').first();
  await expect(name).toHaveAttribute('title', '');
  await page.keyboard.press('Shift+M');
  await expect(name).toHaveAttribute('title', 'Anna Wolff');
  expect(await security('Anna Wolff')).toBe('none');
});
