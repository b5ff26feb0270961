import { expect, test } from './muster-test';
import { facet, openTeamDesk, resultRow, resultRows } from './steps';

test.beforeEach(async ({ page }) => {
  await openTeamDesk(page);
});

test('undo and redo reach back over a reload', async ({ page }) => {
  await resultRow(page, 'svc-backup').getByRole('button', { name: 'More actions for svc-backup' }).click();
  await page.getByRole('menuitem', { name: 'Ignore' }).click();
  await expect(resultRow(page, 'svc-backup')).toContainText('Ignored');

  await page.reload();
  await expect(resultRow(page, 'svc-backup')).toContainText('Ignored');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(resultRow(page, 'svc-backup')).toContainText('Unconfirmed');

  await page.reload();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(resultRow(page, 'svc-backup')).toContainText('Ignored');
});

test('cleared accounts go to the bin and come back', async ({ page }) => {
  const unconfirmed = await facet(page, 'Synchronization status', 'Unconfirmed').innerText();
  await page.getByRole('button', { name: 'Clear unconfirmed users' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('unconfirmed account');
  await dialog.getByRole('button', { name: 'Clear import results' }).click();
  await expect(dialog).toBeHidden();
  await expect(facet(page, 'Synchronization status', 'Unconfirmed')).toContainText('0');
  await expect(resultRows(page).filter({ hasText: 'Unconfirmed' })).toHaveCount(0);

  await facet(page, 'Synchronization status', 'Cleared').click();
  await page.getByRole('button', { name: 'Restore cleared rows' }).click();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(facet(page, 'Synchronization status', 'Unconfirmed')).toHaveText(unconfirmed);
  await expect(resultRows(page)).toHaveCount(8);
});

test('a whole import can be taken back', async ({ page }) => {
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(resultRows(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(resultRows(page)).toHaveCount(8);
});
