import { rawFile, type CsvFile } from '../fixtures/csv-file';
import { number, packed, workbookBytes, type SheetToWrite } from '../fixtures/workbook-writer';
import { expect, test } from './muster-test';
import { chooseFile, createWorkspace, finalButton, nameDomain, rail } from './steps';

const SUMMARY: SheetToWrite = {
  name: 'Summary',
  rows: [
    ['Department', 'Heads'],
    ['Sales', number(2)],
    ['IT', number(1)]
  ]
};

/** A title, a date and an empty row stand above the headers. */
const STAFF: SheetToWrite = {
  name: 'Staff 2026',
  rows: [
    ['Alder group: staff list'],
    ['Printed on', number(46_053, 1)],
    [],
    ['User ID', 'First Name', 'Last Name', 'E-mail', 'Employee Number', 'Hire Date'],
    ['awolff', 'Anna', 'Wolff', 'anna.wolff@alder.example', '00123', number(43_831, 1)],
    ['tkhan', 'Tom', 'Khan', 'tom.khan@alder.example', number(124, 2), number(44_197, 1)],
    ['mlee', 'Min', 'Lee', 'min.lee@alder.example', number('4111111111111110'), number(44_562, 1)]
  ]
};

function workbook(): CsvFile {
  const bytes = workbookBytes({ sheets: [SUMMARY, STAFF], formats: ['dd.mm.yyyy', '00000'] });
  return rawFile('staff.xlsx', Buffer.from(bytes));
}

test('a sheet is chosen and comes in from below its title block', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Import users' }).click();
  const dialog = await chooseFile(page, workbook());

  const sheet = dialog.getByRole('combobox', { name: 'Sheet' });
  // The short one before it is taken for a cover.
  await expect(sheet).toHaveText('Staff 2026');
  for (const name of ['Summary', 'Staff 2026']) {
    await sheet.click();
    await page.getByRole('option', { name }).click();
    await expect(sheet).toHaveText(name);
    await expect(dialog.getByRole('cell', { name: 'Heads', exact: true })).toHaveCount(name === 'Summary' ? 1 : 0);
  }
  await expect(dialog.getByRole('combobox', { name: 'Header row' })).toHaveText(/^Row 4: User ID, First Name/u);
  for (const shown of ['00123', '00124', '2020-01-01']) await expect(dialog).toContainText(shown);
  const check = dialog.getByRole('region', { name: 'What the import would do' });
  await expect(check).toBeVisible();
  await expect(dialog).toContainText('Numbers that a spreadsheet has changed');
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();

  const users = page.getByRole('grid', { name: 'Users' });
  await expect(users.getByRole('row')).toHaveCount(4);
  for (const shown of ['Anna Wolff', 'Tom Khan', 'Min Lee']) await expect(users).toContainText(shown);
});

test('a file in an archive is chosen by its name', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Import users' }).click();
  const archive = packed({
    'export/staff.xlsx': workbookBytes({ sheets: [STAFF], formats: ['dd.mm.yyyy', '00000'] }),
    'export/guests.csv': 'User ID,First Name,Last Name,E-mail\ngnovak,Greta,Novak,greta.novak@alder.example\n',
    '__MACOSX/export/._guests.csv': 'not a list'
  });
  const dialog = await chooseFile(page, rawFile('export.zip', Buffer.from(archive)));

  const inside = dialog.getByRole('combobox', { name: 'File in the archive' });
  await expect(inside).toHaveText('export/staff.xlsx');
  await inside.click();
  await page.getByRole('option', { name: 'export/guests.csv' }).click();
  await expect(inside).toHaveText('export/guests.csv');
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(page.getByRole('grid', { name: 'Users' })).toContainText('gnovak');
});
