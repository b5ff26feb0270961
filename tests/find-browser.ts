import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { installDebianPackages } from './debian-packages';

/**
 * Finds a Chromium for every test and benchmark, or gets one: the path in CHROMIUM_PATH, the copy that Playwright
 * keeps, a browser of the system, a fresh copy for Playwright, and as root on Debian the distribution's package.
 */
export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: readonly string[];
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

export function browserLaunch(): BrowserLaunch {
  const executablePath = installedBrowser() ?? fetchedBrowser();
  if (!executablePath) {
    throw new Error('No Chromium was found. Install Chromium or Chrome, or name it in the variable CHROMIUM_PATH.');
  }
  // Chromium's sandbox does not start for root; for everybody else it stays on.
  return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
}

function installedBrowser(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  return [named, chromium.executablePath(), ...systemPaths()].find((file) => file && existsSync(file) && starts(file));
}

function systemPaths(): readonly string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`
    );
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
    const files = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe'
    ];
    return roots.flatMap((root) => files.map((file) => path.join(root, file)));
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin');
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** Network is needed from here on. Each way is tried once; what it says goes to the terminal. */
function fetchedBrowser(): string | undefined {
  process.stderr.write('No Chromium found: asking Playwright for one.\n');
  spawnSync('npx', ['playwright', 'install', 'chromium'], {
    stdio: ['ignore', 2, 2],
    timeout: 240_000,
    shell: process.platform === 'win32'
  });
  const fetched = installedBrowser();
  if (fetched) return fetched;
  installDebianPackages(['chromium']);
  return installedBrowser();
}

/** A downloaded copy may lack libraries of the system. Asked on Linux only: elsewhere the question opens a window. */
function starts(file: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    execFileSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
