import { csvFile } from '../fixtures/csv-file';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import { importAccounts, openProvisioning, resultRow, resultRows } from './steps';

const USERS = csvFile('users.csv', [
  'User ID,Display Name,Work Email',
  'ana,Ana Marić,ana@alder.example',
  'ana2,Аna Marić,ana2@alder.example',
  'bo,Bo\u200b Ek,bo@alder.example',
  'kim,Kim Neumann,kim@alder.example'
]);
const ACCOUNTS = csvFile('accounts.csv', [
  'id,name,email',
  '1,Ana Marić,ana@alder.example',
  '2,аdmin,bo@alder.example',
  '3,Kim\u00a0Neumann,kim@alder.example',
  '4,\u202eDi Oh,di@alder.example',
  '5,Ed Po,ed@alder.example'
]);

test('names that hide something are marked, and users who only look like others are named', async ({ page }) => {
  await openProvisioning(page, USERS);
  await importAccounts(page, 'Zendesk', ACCOUNTS);
  await expect(resultRows(page)).toHaveCount(5);
  const mark = (row: string) =>
    resultRow(page, row).getByRole('img', { name: /letters|invisible|direction|odd space/ });
  await expect(mark('dmin').first()).toHaveAccessibleName('mixed letters. “а” here is Cyrillic.');
  await expect(mark('kim@alder.example').first()).toHaveAccessibleName(/no-break space \(U\+00A0\)/);
  await expect(mark('Di Oh').first()).toHaveAccessibleName(/right-to-left override \(U\+202E\)/);
  await expect(mark('bo@alder.example').last()).toHaveAccessibleName(/zero-width space \(U\+200B\)/);
  await expect(mark('Ed Po')).toHaveCount(0);
  await expect(mark('Ana Marić')).toHaveCount(0);

  await resultRow(page, 'Ana Marić').getByRole('gridcell').nth(1).click();
  const notes = page
    .getByRole('complementary', { name: 'Account details' })
    .getByRole('list', { name: 'What an eye may miss' });
  await expect(notes.getByRole('listitem')).toHaveText([
    /^\s*Аna Marić is another user, who only looks like Ana Marić\.\s*“А” here is Cyrillic\.$/
  ]);
  await expectAccessible(page);
  await resultRow(page, 'dmin').getByRole('gridcell').nth(1).click();
  await expect(notes.getByRole('listitem').first()).toContainText('“а” here is Cyrillic.');
  await resultRow(page, 'Ed Po').getByRole('gridcell').nth(1).click();
  await expect(page.getByRole('complementary', { name: 'Account details' })).toContainText('Ed Po');
  await expect(notes).toHaveCount(0);
});
