import { csvFile } from '../fixtures/csv-file';
import { expect, test } from './muster-test';
import {
  addApplication,
  chooseFile,
  createWorkspace,
  finalButton,
  importUsers,
  nameDomain,
  openProvisioning,
  rail,
  resultRow,
  switchOn
} from './steps';

const october = csvFile('october.csv', ['login,email,office,floor', 'ann,ann@alder.example,Rome,4']);
const november = csvFile('november.csv', [
  'login,email,office,floor',
  'ann,ann@alder.example,Oslo,4',
  'bo,bo@alder.example,Rome,1'
]);
const december = csvFile('december.csv', ['login,email,office,desk', 'ann,ann@alder.example,Oslo,17']);
const badges = csvFile('badges.csv', ['badge,mail,office', '1,ann@alder.example,Rome']);

test('next month’s file goes where the last one went, without a click; new and missing columns are told', async ({
  page
}) => {
  await openProvisioning(page);
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  const choose = async (file: typeof october) => {
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const dialog = await chooseFile(page, file);
    await expect(dialog.getByRole('region', { name: 'What the import would do' })).toBeVisible();
    return dialog;
  };
  const bringIn = async (dialog: Awaited<ReturnType<typeof choose>>) => {
    await finalButton(dialog).click();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await expect(dialog).toBeHidden();
  };
  const office = 'office goes to';

  const first = await choose(october);
  await first.getByLabel(office).click();
  await page.getByRole('option', { name: 'Department', exact: true }).click();
  await expect(first.getByRole('region', { name: 'What the import would do' })).toBeVisible();
  await bringIn(first);
  // Another kind of file in between.
  const other = await choose(badges);
  await expect(other.getByLabel(office)).toContainText('Keep as it is');
  await bringIn(other);

  const second = await choose(november);
  await expect(second.getByRole('note').filter({ hasText: 'Same columns as last time' })).toBeVisible();
  await expect(second.getByLabel(office)).toContainText('Department');
  await bringIn(second);

  const third = await choose(december);
  await expect(third.getByRole('note').filter({ hasText: 'The columns differ from last time' })).toContainText(
    'New: desk. Missing: floor.'
  );
  await expect(third.getByLabel(office)).toContainText('Department');
});

test('managers are told as found or not, and shown with the account', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await importUsers(page, csvFile('users.csv', ['username,email', 'di,di@alder.example']));
  await addApplication(page, 'Alder domain', 'Zendesk');
  await switchOn(page);
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(
    page,
    csvFile('accounts.csv', [
      'id,name,email,manager',
      '1,Ann Li,ann@alder.example,di@alder.example',
      '2,Bo Ek,bo@alder.example,1',
      '3,Cy Ng,cy@alder.example,gone@alder.example'
    ])
  );
  await expect(dialog.getByText('Managers: 2 found, 1 is nobody here.')).toBeVisible();
  const problem = dialog.getByRole('listitem').filter({ hasText: 'Manager who is nobody here' });
  await problem.getByText('Manager who is nobody here').click();
  await expect(problem).toContainText('gone@alder.example');
  await finalButton(dialog).click();
  await expect(dialog.getByText('Managers: 2 found, 1 is nobody here.')).toBeVisible();
  await dialog.getByRole('button', { name: 'OK' }).click();

  const manager = page.getByRole('region', { name: 'Manager' });
  await resultRow(page, 'Bo Ek').click();
  await expect(manager).toContainText('Ann Li');
  await expect(manager).toContainText('In the file: 1');
  await resultRow(page, 'Ann Li').click();
  await expect(manager).toContainText('user of the domain');
  await resultRow(page, 'Cy Ng').click();
  await expect(manager).toContainText('Nobody here is called so.');
});
