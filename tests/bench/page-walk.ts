import { chromium, type BrowserContext, type Page } from '@playwright/test';
import type { BrowserLaunch } from '../find-browser';
import { awaitThing, button, clickThing, inDialog, railLink, typeInto } from './page-hand';

/** What a person does to get from nothing to a desk full of accounts. */
export const FILE_FIELD = { css: '[data-dialog-content] input[type="file"]' };
export const FIRST_CELL = { css: '[role="grid"] [role="gridcell"] .line' };

export function openBrowser(profile: string, { executablePath, args }: BrowserLaunch): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...args],
    viewport: { width: 1440, height: 900 }
  });
}

export async function startWorkspace(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await typeInto(page, { css: 'main input[type="text"], main input:not([type])' }, 'Benchmark');
  await clickThing(page, button('Create workspace'));
  await awaitThing(page, { css: '[data-dialog-content] input' });
  await page.keyboard.type('Alder domain');
  await clickThing(page, inDialog('Create domain'));
  await awaitThing(page, { css: 'h1', text: 'Alder domain' });
}

/** Milliseconds from choosing the file to its summary. */
export async function importFile(page: Page, file: string, word: string): Promise<number> {
  await awaitThing(page, FILE_FIELD);
  const startedAt = performance.now();
  await page.locator(FILE_FIELD.css).setInputFiles(file);
  await clickThing(page, inDialog(word));
  await awaitThing(page, inDialog('OK'));
  const ms = performance.now() - startedAt;
  await clickThing(page, inDialog('OK'));
  return ms;
}

export async function addApp(page: Page): Promise<void> {
  await clickThing(page, railLink('Add application'));
  await awaitThing(page, { css: '[data-dialog-content] input[name="application"]' });
  await typeInto(page, { css: '[data-dialog-content] input[name="application"]' }, 'Zendesk');
  await clickThing(page, inDialog('Add application'));
}

export async function switchOn(page: Page): Promise<void> {
  await clickThing(page, button('Activate'));
  await awaitThing(page, button('Deactivate'));
  for (const place of [2, 3]) {
    const css = `[aria-labelledby="state-title"] .field:nth-of-type(${place}) [role="switch"]`;
    await clickThing(page, { css: `${css}[aria-checked="false"]` });
    await awaitThing(page, { css: `${css}[aria-checked="true"]` });
  }
}
