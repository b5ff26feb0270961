import type { Page, Worker } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserLaunch } from '../find-browser';
import { startKillable, type KillableBrowser } from '../killable-browser';
import { DRIVER_PAGE } from './fault-site';
import type { DriverOpening, FaultStep } from './fault-step';

export interface FaultBench {
  readonly launch: BrowserLaunch;
  /** Where `faultSite` is served. */
  readonly origin: string;
  /** For profiles. */
  readonly folder: string;
}

const LOOK_MS = 5;

export async function openDriver({ launch, origin }: FaultBench, profile: string): Promise<KillableBrowser> {
  const browser = await startKillable(launch, profile);
  await showDriver(browser.page, origin);
  return browser;
}

export async function showDriver(page: Page, origin: string): Promise<void> {
  await page.goto(origin + DRIVER_PAGE);
  await page.waitForFunction(() => 'driver' in window);
}

/** The worker that writes. */
export async function engineOf(page: Page): Promise<Worker> {
  return workerOf(page, 'engine');
}

export async function workerOf(page: Page, name: string, patienceMs = 10_000): Promise<Worker> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const worker = page.workers().find((one) => one.url().includes(`/${name}.worker`));
    if (worker) return worker;
    if (Date.now() > until) throw new Error(`There is no ${name} worker.`);
    await sleep(LOOK_MS);
  }
}

export function openWorkspace(page: Page, opening: DriverOpening): Promise<void> {
  return page.evaluate((how) => window.driver.open(how), opening);
}

/** Rejects with the error as the engine gave it. */
export async function runStep(page: Page, step: FaultStep): Promise<void> {
  try {
    await page.evaluate((one) => window.driver.run(one), step);
  } catch (error) {
    throw new Error(`${step.do}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`, {
      cause: error
    });
  }
}
