import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './muster-test';

/** Texts with the places where they stand, in whole pixels. */
async function textBoxes(page: Page, where: string): Promise<Record<string, object>> {
  const elements = await page.locator(where).locator('h1, h2, p, li').all();
  const boxes = elements.map(async (element) => {
    const text = (await element.innerText()).replaceAll(/\s+/g, ' ');
    const { x, y, width, height } = (await element.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
    return [text, [x, y, width, height].map(Math.round)];
  });
  return Object.fromEntries(await Promise.all(boxes));
}

/** The app's scripts wait until the function that is returned is called. */
async function holdScripts(context: BrowserContext): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await context.route('**/_app/immutable/entry/*', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [500, 900]
] as const) {
  test(`before the app is there the home page shows its texts where they will stand, ${width} pixels wide`, async ({
    page,
    context
  }) => {
    await page.setViewportSize({ width, height });
    const release = await holdScripts(context);
    await page.goto('/', { waitUntil: 'commit' });
    await expect(page.locator('.first-screen h1')).toBeVisible();
    const before = await textBoxes(page, '.first-screen');
    expect(Object.keys(before)).toHaveLength(11);
    release();
    await expect(page.getByLabel('Workspace name')).toBeVisible();
    await expect(page.locator('.first-screen')).toHaveCount(0);
    const after = await textBoxes(page, 'main');
    for (const [text, box] of Object.entries(before)) expect(after[text], text).toEqual(box);
  });
}

test('before the app is there a page of a workspace shows the bar alone', async ({ page, context }) => {
  const release = await holdScripts(context);
  await page.goto('/#/w/1', { waitUntil: 'commit' });
  await expect(page.locator('.first-screen .bar')).toBeVisible();
  await expect(page.locator('.first-screen h1')).toBeHidden();
  release();
  await expect(page.locator('.first-screen')).toHaveCount(0);
});
