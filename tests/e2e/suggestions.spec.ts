import { expect, type Locator, type Page } from '@playwright/test';
import { RANKED_TEAM, rankedAccounts, rankedUsers } from '../fixtures/ranked-team';
import { expectAccessible } from './axe';
import { expectMasked } from './masked';
import { test } from './muster-test';
import {
  addApplication,
  changeSettings,
  createWorkspace,
  facet,
  importAccounts,
  importUsers,
  messages,
  nameDomain,
  results,
  resultRow,
  resultRows,
  switchOn,
  tab
} from './steps';

/** A desk whose accounts have scores. `linksExact`: rules link what they are sure of by themselves. */
async function openRankedDesk(page: Page, linksExact = false): Promise<void> {
  await createWorkspace(page, 'Alder group');
  await nameDomain(page, 'Alder domain');
  await importUsers(page, rankedUsers());
  await addApplication(page, 'Alder domain', 'Zendesk');
  await switchOn(page);
  if (linksExact) await changeSettings(page, () => page.getByRole('radio', { name: 'Link and confirm' }).check());
  await importAccounts(page, 'Zendesk', rankedAccounts());
  await expect(shownCount(page)).toContainText(`${RANKED_TEAM.accounts} of ${RANKED_TEAM.accounts}`);
  await expect(results(page).getByRole('columnheader', { name: 'Score' })).toBeVisible({ timeout: 30_000 });
  await expect(resultRow(page, 'Bob Ashdown')).toContainText('%');
}

/** "12 of 21". */
function shownCount(page: Page): Locator {
  return page.getByRole('region', { name: 'Filters' }).getByRole('status').last();
}

async function look(page: Page, account: string): Promise<Locator> {
  await resultRow(page, account).getByRole('gridcell').nth(1).click();
  const panel = page.getByRole('complementary', { name: 'Account details' });
  await expect(panel.getByRole('heading', { level: 2 })).toContainText(account);
  return panel;
}

const percent = (text: string | null) => Number(/(\d+) %/u.exec(text ?? '')?.[1]);

test('ranked users stand beside an account, explained, and a key links them', async ({ page }) => {
  await openRankedDesk(page);
  const panel = await look(page, 'Bob Ashdown');
  const candidates = panel.getByRole('list', { name: 'Candidates' }).getByRole('listitem');
  await expect(candidates.first()).toContainText('Robert Ashdown');
  await expect(candidates.first()).toContainText('same surname');
  await expect(candidates.first()).toContainText('first name is a short form');
  await expect(panel).toContainText('The nearest is “Robert Ashdown”');
  await expect(panel).toContainText(/Nobody here\s*<? ?\d+ %/u);
  const parts = panel.getByRole('table', { name: /What the score is made of/u });
  const numbers = (await parts.getByRole('cell').allTextContents()).map((text) =>
    Number(text.trim().replace('−', '-'))
  );
  const sum = numbers.pop() ?? Number.NaN;
  // Each is rounded to a tenth.
  expect(Math.abs(numbers.reduce((all, bits) => all + bits, 0) - sum)).toBeLessThan(0.05 * (numbers.length + 1));
  await page.keyboard.press('1');
  await expect(resultRow(page, 'Bob Ashdown')).toContainText('Manually linked');
  await expect(resultRow(page, 'Bob Ashdown')).toContainText('Robert Ashdown');
});

test('for whom there is nobody, that is said', async ({ page }) => {
  await openRankedDesk(page);
  const panel = await look(page, 'svc-backup');
  await expect(panel).toContainText('Nobody here');
  const nobody = percent(await panel.getByText('Nobody here').locator('..').textContent());
  expect(nobody).toBeGreaterThan(50);
});

test('accounts are found by score, by click, by key and by address', async ({ page }) => {
  await openRankedDesk(page);
  const chip = page.getByRole('button', { name: /^Score: / });
  await chip.click();
  const popover = page.getByRole('dialog', { name: 'Score of the best suggested user' });
  const presets = popover.getByRole('group', { name: 'Score', exact: true }).getByRole('button');
  const counts = (await presets.allTextContents()).map((text) => Number(/\d+\s*$/u.exec(text)?.[0]));
  expect(counts.reduce((all, count) => all + count, 0)).toBe(RANKED_TEAM.ranked + 1);
  const fullest = counts.indexOf(Math.max(...counts));
  await presets.nth(fullest).click();
  await expect(shownCount(page)).toContainText(`${counts[fullest]} of`);
  await expect(page).toHaveURL(/score=/u);
  await page.reload();
  await expect(chip).not.toHaveAccessibleName('Score: any', { timeout: 30_000 });
  await expect(shownCount(page)).toContainText(`${counts[fullest]} of`, { timeout: 30_000 });
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await chip.click();
  await popover.getByRole('group', { name: 'Accounts by score' }).getByRole('button').last().focus();
  await page.keyboard.press('Shift+Home');
  await expect(page).toHaveURL(/score=0-100/u);
  await page.keyboard.press('Escape');
  await expect(chip).toBeFocused();
});

test('the best scores stand first where that is wanted', async ({ page }) => {
  await openRankedDesk(page);
  const header = results(page).getByRole('columnheader', { name: 'Score' });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  const shown = async () => (await resultRows(page).allTextContents()).map(percent).filter((value) => value >= 0);
  await expect.poll(async () => (await shown()).length).toBeGreaterThan(5);
  await expect
    .poll(async () => ((list) => list.every((value, i) => i === 0 || value <= list[i - 1]))(await shown()))
    .toBe(true);
  await expect(page).toHaveURL(/order=score/u);
});

test('assigning begins with the best', async ({ page }) => {
  await openRankedDesk(page);
  await look(page, 'Liz Carrow');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Assign existing user' });
  const best = dialog.getByRole('list', { name: 'Candidates' }).getByRole('listitem').first();
  await expect(best).toContainText('Elizabeth Carrow');
  await expect(best).toContainText('%');
  await dialog.getByRole('searchbox').fill('zouch');
  await expect(dialog.getByRole('list', { name: 'Candidates' })).toBeHidden();
  await expect(dialog.getByRole('grid', { name: 'Users' })).toContainText('Edmund Zouch');
  await dialog.getByRole('searchbox').fill('');
  await dialog.getByRole('searchbox').press('Enter');
  await expect(resultRow(page, 'Liz Carrow')).toContainText('Elizabeth Carrow');
});

test('many are accepted at once, after a look at some of them, and taken back', async ({ page }) => {
  await openRankedDesk(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill('Accept best');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Accept best suggestions' });
  await dialog.getByRole('spinbutton').fill('50');
  await dialog.getByRole('spinbutton').press('Tab');
  const accept = dialog.getByRole('button', { name: /^Accept( all the same:)? \d+ rows?$/u });
  const count = Number(/\d+/u.exec((await accept.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(5);
  await dialog.getByRole('button', { name: 'Check a sample' }).click();
  const check = dialog.getByRole('group', { name: 'Sampling check' });
  await expect(check).toBeFocused();
  await expect(check).not.toContainText('No match');
  await page.keyboard.press('y');
  await page.keyboard.press('n');
  await expect(check).toContainText('2 answers, 1 wrong');
  await expect(dialog.getByRole('alert')).toContainText('1 of 2 pairs looked at is wrong');
  await expectAccessible(page);
  await accept.click();
  await expect(dialog).toContainText('Press once more if that is what you want');
  await accept.click();
  await expect(dialog).toBeHidden();
  await expect(messages(page)).toContainText(`Accept suggestions: ${count} rows`);
  await expect(facet(page, 'Situation', 'Manually linked')).toContainText(String(count));
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(facet(page, 'Situation', 'Manually linked')).toContainText('0');
});

test('the error rate of automatic links is estimated blind, by keys', async ({ page }) => {
  await openRankedDesk(page, true);
  await tab(page, 'Quality').click();
  await page.getByRole('button', { name: 'Draw a sample' }).click();
  const pair = page.getByRole('region', { name: 'Pair to look at' });
  await expect(pair).toContainText(`1 of ${RANKED_TEAM.sure}`);
  await expect(pair.getByRole('table')).toContainText('Harriet');
  await expect(pair).not.toContainText(/Exact|rule|%|Confirmed/u);
  await expectAccessible(page);
  for (const [key, place] of [
    ['y', 2],
    ['n', 3],
    ['u', 4]
  ] as const) {
    await page.keyboard.press(key);
    await expect(pair).toContainText(`${place} of ${RANKED_TEAM.sure}`);
  }
  const estimate = page.getByRole('complementary', { name: 'Estimate' });
  await expect(estimate).toContainText('between 1.2 % and 98.8 %, 95 % sure');
  await page.keyboard.press('ArrowLeft');
  // Nobody answers for a pair that is not here yet: such a key is not taken.
  await expect(pair).toContainText(`3 of ${RANKED_TEAM.sure}`);
  await page.keyboard.press('y');
  await expect(estimate).toContainText(/not counted\s*0/u);
  await page.reload();
  await expect(estimate).toContainText(`3 of ${RANKED_TEAM.sure}`);
  await page.getByRole('button', { name: 'Draw again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Draw again' }).click();
  await expect(estimate).toContainText('The first answer begins the estimate.');
});

test('without an automatic link there is nothing to estimate, and no key takes a step back', async ({ page }) => {
  await openRankedDesk(page);
  await tab(page, 'Quality').click();
  await page.getByRole('button', { name: 'Draw a sample' }).click();
  await expect(page.getByRole('heading', { name: 'No automatic links' })).toBeVisible();
  await page.keyboard.press('u');
  await tab(page, 'Import').click();
  await expect(shownCount(page)).toContainText(`${RANKED_TEAM.accounts} of`);
});

test('the weights can be looked at, and what was learnt forgotten', async ({ page }) => {
  await openRankedDesk(page);
  await tab(page, 'Suggestions').click();
  const weights = page.getByRole('table', { name: 'What each agreement adds to a score' });
  await expect(weights.getByRole('row', { name: /^same surname \d/u })).toContainText(/\+\d/u);
  await expect(weights.getByRole('row', { name: /^surname differs \d/u })).toContainText(/−\d/u);
  await expectAccessible(page);
  const learning = page.getByRole('switch', { name: 'Learn from my confirmations' });
  await learning.click();
  await expect(learning).not.toBeChecked();
  await page.reload();
  await expect(learning).not.toBeChecked();
  await page.getByRole('button', { name: 'Forget what was learnt' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
  await expect(messages(page)).toContainText('What was learnt is forgotten');
});

test('nobody is named in masked mode', async ({ page }) => {
  await openRankedDesk(page, true);
  await look(page, 'Bob Ashdown');
  await page.keyboard.press('Shift+M');
  await expectMasked(page, ['Robert', 'Ashdown', 'ashdown'], 6);
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toContainText('%');
  await expectMasked(page, ['Robert', 'Ashdown', 'ashdown'], 6);
  await page.keyboard.press('Escape');
  await tab(page, 'Quality').click();
  await page.getByRole('button', { name: 'Draw a sample' }).click();
  await expect(page.getByRole('region', { name: 'Pair to look at' })).toContainText('Harriet');
  await expectMasked(page, ['Harriet', 'harriet'], 4);
});

test('while another tab writes, all of it can be looked at and nothing decided', async ({ page, context }) => {
  await openRankedDesk(page, true);
  await tab(page, 'Quality').click();
  await page.getByRole('button', { name: 'Draw a sample' }).click();
  await expect(page.getByRole('region', { name: 'Pair to look at' })).toContainText('Harriet');
  const reader = await context.newPage();
  await reader.goto(page.url());
  await expect(reader.getByRole('button', { name: /^Same person/u })).toBeDisabled();
  await reader.keyboard.press('y');
  await expect(reader.getByRole('complementary', { name: 'Estimate' })).toContainText(`0 of ${RANKED_TEAM.sure}`);
  await tab(reader, 'Suggestions').click();
  await expect(reader.getByRole('switch', { name: 'Learn from my confirmations' })).toBeDisabled();
  await tab(reader, 'Import').click();
  const panel = await look(reader, 'Bob Ashdown');
  await expect(panel.getByRole('list', { name: 'Candidates' })).toContainText('Robert Ashdown');
  await expect(panel.getByRole('button', { name: /^Link to/u })).toHaveCount(0);
  await reader.keyboard.press('1');
  await expect(resultRow(reader, 'Bob Ashdown')).toContainText('No match');
});

test('every screen of it is accessible', async ({ page }) => {
  test.slow();
  await openRankedDesk(page);
  await look(page, 'Bob Ashdown');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Score: / }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toContainText('%');
  await expectAccessible(page);
});
