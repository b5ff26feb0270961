import { expect, test } from './muster-test';
import { openTeamDesk, resultRow, tab, takeAction } from './steps';

test.use({ serviceWorkers: 'block' });

test('the main way works where nobody can add to what all objects have, in the page and in its workers', async ({
  page
}) => {
  await page.addInitScript(() => {
    Object.freeze(Object.prototype);
    Object.freeze(Array.prototype);
    Object.freeze(Function.prototype);
  });
  const frozen: string[] = [];
  await page.route('**/_app/immutable/workers/*.js', async (route) => {
    const answer = await route.fetch();
    const body = `Object.freeze(Object.prototype);Object.freeze(Array.prototype);${await answer.text()}`;
    frozen.push(new URL(route.request().url()).pathname.replace(/^.*\/|-.*$/g, ''));
    await route.fulfill({ response: answer, body });
  });
  await openTeamDesk(page);
  expect(await page.evaluate(() => Object.isFrozen(Object.prototype))).toBe(true);
  await takeAction(page, 'Anna Wolff', 'Confirm');
  await expect(resultRow(page, 'Anna Wolff')).toContainText('Confirmed');
  await page.keyboard.press('Control+z');
  await expect(resultRow(page, 'Anna Wolff')).not.toContainText('Confirmed');
  await takeAction(page, 'Ben Okafor', 'Confirm');
  await expect(resultRow(page, 'Ben Okafor')).toContainText('Confirmed');
  await tab(page, 'Plan').click();
  await expect(page.getByRole('list', { name: 'Operations by kind' }).getByRole('button')).toHaveText([/Link\s*1/]);
  expect(new Set(frozen)).toEqual(new Set(['engine.worker', 'import.worker']));
});
