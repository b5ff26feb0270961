import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';

/**
 * A person's hand on the page: real mouse and keyboard, and finding by plain selectors only. Playwright's own finders
 * work out roles and names of the whole page inside the page, which would count as the page's own work.
 */
export interface Thing {
  readonly css: string;
  /** Its whole text. */
  readonly text?: string;
}

const LOOK_EVERY_MS = 40;
const PATIENCE_MS = 120_000;
/** A click that met a dialog on its way out did nothing: a person clicks again after so long. */
const CLICK_AGAIN_MS = 3000;

export const button = (text: string): Thing => ({ css: 'button', text });
export const tabLink = (text: string): Thing => ({ css: 'nav[aria-label^="Pages of"] a', text });
export const inDialog = (text: string): Thing => ({ css: '[data-dialog-content] button', text });
export const railLink = (text: string): Thing => ({ css: 'nav[aria-label="Workspace"] .label', text });

/** Waits until it is there and can be used. */
export async function awaitThing(page: Page, thing: Thing): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await page.evaluate(isThere, thing))) {
    if (performance.now() > end) throw new Error(`Nothing came: ${thing.css} ${thing.text ?? ''}`);
    await sleep(LOOK_EVERY_MS);
  }
}

export function hasThing(page: Page, thing: Thing): Promise<boolean> {
  return page.evaluate(isThere, thing);
}

export async function clickThing(page: Page, thing: Thing): Promise<void> {
  do await awaitThing(page, thing);
  while (!(await clickIfThere(page, thing)));
}

/** Clicks what leads to a thing, and again if that does not come. */
export async function goTo(page: Page, way: Thing, thing: Thing): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  do {
    await clickThing(page, way);
    const again = performance.now() + CLICK_AGAIN_MS;
    while (performance.now() < again && !(await hasThing(page, thing))) await sleep(LOOK_EVERY_MS);
    if (performance.now() > end) throw new Error(`Nothing came: ${thing.css} ${thing.text ?? ''}`);
  } while (!(await hasThing(page, thing)));
}

/** False when it is not there, or cannot be used. */
export async function clickIfThere(page: Page, thing: Thing): Promise<boolean> {
  const middle = await page.evaluate(middleOf, thing);
  if (middle) await page.mouse.click(middle.x, middle.y);
  return middle !== undefined;
}

/** Into a field, letter by letter. */
export async function typeInto(page: Page, thing: Thing, text: string): Promise<void> {
  await clickThing(page, thing);
  await page.keyboard.type(text);
}

// The functions below run in the page; each stands alone.

function isThere({ css, text }: Thing): boolean {
  return [...document.querySelectorAll(css)].some(
    (element) =>
      !element.matches(':disabled') &&
      (text === undefined || element.textContent.trim().replaceAll(/\s+/g, ' ') === text)
  );
}

/** Waits within the page, without a question from outside every few milliseconds. */
export function untilThere({ css, text }: Thing): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const isThere = [...document.querySelectorAll(css)].some(
        (element) =>
          !element.matches(':disabled') &&
          (text === undefined || element.textContent.trim().replaceAll(/\s+/g, ' ') === text)
      );
      if (!isThere) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
    // It may be there already: a change of nothing makes the observer look.
    document.documentElement.toggleAttribute('data-looked-for');
  });
}

function middleOf({ css, text }: Thing): { x: number; y: number } | undefined {
  const found = [...document.querySelectorAll(css)].find(
    (element) =>
      !element.matches(':disabled') &&
      (text === undefined || element.textContent.trim().replaceAll(/\s+/g, ' ') === text)
  );
  if (!found) return undefined;
  let box = found.getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight) {
    found.scrollIntoView({ block: 'center' });
    box = found.getBoundingClientRect();
  }
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
