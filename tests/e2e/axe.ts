import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const LOOKS = [
  { name: 'light', colorScheme: 'light', forcedColors: 'none' },
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none' },
  { name: 'forced colors', colorScheme: 'light', forcedColors: 'active' }
] as const;

/** Expects that axe finds nothing on the page as it stands, in every look. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const { name, ...look } of LOOKS) {
    await page.emulateMedia({ ...look, reducedMotion: 'reduce' });
    await page.waitForFunction(hasLook, look);
    await page.evaluate(untilPainted);
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`)
    );
    expect(found, `${name}, ${page.url()}`).toEqual([]);
  }
}

/** The renderer may learn of a look later than the browser: half of the colours would be those before. */
function hasLook({ colorScheme, forcedColors }: Pick<(typeof LOOKS)[number], 'colorScheme' | 'forcedColors'>): boolean {
  return (
    matchMedia(`(prefers-color-scheme: ${colorScheme})`).matches &&
    matchMedia(`(forced-colors: ${forcedColors})`).matches
  );
}

/** Two frames: the new colours are on the screen. */
function untilPainted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
