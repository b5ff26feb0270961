import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser } from '@playwright/test';
import type { BrowserLaunch } from '../find-browser';

export interface ShellFigures {
  /** Scripts that the page itself loads before its first screen stands, gzip, in thousands of bytes. */
  readonly kB: number;
  /** Largest contentful paint with the processor slowed down four times; median of three cold starts. */
  readonly lcpMs: number;
}

interface FirstLoad {
  readonly scripts: readonly string[];
  readonly lcpMs: number;
}

declare global {
  interface Window {
    firstScreenAt: number | undefined;
    largestPaintAt: number;
  }
}

const COLD_STARTS = 3;
const SLOWED_DOWN = 4;
const SETTLE_MS = 1000;

/** The home page with nothing stored. Workers and what the service worker keeps afterwards are not counted. */
export async function shellFigures({
  origin,
  launch
}: {
  origin: string;
  launch: BrowserLaunch;
}): Promise<ShellFigures> {
  const browser = await chromium.launch({ executablePath: launch.executablePath, args: [...launch.args] });
  try {
    const { scripts } = await firstLoad(browser, origin, 1);
    const sizes = await Promise.all(scripts.map(gzipBytes));
    const paints: number[] = [];
    for (let start = 0; start < COLD_STARTS; start++)
      paints.push((await firstLoad(browser, origin, SLOWED_DOWN)).lcpMs);
    const [, lcpMs = 0] = paints.sort((a, b) => a - b);
    return { kB: sizes.reduce((sum, size) => sum + size, 0) / 1000, lcpMs };
  } finally {
    await browser.close();
  }
}

async function firstLoad(browser: Browser, origin: string, slowedDown: number): Promise<FirstLoad> {
  // A context of its own has an empty cache and stores nothing.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchFirstScreen);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowedDown });
    await page.goto(origin);
    await page.waitForFunction(() => window.firstScreenAt !== undefined);
    await sleep(SETTLE_MS * slowedDown);
    return await page.evaluate(() => ({
      lcpMs: window.largestPaintAt,
      scripts: performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => startTime <= (window.firstScreenAt ?? 0))
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js') && !name.includes('/workers/') && !name.endsWith('service-worker.js'))
    }));
  } finally {
    await context.close();
  }
}

/** As a host sends it: this one does not compress. */
async function gzipBytes(address: string): Promise<number> {
  const response = await fetch(address);
  return gzipSync(Buffer.from(await response.arrayBuffer())).byteLength;
}

/**
 * Runs in the page before anything else. The first screen stands when a workspace can be named: what the page itself
 * carries is painted before, but nothing in it can be used.
 */
function watchFirstScreen(): void {
  window.largestPaintAt = 0;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.largestPaintAt = Math.max(window.largestPaintAt, startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector('form input[type="text"]')) return;
    window.firstScreenAt = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}
