import { chromium, type BrowserContext, type Page } from '@playwright/test';
import type { BrowserLaunch } from '../find-browser';

/** A browser has work of its own in its first second. */
export const SETTLE_MS = 1500;

export interface BrowserRun {
  readonly origin: string;
  /** Folder of the browser's profile. */
  readonly profile: string;
  readonly launch: BrowserLaunch;
}

/** Does something on one page of a new browser process, with the same launch arguments for everything measured. */
export async function inBrowser<Value>(
  { origin, profile, launch: { executablePath, args } }: BrowserRun,
  address: string,
  work: (page: Page, context: BrowserContext) => Promise<Value>
): Promise<Value> {
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: [...args] });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`page: ${message.text()}`);
    });
    await page.goto(origin + address);
    return await work(page, context);
  } finally {
    await context.close();
  }
}

export function browserVersion(context: BrowserContext): string {
  const browser = context.browser();
  return `${browser?.browserType().name() ?? 'chromium'} ${browser?.version() ?? ''}`.trim();
}
