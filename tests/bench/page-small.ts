import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import type { BrowserLaunch } from '../find-browser';
import { benchData } from './bench-data';
import { SETTLE_MS } from './fresh-browser';
import { awaitThing, button, clickIfThere, clickThing, inDialog, railLink, untilThere } from './page-hand';
import { addApp, FILE_FIELD, FIRST_CELL, importFile, openBrowser, startWorkspace, switchOn } from './page-walk';

export interface SmallFigures {
  /**
   * Processor time of the page's main thread and of its workers, from choosing a file of 1,000 accounts to the desk that
   * shows them: what their tasks took of their threads, added up. Everything on the way counts: the start of the import
   * worker, the file's preview, its check, its summary, every frame of the dialog and of the desk, the engine's matching
   * and saving. Time in which nothing is done does not count, nor do other threads of the browser (raster, disk). Of the
   * driver there are five calls left in it, three waits and two clicks: the page itself says when a thing has come.
   */
  readonly computeMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

const ROWS = 1000;
const COUNTED = /^(CrRendererMain|DedicatedWorker thread)/;

export async function smallFigures({
  origin,
  launch
}: {
  origin: string;
  launch: BrowserLaunch;
}): Promise<SmallFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-small-'));
  const context = await openBrowser(path.join(folder, 'profile'), launch);
  try {
    const data = await benchData(ROWS, folder);
    const page = await context.newPage();
    await openDesk(page, origin, data.users);
    return { computeMs: await whileTraced(context, page, () => showAccounts(page, data.accounts)) };
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With its users, the app switched on, and the dialog for its accounts open. */
export async function openDesk(page: Page, origin: string, users: string): Promise<void> {
  await startWorkspace(page, origin);
  await clickThing(page, railLink('Users'));
  await clickThing(page, button('Import users'));
  await importFile(page, users, 'Import users');
  await addApp(page);
  await switchOn(page);
  await clickThing(page, railLink('Zendesk'));
  await clickThing(page, button('Import'));
  await awaitThing(page, FILE_FIELD);
  // Nothing of what went before is still under way.
  await sleep(SETTLE_MS);
}

export async function showAccounts(page: Page, accounts: string): Promise<void> {
  await page.locator(FILE_FIELD.css).setInputFiles(accounts);
  for (const word of ['Import', 'OK']) {
    await page.evaluate(untilThere, inDialog(word));
    await clickIfThere(page, inDialog(word));
  }
  await page.evaluate(untilThere, FIRST_CELL);
}

async function whileTraced(context: BrowserContext, page: Page, work: () => Promise<void>): Promise<number> {
  const session = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  // What a trace holds is not in the protocol's types.
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', '__metadata'] }
  });
  await work();
  await endOfTrace(session);
  return computeMs(events);
}

async function endOfTrace(session: CDPSession): Promise<void> {
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
}

function computeMs(events: readonly TraceEvent[]): number {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const isCounted = ({ name, args }: TraceEvent) => name === 'thread_name' && COUNTED.test(args.name ?? '');
  const counted = new Set(events.filter(isCounted).map(threadOf));
  const tasks = events
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && counted.has(threadOf(event)))
    .sort((one, other) => one.ts - other.ts);
  const ends = new Map<string, number>();
  let microseconds = 0;
  for (const task of tasks) {
    const thread = threadOf(task);
    // A task within a task is in its time already.
    if (task.ts < (ends.get(thread) ?? 0)) continue;
    ends.set(thread, task.ts + (task.dur ?? 0));
    microseconds += task.tdur ?? 0;
  }
  return microseconds / 1000;
}
