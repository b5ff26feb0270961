import { defineConfig } from '@playwright/test';
import { findFirefox } from './find-firefox';

/** The main job, and the same without a network, in Firefox. */
const executablePath = findFirefox();
if (!executablePath) throw new Error('No Firefox was found. Install one, or name it in the variable FIREFOX_PATH.');

export default defineConfig({
  testDir: '../e2e',
  testMatch: ['main-job.spec.ts', 'offline.spec.ts'],
  // Keeps its profile with Chromium's own means.
  grepInvert: /closing the browser loses nothing/,
  outputDir: '../../test-results/firefox',
  workers: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    browserName: 'firefox',
    channel: 'moz-firefox',
    launchOptions: { executablePath },
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 15_000
  }
});
