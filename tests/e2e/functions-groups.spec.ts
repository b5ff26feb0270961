import { accountsWithGroups, usersWithGroups } from '../fixtures/changing-list';
import { expect, test } from './muster-test';
import { importAccounts, openProvisioning, rail, resultRow, tab } from './steps';

test('15 groups come along with the import, with their members', async ({ page }) => {
  await openProvisioning(page, usersWithGroups());
  await importAccounts(page, 'Zendesk', accountsWithGroups());
  await tab(page, 'Groups').click();
  const groups = page.getByRole('grid', { name: 'Groups' });
  await expect(groups.getByRole('row')).toHaveCount(4);
  await expect(groups.getByRole('row').filter({ hasText: 'Light agents' })).toContainText('No group of that name');
  // Compared like keys are: letter case means nothing.
  await expect(groups.getByRole('row').filter({ hasText: 'SALES' })).toContainText('Sales');

  await page.getByRole('searchbox', { name: 'Search by group name' }).fill('light');
  await expect(groups.getByRole('row')).toHaveCount(2);
  await groups.getByRole('button', { name: 'Light agents' }).click();
  const members = page.getByRole('complementary', { name: 'Members' });
  await expect(members).toContainText('3 members');
  for (const name of ['Anna Wolff', 'Ben Okafor', 'Renée Lacombe']) await expect(members).toContainText(name);

  await tab(page, 'Import').click();
  await resultRow(page, 'Anna Wolff').getByRole('gridcell').nth(1).click();
  const details = page.getByRole('complementary', { name: 'Account details' });
  await expect(details.getByRole('region', { name: 'Groups' })).toContainText('Light agents');
});

test('15 a domain lists the groups of its users', async ({ page }) => {
  await openProvisioning(page, usersWithGroups());
  await rail(page).getByRole('link', { name: 'Alder domain' }).click();
  await tab(page, 'Groups').click();
  const groups = page.getByRole('grid', { name: 'Groups' });
  await expect(groups.getByRole('row').filter({ hasText: 'Everyone' })).toContainText('3');
  await groups.getByRole('button', { name: 'Finance' }).click();
  await expect(page.getByRole('complementary', { name: 'Members' })).toContainText('Renée Lacombe');
});
