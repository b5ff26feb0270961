import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { BrowserLaunch } from '../find-browser';
import { benchData } from './bench-data';
import { openDesk, showAccounts } from './page-small';
import { openBrowser } from './page-walk';

export interface IdleFigures {
  /** Of one core, above a browser with an empty page; undefined where processes cannot be read. */
  readonly cpuPercent: number | undefined;
}

const ROWS = 1000;
const SETTLE_MS = 5000;
const WATCH_MS = 10_000;
/** Of the system's accounts of processor time. */
const TICKS_PER_SECOND = 100;

/** An open desk that nobody touches. */
export async function idleFigures({ origin, launch }: { origin: string; launch: BrowserLaunch }): Promise<IdleFigures> {
  if (process.platform !== 'linux') return { cpuPercent: undefined };
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-idle-'));
  try {
    const data = await benchData(ROWS, folder);
    const empty = await percentOf(path.join(folder, 'empty'), launch, (page) => page.goto('about:blank'));
    const desk = await percentOf(path.join(folder, 'desk'), launch, async (page) => {
      await openDesk(page, origin, data.users);
      await showAccounts(page, data.accounts);
    });
    return { cpuPercent: Math.max(0, desk - empty) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function percentOf(
  profile: string,
  launch: BrowserLaunch,
  prepare: (page: Page) => Promise<unknown>
): Promise<number> {
  const context = await openBrowser(profile, launch);
  try {
    await prepare(await context.newPage());
    await sleep(SETTLE_MS);
    const before = processorTicks(profile);
    await sleep(WATCH_MS);
    return ((processorTicks(profile) - before) / TICKS_PER_SECOND / (WATCH_MS / 1000)) * 100;
  } finally {
    await context.close();
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

/** Of the browser and all its processes. */
function processorTicks(profile: string): number {
  const all = readdirSync('/proc').flatMap((name) => readProcess(Number(name)) ?? []);
  const root = all.find(({ pid }) => isBrowser(pid, profile));
  if (!root) throw new Error('The browser was not found among the processes.');
  const ours = new Set([root.pid]);
  for (let size = 0; size < ours.size;) {
    size = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  return all.filter(({ pid }) => ours.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
}

function isBrowser(pid: number, profile: string): boolean {
  const command = read(`/proc/${pid}/cmdline`);
  return command.includes(`--user-data-dir=${profile}`) && !command.includes('--type=');
}

/** The name in brackets may hold anything; what follows it is numbers. */
function readProcess(pid: number): Process | undefined {
  const fields = /^\d+ \(.*\) \S (.*)$/s
    .exec(read(`/proc/${pid}/stat`))?.[1]
    ?.split(' ')
    .map(Number);
  if (!fields) return undefined;
  const [parent = 0] = fields;
  return { pid, parent, ticks: (fields[10] ?? 0) + (fields[11] ?? 0) };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // No process, or one that has ended.
    return '';
  }
}
