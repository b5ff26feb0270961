import { defineConfig } from '@playwright/test';
import { browserLaunch } from './find-browser';

const { executablePath, args } = browserLaunch();

/** End-to-end tests run on what `npm run build` made; each worker serves it from a port of its own (see muster-test.ts). */
export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results/e2e',
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args: [...args] },
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 10_000
  }
});
