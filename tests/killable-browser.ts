import { chromium, type Browser, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserLaunch } from './find-browser';

const PORT_FILE = 'DevToolsActivePort';
const START_MS = 30_000;
const LOOK_MS = 20;

/** A browser in a process group of its own, so that all of it can be killed at once, as a power cut would. */
export interface KillableBrowser {
  readonly browser: Browser;
  readonly page: Page;
  /** SIGKILL to every process of the browser; resolves when they are gone. */
  kill(): Promise<void>;
  /** Lets it end by itself. */
  close(): Promise<void>;
}

export async function startKillable(launch: BrowserLaunch, profile: string): Promise<KillableBrowser> {
  const portFile = path.join(profile, PORT_FILE);
  rmSync(portFile, { force: true });
  const args = [
    ...launch.args,
    '--headless',
    '--disable-gpu',
    '--window-size=1440,900',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    'about:blank'
  ];
  const child = spawn(launch.executablePath, args, { detached: true, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killNow = () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL');
  };
  // In a group of its own, it would outlive whoever started it.
  process.once('exit', killNow);
  void ended.then(() => process.off('exit', killNow));
  const kill = async () => {
    killNow();
    await ended;
  };
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(portFile));
    const page = await firstPage(browser);
    const close = async () => {
      await (await browser.newBrowserCDPSession()).send('Browser.close').catch(() => undefined);
      await ended;
    };
    return { browser, page, kill, close };
  } catch (cause) {
    await kill();
    throw cause;
  }
}

async function debuggingAddress(portFile: string): Promise<string> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    const port = existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n')[0] : '';
    if (port !== '') return `http://127.0.0.1:${port}`;
    await sleep(LOOK_MS);
  }
  throw new Error('The browser did not start.');
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(0);
  return page;
}
