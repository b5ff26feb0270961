import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Commit } from '../../../src/lib/model/commit';
import type { BrowserLaunch } from '../../find-browser';
import { startKillable, type KillableBrowser } from '../../killable-browser';
import { accessTo } from '../../fixtures/systems/list-from';
import { startScimmy, type ScimmyServer } from '../../fixtures/systems/scimmy-server';
import type { ApplyWay, KillFigures } from './commit-figures';
import { commitLists, KNOWN_USERS, stateFaults } from './commit-lists';
import { COMMIT_PAGE } from './commit-site';

export interface KillBench {
  /** Where `commitSite` is served. */
  readonly origin: string;
  readonly launch: BrowserLaunch;
  readonly kills: number;
  readonly way: KillFigures['way'];
}

/** Small, so that there are more requests than kills. */
const BULK = { maxOperations: 20, maxPayloadSize: 1_048_576 };
/** After the request that decides it: before, while and after the server answers, and while the answer is stored. */
const LATEST_KILL_MS = 40;
const FIRST = 'First time';
const SECOND = 'Second time';

/**
 * Applies a plan to a SCIM server and kills the browser at random requests; started anew, it goes on. In the end the
 * server's state is compared with the plan, and the same lists are applied from a workspace that knows nothing of it.
 */
export async function killFigures(bench: KillBench): Promise<KillFigures> {
  const startedAt = Date.now();
  const server = await startScimmy({ users: KNOWN_USERS, groups: 0, bulk: bench.way === 'bulk' ? BULK : false });
  const known = structuredClone(server.store.users);
  const lists = commitLists(known);
  const way: ApplyWay = { access: accessTo(server.address), usesBulk: bench.way === 'bulk' };
  const profile = mkdtempSync(path.join(tmpdir(), 'muster-commit-'));
  try {
    const operations = await once(bench, profile, (page) =>
      page.evaluate(([name, texts, how]) => window.commits.prepare(name, texts, how), [FIRST, lists, way] as const)
    );
    const { commit, kills } = await applyUnderKills(bench, { server, profile, way });
    const faults = stateFaults(known, server.store);
    const again = await once(bench, profile, async (page) => {
      await page.evaluate(([name, texts, how]) => window.commits.prepare(name, texts, how), [
        SECOND,
        lists,
        way
      ] as const);
      return page.evaluate(([name, how]) => window.commits.carryOn(name, how), [SECOND, way] as const);
    });
    for (const { kind, what } of faults.slice(0, 10)) console.error(`${kind}: ${what}`);
    const count = (kind: string) => faults.filter((fault) => fault.kind === kind).length;
    return {
      way: bench.way,
      operations,
      kills,
      duplicates: count('duplicate'),
      missing: count('missing'),
      different: count('different') + stateFaults(known, server.store).length - faults.length,
      states: commit.states,
      ms: Date.now() - startedAt,
      again: again.states
    };
  } finally {
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

interface Applied {
  readonly commit: Commit;
  readonly kills: number;
}

async function applyUnderKills(
  bench: KillBench,
  { server, profile, way }: { readonly server: ScimmyServer; readonly profile: string; readonly way: ApplyWay }
): Promise<Applied> {
  for (let kills = 0; ; kills++) {
    const browser = await openPage(bench, profile);
    const fatal = kills < bench.kills ? fatalRequest(server, leftOf(bench, kills)) : undefined;
    const applying = browser.page
      .evaluate(([name, how]) => window.commits.carryOn(name, how), [FIRST, way] as const)
      .catch(() => undefined);
    const commit = await Promise.race([applying, fatal?.then(() => undefined) ?? applying]);
    if (commit !== undefined || fatal === undefined) {
      await browser.close();
      if (!commit) throw new Error('The page could not carry the commit on.');
      return { commit, kills };
    }
    await browser.kill();
    await applying;
  }
}

/** About so many requests may go by before the next kill, so that all kills fall into the commit. */
function leftOf({ kills: all, way }: KillBench, kills: number): number {
  const requests = way === 'bulk' ? 400 : 6000;
  return Math.max(2, Math.floor((requests / (all + 1)) * (kills === 0 ? 1 : 1.2)));
}

/** Resolves somewhat after a request drawn at random has arrived. */
function fatalRequest(server: ScimmyServer, most: number): Promise<void> {
  let left = 1 + Math.floor(Math.random() * most);
  return new Promise((resolve) => {
    server.front = () => {
      if (--left === 0) void sleep(Math.random() * LATEST_KILL_MS).then(resolve);
      return false;
    };
  });
}

async function once<Value>(bench: KillBench, profile: string, work: (page: KillableBrowser['page']) => Promise<Value>) {
  const browser = await openPage(bench, profile);
  try {
    return await work(browser.page);
  } finally {
    await browser.close();
  }
}

async function openPage({ launch, origin }: KillBench, profile: string): Promise<KillableBrowser> {
  const browser = await startKillable(launch, profile);
  browser.page.on('pageerror', (error) => console.error(`page: ${error.message}`));
  await browser.page.goto(origin + COMMIT_PAGE);
  await browser.page.waitForFunction(() => 'commits' in window);
  return browser;
}
