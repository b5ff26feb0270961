import { expect, test } from './muster-test';
import { facet, rail, resultRows } from './steps';

test('the sample workspace opens with users, apps and all situations', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Open sample workspace' }).click();
  await expect(rail(page)).toContainText('10,000', { timeout: 30_000 });
  await rail(page).getByRole('link', { name: 'Zendesk' }).click();
  await expect(resultRows(page).first()).toBeVisible();
  for (const situation of ['Exact match', 'Partial match', 'Multiple matches', 'No match']) {
    await expect(facet(page, 'Situation', situation)).not.toHaveText(/\b0$/);
  }
  await expect(rail(page).getByRole('link', { name: 'Salesforce' })).toBeVisible();
});
