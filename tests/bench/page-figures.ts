import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { BrowserLaunch } from '../find-browser';
import { awaitThing, button, clickIfThere, clickThing, goTo, hasThing, inDialog, railLink } from './page-hand';
import { addApp, FILE_FIELD, FIRST_CELL, importFile, openBrowser, startWorkspace, switchOn } from './page-walk';
import { watchPage } from './page-watch';

export interface PageRun {
  readonly origin: string;
  readonly data: { readonly users: string; readonly accounts: string };
  /** Folder for the browser's profile; fresh for every run. */
  readonly profile: string;
  readonly launch: BrowserLaunch;
}

export interface PageFigures {
  /** Longest task of the page from the first file to the filled desk; 0: none passed 50 ms, shorter ones are not told. */
  readonly longestTaskMs: number;
  /** Time from an input to the frame that shows its effect, while an import runs; in steps of 8 ms, 16 at the least. */
  readonly interactionP98Ms: number;
  readonly interactionCount: number;
  /** From choosing the accounts' file to its summary, with one click between. */
  readonly accountsMs: number;
  readonly steps: readonly PageStep[];
  readonly slowest: readonly { readonly ms: number; readonly name: string; readonly step: string }[];
}

export interface PageStep {
  readonly step: string;
  readonly longestTaskMs: number;
}

/** A column's list of where it goes. */
const LIST = { css: '[data-dialog-content] .data-table .select-trigger:not(:disabled, [data-disabled])' };
const OPEN_LIST = { css: '.menu[role="listbox"]' };
const SEARCH = { css: 'input[type="search"]' };
const FEWEST_INTERACTIONS = 100;
const MOST_ROUNDS = 12;
const SETTLE_MS = 400;

/** The imports as a person does them, through the app's own screens, in a browser of their own. */
export async function pageFigures(run: PageRun): Promise<PageFigures> {
  const context = await openBrowser(run.profile, run.launch);
  try {
    const page = await context.newPage();
    await page.addInitScript(watchPage);
    return await walkThrough(page, run);
  } finally {
    await context.close();
  }
}

/** Where in the walk something happened. */
class Steps {
  readonly #page: Page;
  readonly #marks: { readonly step: string; readonly at: number }[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  async begin(step: string): Promise<void> {
    this.#marks.push({ step, at: await this.#page.evaluate(() => performance.now()) });
  }

  at(time: number): string {
    return this.#marks.findLast((mark) => mark.at <= time)?.step ?? '';
  }

  get names(): readonly string[] {
    return [...new Set(this.#marks.map(({ step }) => step))];
  }
}

/** Expects a page that is watched from its start. */
export async function walkThrough(
  page: Page,
  { origin, data }: Omit<PageRun, 'profile' | 'launch'>
): Promise<PageFigures> {
  const steps = new Steps(page);
  await startWorkspace(page, origin);
  await steps.begin('opens the users’ page');
  await clickThing(page, railLink('Users'));
  await steps.begin('opens the import of users');
  await clickThing(page, button('Import users'));
  await steps.begin('imports the users');
  const startedAt = await page.evaluate(() => performance.now());
  await importFile(page, data.users, 'Import users');
  await steps.begin('adds the app');
  await addApp(page);
  await steps.begin('switches the app on');
  await switchOn(page);
  await steps.begin('opens the import of accounts');
  await clickThing(page, railLink('Zendesk'));
  await clickThing(page, button('Import'));
  await steps.begin('imports the accounts');
  const accountsMs = await importFile(page, data.accounts, 'Import');
  await steps.begin('looks at the desk');
  await awaitThing(page, FIRST_CELL);
  await sleep(SETTLE_MS);
  await steps.begin('works beside an import');
  const workFrom = await page.evaluate(() => performance.now());
  const interactionCount = await workBeside(page, data.accounts);
  const seen = await page.evaluate(() => ({
    longTasks: window.pageWatch.longTasks,
    interactions: [...window.pageWatch.interactions.values()]
  }));
  const untilDesk = seen.longTasks.filter(({ at, ms }) => at + ms >= startedAt && at < workFrom);
  const slow = seen.interactions.filter(({ at }) => at >= workFrom).sort((a, b) => b.ms - a.ms);
  return {
    longestTaskMs: longest(untilDesk),
    interactionP98Ms: percentile(
      slow.map(({ ms }) => ms),
      interactionCount,
      0.98
    ),
    interactionCount,
    accountsMs,
    steps: steps.names.map((step) => ({
      step,
      longestTaskMs: longest(seen.longTasks.filter(({ at, ms }) => steps.at(at + ms / 2) === step))
    })),
    slowest: slow.slice(0, 8).map(({ at, ms, name }) => ({ ms, name, step: steps.at(at) }))
  };
}

function longest(tasks: readonly { readonly ms: number }[]): number {
  return Math.max(0, ...tasks.map(({ ms }) => ms));
}

/** `slow`: falling; the ones that the browser did not tell took less than 16 ms. */
function percentile(slow: readonly number[], count: number, share: number): number {
  const place = count - Math.ceil(count * share);
  return slow[place] ?? 16;
}

/**
 * The accounts once more and once more, until enough was done beside it: in the dialog while the file is read, then on
 * the users' page while the import goes on in the background. Gives the number of interactions.
 */
async function workBeside(page: Page, file: string): Promise<number> {
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS && count < FEWEST_INTERACTIONS; round++) {
    await goTo(page, railLink('Zendesk'), button('Import'));
    await goTo(page, button('Import'), FILE_FIELD);
    await page.locator(FILE_FIELD.css).setInputFiles(file);
    await clickThing(page, inDialog('Import'));
    count++;
    count += await untilCommitting(page);
    if (!(await clickIfThere(page, inDialog('Run in background')))) {
      await clickThing(page, inDialog('OK'));
      continue;
    }
    await clickThing(page, railLink('Users'));
    count += 2;
    count += await onUsersPage(page);
  }
  return count;
}

/** Opens a list of the dialog, moves in it, closes it. */
async function untilCommitting(page: Page): Promise<number> {
  let count = 0;
  const isOver = async () =>
    (await hasThing(page, inDialog('Run in background'))) || !(await hasThing(page, inDialog('Cancel')));
  while (!(await isOver())) {
    if (await hasThing(page, OPEN_LIST)) {
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
      await clickIfThere(page, { css: `${LIST.css}[aria-expanded="true"]` });
      await page.mouse.wheel(0, 120);
      count += 4;
    } else if (await clickIfThere(page, LIST)) {
      count++;
    }
    await sleep(20);
  }
  return count;
}

/** Types, scrolls, moves by keys, opens and closes, as long as the import runs. */
async function onUsersPage(page: Page): Promise<number> {
  let count = 0;
  const isRunning = () => hasThing(page, { css: '.jobs-chip' });
  while (await isRunning()) {
    if (!(await hasThing(page, SEARCH))) {
      await sleep(20);
      continue;
    }
    await clickThing(page, SEARCH);
    await page.keyboard.press('Control+A');
    // A given name that the lists are full of.
    await page.keyboard.type('anna', { delay: 60 });
    await clickIfThere(page, { css: '[role="grid"] [role="gridcell"]' });
    for (const key of ['ArrowDown', 'PageDown', 'PageDown', 'ArrowUp', 'End', 'Home']) await page.keyboard.press(key);
    for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, 400);
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Escape');
    count += 15;
  }
  return count;
}
