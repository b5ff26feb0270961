import { csvFile, rawFile } from '../fixtures/csv-file';
import { directoryFile } from '../fixtures/directory-file';
import { teamUsers } from '../fixtures/small-team';
import { expectAccessible } from './axe';
import { expect, test } from './muster-test';
import {
  addApplication,
  chooseFile,
  createWorkspace,
  finalButton,
  importUsers,
  lastImport,
  nameDomain,
  rail,
  resultRow,
  resultRows,
  switchOn
} from './steps';

const APPS = [
  'Active Directory',
  'LDAP',
  'Workday',
  'SuccessFactors',
  'BambooHR',
  'Namely',
  'UltiPro (UKG Pro)',
  'Zendesk',
  'Oracle identity domains',
  'Okta',
  'Microsoft Entra ID',
  'Google Workspace',
  'Salesforce',
  'Slack',
  'GitHub',
  'Atlassian',
  'ServiceNow',
  'Generic SCIM 2.0',
  'Generic CSV'
];

test('19 every app of the catalog can be found and added, with its way in', async ({ page }) => {
  test.setTimeout(120_000);
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  for (const app of APPS) {
    await rail(page).getByRole('link', { name: 'Alder domain' }).click();
    await page.getByRole('button', { name: 'Add application' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Search the catalog').fill(app);
    const option = dialog.getByRole('option', { name: app });
    await expect(option).toHaveAttribute('aria-selected', 'true');
    const about = dialog.getByRole('region', { name: 'About this app' });
    await expect(about.getByRole('heading', { name: app })).toBeVisible();
    await expect(about).toContainText('How accounts come in');
    await expect(about).toContainText(/file/i);
    if (app.startsWith('Generic')) await dialog.getByLabel('Name').fill(app);
    await dialog.getByRole('button', { name: 'Add application' }).click();
    await expect(page.getByRole('heading', { level: 1, name: app })).toBeVisible();
  }
  for (const app of APPS) await expect(rail(page).getByRole('link', { name: app })).toBeVisible();
});

test('19 the catalog is searched and chosen from by keyboard alone', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await page.getByRole('button', { name: 'Add application' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('option', { name: 'Generic CSV' })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  await page.keyboard.type('hr system');
  await expect(dialog.getByRole('option')).toHaveCount(5);
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('option', { name: 'Namely' })).toHaveAttribute('aria-selected', 'true');
  await expect(dialog.getByRole('region', { name: 'About this app' })).toContainText('profile report');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Namely' })).toBeVisible();
});

test('7 a file is known as the export it is, and what it says is turned the right way', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await importUsers(page, teamUsers());
  await addApplication(page, 'Alder domain', 'Entra');
  await switchOn(page);
  await rail(page).getByRole('link', { name: 'Entra' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(
    page,
    csvFile('create.csv', [
      'version:v1.0',
      'Name [displayName] Required,User name [userPrincipalName] Required,Initial password [passwordProfile] Required,Block sign in (Yes/No) [accountEnabled] Required,First name [givenName],Last name [surname]',
      'Anna Wolff,awolff,s3cret,No,Anna,Wolff',
      'Ben Okafor,bokafor,s3cret,Yes,Ben,Okafor'
    ])
  );
  await expect(dialog.getByText('Microsoft Entra ID, bulk create form')).toBeVisible();
  await expect(dialog.getByLabel('Block sign in (Yes/No) [accountEnabled] Required goes to')).toContainText('Active');
  await expect(dialog.getByText('YES, TRUE, 1 read as not active')).toBeVisible();
  await expect(dialog.getByLabel('Initial password [passwordProfile] Required goes to')).toContainText('Leave out');
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(resultRows(page)).toHaveCount(2);
  await expect(lastImport(page)).toContainText('Succeeded');
});

test('7 15 users and groups come in from an LDIF', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await importUsers(page, teamUsers());
  await addApplication(page, 'Alder domain', 'Directory');
  await switchOn(page);
  await rail(page).getByRole('link', { name: 'Directory' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = await chooseFile(page, directoryFile());
  await expect(dialog.getByText('LDAP, LDIF export')).toBeVisible();
  await expect(dialog.getByLabel('Delimiter')).toHaveCount(0);
  await expect(dialog.getByLabel('memberOf goes to')).toContainText('Groups');
  await expect(dialog.getByRole('region', { name: 'What the import would do' })).toContainText(/Groups\s*2/);
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(resultRows(page)).toHaveCount(3);
  await expect(resultRow(page, 'Tomasz Łoś')).toContainText('Exact match');
});

test('7 users come in from SCIM JSON', async ({ page }) => {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await rail(page).getByRole('link', { name: 'Users' }).click();
  await page.getByRole('button', { name: 'Import users' }).click();
  const users = [1, 2, 3].map((number) => ({
    id: `u${number}`,
    userName: `person${number}`,
    name: { givenName: 'Given', familyName: `Family${number}` },
    emails: [{ value: `person${number}@alder.example`, primary: true }]
  }));
  const text = JSON.stringify({ totalResults: 3, Resources: users });
  const dialog = await chooseFile(page, rawFile('users.json', Buffer.from(text)));
  await expect(dialog.getByText('Generic SCIM 2.0, SCIM users')).toBeVisible();
  await finalButton(dialog).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(page.getByRole('grid', { name: 'Users' })).toContainText('Family3');
});
