import type { Page } from '@playwright/test';
import { csvFile } from '../fixtures/csv-file';
import { accountsWithout } from '../fixtures/changing-list';
import { teamAccounts } from '../fixtures/small-team';
import { expect, test } from './muster-test';
import {
  chooseFile,
  facet,
  finalButton,
  importAgain,
  lastImportValue,
  openTeamDesk,
  rail,
  resultRow,
  resultRows,
  tab,
  changeSettings
} from './steps';

const NOT_HERE = 'Open in another tab: nothing can be changed here';

async function clearAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Clear unconfirmed users' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear import results' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

function inOtherTab(page: Page) {
  return page.getByText('This workspace is open in another tab.');
}

/** Keeps what is to be written waiting, until `letWritesGo`. */
async function holdWrites(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('muster-workspace-'));
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(found?.name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('no database'));
    });
    const transaction = db.transaction([...db.objectStoreNames], 'readwrite');
    let isHolding = true;
    // A transaction ends as soon as nothing is asked of it.
    const holdOn = () => {
      if (isHolding) transaction.objectStore('meta').get('format').onsuccess = holdOn;
    };
    holdOn();
    transaction.oncomplete = () => db.close();
    addEventListener('let-writes-go', () => (isHolding = false), { once: true });
  });
}

async function letWritesGo(page: Page): Promise<void> {
  await page.evaluate(() => void dispatchEvent(new Event('let-writes-go')));
}

test('17 an import started while a clear runs is queued, and begins right after it', async ({ page }) => {
  await openTeamDesk(page);
  await holdWrites(page);
  await clearAll(page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, teamAccounts());
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'Run in background' }).click();
  await expect(lastImportValue(page, 'Status')).toHaveText('Queued');
  const clear = page.getByRole('button', { name: 'Clear unconfirmed users' });
  await expect(clear).toBeDisabled();
  await expect(clear).toHaveAttribute('title', 'An import of this app waits to begin: clear when it is done');

  await letWritesGo(page);
  await expect(lastImportValue(page, 'Status')).toHaveText('Succeeded');
  // The full import brings back what was cleared right before it.
  await expect(resultRows(page)).toHaveCount(8);
  await expect(facet(page, 'Synchronization status', 'Unconfirmed')).toContainText('8');
  await expect(clear).toBeEnabled();
});

test('a queued import that is cancelled never begins, and the clear before it goes on', async ({ page }) => {
  await openTeamDesk(page);
  await holdWrites(page);
  await clearAll(page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, teamAccounts());
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'Run in background' }).click();
  await expect(lastImportValue(page, 'Status')).toHaveText('Queued');
  await page.getByRole('button', { name: /^(Running|Queued|Waiting): Import into Zendesk/u }).click();
  await page.getByRole('button', { name: /^Cancel: Import into Zendesk/u }).click();
  await letWritesGo(page);
  await expect(lastImportValue(page, 'Status')).toHaveText('Cancelled');
  await expect(lastImportValue(page, 'Accounts created')).toHaveText('0');
  await expect(resultRows(page)).toHaveCount(0);
  await expect(facet(page, 'Synchronization status', 'Cleared')).toContainText('8');
});

test('a second tab is refused with the reason, and goes on after it took the writing over', async ({
  page,
  context
}) => {
  await openTeamDesk(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(inOtherTab(second)).toBeVisible();
  await expect(resultRows(second)).toHaveCount(8);
  for (const name of ['Import', 'Clear unconfirmed users']) {
    await expect(second.getByRole('button', { name, exact: true })).toBeDisabled();
    await expect(second.getByRole('button', { name, exact: true })).toHaveAttribute('title', NOT_HERE);
  }

  // What the first one does is seen in the second one.
  await resultRow(page, 'Anna Wolff').getByRole('button', { name: 'Confirm' }).click();
  await clearAll(page);
  await expect(resultRows(second)).toHaveCount(1);
  await second.getByRole('button', { name: 'Take over' }).click();
  await expect(inOtherTab(second)).toBeHidden();
  await expect(inOtherTab(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();

  await importAgain(second, accountsWithout(teamAccounts(), 'Kim Neumann'));
  await expect(lastImportValue(second, 'Status')).toHaveText('Succeeded');
  await expect(resultRows(second)).toHaveCount(7);
  await expect(resultRows(page)).toHaveCount(7);
  for (const each of [page, second]) {
    await expect(facet(each, 'Synchronization status', 'Confirmed')).toContainText('1');
    await expect(facet(each, 'Synchronization status', 'Unconfirmed')).toContainText('6');
    await expect(facet(each, 'Synchronization status', 'Cleared')).toContainText('1');
  }
});

test('10 a file with headers only is held over a list that has rows', async ({ page }) => {
  await openTeamDesk(page);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, csvFile('empty.csv', ['id,name,first_name,last_name,email,role']));
  await expect(dialog.getByRole('region', { name: 'Safeguards' })).toBeVisible();
  await finalButton(dialog).click();
  await dialog.getByRole('link', { name: 'Review held import' }).click();
  const held = page.getByRole('grid', { name: 'Rows that tripped the safeguard' });
  await expect(held.getByRole('row')).toHaveCount(9);
  await tab(page, 'Import').click();
  await expect(lastImportValue(page, 'Status')).toHaveText('Held');
  await expect(resultRows(page)).toHaveCount(8);
});

test('14 an import tells for which rows an expression fails, and makes the other users whole', async ({ page }) => {
  await openTeamDesk(page);
  await changeSettings(page, async () => {
    await page.getByRole('radio', { name: 'Confirm and activate new users' }).check();
    await page.getByRole('combobox', { name: 'Add a mapping', exact: true }).click();
    await page.getByRole('option', { name: 'Title', exact: true }).click();
    await page.getByRole('textbox', { name: 'Expression of Title' }).fill('upper(account.displayName.split(" ")[1])');
  });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, teamAccounts());
  const problems = dialog.getByRole('region', { name: 'Problems' });
  await problems.getByText('Expression that fails').click();
  await expect(problems).toContainText('Row 8');
  await expect(problems).toContainText('Title: The list has no entry 1');
  await finalButton(dialog).click();
  await expect(dialog.locator('dl > div').filter({ hasText: 'New users made' }).locator('dd')).toHaveText('2');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(resultRow(page, 'svc-backup')).toContainText('Confirmed');
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Kim Neumann' })).toContainText('Active');
});
