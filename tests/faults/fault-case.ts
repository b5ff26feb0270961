import type { CDPSession, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import type { StaticServer } from '../serve';
import type { KillableBrowser } from '../killable-browser';
import { openDriver, openWorkspace, type FaultBench } from './fault-browser';
import type { FaultStep } from './fault-step';
import { WORKSPACE, type MadeProfile, type Profiles } from './profiles';
import { readRaw } from './raw-state';
import { meaningOf, type StoredMeaning } from './stored-state';

/** A fault that is not a kill: what is done to Muster, and what has to hold. */
export interface FaultCase {
  /** As the catalogue of faults calls it. */
  readonly id: string;
  readonly name: string;
  /** What did not hold. */
  run(ground: FaultGround): Promise<readonly string[]>;
}

export interface FaultGround {
  readonly bench: FaultBench;
  readonly profiles: Profiles;
  readonly server: StaticServer;
  /** The folder that is served. */
  readonly site: string;
}

export interface OpenedGround {
  readonly browser: KillableBrowser;
  /** The driver, with the workspace open. */
  readonly page: Page;
  readonly profile: MadeProfile;
  readonly origin: string;
}

/** A browser of its own, in which `before` was done and the workspace is open; gone afterwards. */
export async function inBrowser<Value>(
  { bench, profiles }: FaultGround,
  before: readonly FaultStep[],
  work: (opened: OpenedGround) => Promise<Value>
): Promise<Value> {
  const profile = await profiles.after(before);
  const copy = profiles.copy(profile);
  const browser = await openDriver(bench, copy);
  try {
    await openWorkspace(browser.page, { name: WORKSPACE });
    return await work({ browser, page: browser.page, profile, origin: bench.origin });
  } finally {
    await browser.kill();
    rmSync(copy, { recursive: true, force: true });
  }
}

/** A tab beside the first one. */
export function secondTab({ browser }: Pick<OpenedGround, 'browser'>): Promise<Page> {
  return browser.browser.contexts()[0].newPage();
}

export function sessionOf(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

export async function stateOf(page: Page): Promise<StoredMeaning> {
  return meaningOf(await readRaw(page), WORKSPACE);
}

/** The text of the error, undefined where there was none, and 'no answer' where there was none in that time either. */
export async function failureOf(work: Promise<unknown>, patienceMs: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer'), patienceMs);
  });
  const failed = work.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message.split('\n')[0] : String(error))
  );
  try {
    return await Promise.race([failed, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Nothing as soon as it holds; else what was waited for. */
export async function within(ms: number, what: string, holds: () => Promise<boolean>): Promise<readonly string[]> {
  const until = Date.now() + ms;
  for (;;) {
    if (await holds().catch(() => false)) return [];
    if (Date.now() > until) return [`${what}: not within ${ms / 1000} s`];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
