import { expect, test } from './muster-test';
import { facet, openTeamDesk, resultRow, resultRows } from './steps';

const SEARCH = 'Search by account name, email or username';

test.beforeEach(async ({ page }) => {
  await openTeamDesk(page);
});

test('searches names, e-mails and user names, whatever their letter case', async ({ page }) => {
  const box = page.getByRole('searchbox', { name: SEARCH });
  for (const [text, name] of [
    ['lacombe', 'Renée Lacombe'],
    ['ben.okafor@alder', 'Ben Okafor'],
    ['AWOLFF', 'Anna Wolff'],
    ['伟', '李伟']
  ] as const) {
    await box.fill(text);
    await expect(resultRows(page), text).toHaveCount(1);
    await expect(resultRow(page, name)).toBeVisible();
  }
  await box.fill('nobody has this');
  await expect(resultRows(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all accounts' }).click();
  await expect(resultRows(page)).toHaveCount(8);
});

test('facets and search stand in the address, without what was searched for', async ({ page }) => {
  await page.getByRole('searchbox', { name: SEARCH }).fill('alder');
  await facet(page, 'Situation', 'Exact match').click();
  await expect(resultRows(page)).toHaveCount(4);
  await expect(page).toHaveURL(/situation=exact/);
  await expect(page).toHaveURL(/search=/);
  expect(page.url()).not.toContain('alder');

  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByRole('searchbox', { name: SEARCH })).toHaveValue('alder');
  await expect(facet(page, 'Situation', 'Exact match')).toHaveAttribute('aria-pressed', 'true');
  await expect(resultRows(page)).toHaveCount(4);
});

test('facets count with the search and with each other', async ({ page }) => {
  await facet(page, 'Situation', 'No match').click();
  await expect(resultRows(page)).toHaveCount(2);
  await facet(page, 'Situation', 'Partial match').click();
  await expect(resultRows(page)).toHaveCount(3);
  await expect(facet(page, 'Synchronization status', 'Unconfirmed')).toContainText('3');
});
