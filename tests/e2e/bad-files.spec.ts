import { brokenUtf8, cutWorkbook, document, emptyFile, headersOnly, noUsableColumn } from '../fixtures/bad-files';
import type { CsvFile } from '../fixtures/csv-file';
import { expect, test } from './muster-test';
import { chooseFile, createWorkspace, finalButton, nameDomain, rail } from './steps';

const CASES: readonly { readonly title: string; readonly file: CsvFile; readonly message: string }[] = [
  { title: 'an empty file', file: emptyFile(), message: 'This file is empty.' },
  { title: 'a file with headers only', file: headersOnly(), message: 'This file has headers but no rows.' },
  {
    title: 'a file without a column that tells rows apart',
    file: noUsableColumn(),
    message: 'No column tells one row from another.'
  },
  { title: 'a file that is not of its encoding', file: brokenUtf8(), message: 'This file is not utf-8.' },
  { title: 'a workbook that was cut off', file: cutWorkbook(), message: 'This file is damaged or was cut off.' },
  { title: 'a file of another kind', file: document(), message: '“users.pdf” cannot be read yet.' }
];

for (const { title, file, message } of CASES) {
  test(`${title} is refused with a reason, and nothing changes`, async ({ page }) => {
    await createWorkspace(page, 'Alder group');
    await nameDomain(page, 'Alder domain');
    await rail(page).getByRole('link', { name: 'Users' }).click();
    await page.getByRole('button', { name: 'Import users' }).click();
    const dialog = await chooseFile(page, file);
    await expect(dialog.getByText(message)).toBeVisible();
    await expect(finalButton(dialog)).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(page.getByText('No users yet')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });
}
