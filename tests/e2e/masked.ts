import { expect, type Page } from '@playwright/test';

/**
 * Expects that none of these words can be read on the page as it stands: in masked mode each stands in an element that is
 * shown as dots, and in no title, placeholder or name of the window. `least`: so many are there at all.
 */
export async function expectMasked(page: Page, words: readonly string[], least = 1): Promise<void> {
  const texts = await page.evaluate(shownTexts);
  const found = texts.filter(({ text }) => words.some((word) => text.includes(word)));
  expect(
    found.filter(({ isDots }) => !isDots),
    page.url()
  ).toEqual([]);
  expect(found.length, `${page.url()}: texts that are there, as dots`).toBeGreaterThanOrEqual(least);
}

/** Runs in the page: every text that may be on the screen, and whether its element shows dots. */
function shownTexts(): readonly { text: string; tag: string; isDots: boolean }[] {
  const SHOWN_ATTRIBUTES = ['title', 'placeholder', 'alt', 'label'];
  const isDots = (element: Element) => getComputedStyle(element).getPropertyValue('-webkit-text-security') === 'disc';
  const texts = [{ text: document.title, tag: 'title of the window', isDots: false }];
  for (const element of document.body.querySelectorAll('*')) {
    // Spoken only.
    if (element.closest('.visually-hidden')) continue;
    const { tagName: tag } = element;
    const own = [...element.childNodes].flatMap((node) => (node instanceof Text ? [node.data] : []));
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) own.push(element.value);
    texts.push(...own.map((text) => ({ text, tag, isDots: isDots(element) })));
    const attributes = SHOWN_ATTRIBUTES.map((name) => element.getAttribute(name) ?? '');
    texts.push(...attributes.map((text) => ({ text, tag, isDots: false })));
  }
  return texts;
}
