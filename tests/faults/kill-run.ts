import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startKillable } from '../killable-browser';
import { engineOf, openDriver, openWorkspace, showDriver, type FaultBench } from './fault-browser';
import { WORKSPACE, type Profiles } from './profiles';
import { readRaw } from './raw-state';
import { ScreenWatch } from './screen-watch';
import { leftOvers, type StoredMeaning } from './stored-state';
import { act, open, storedMeaning, type Undisturbed } from './undisturbed';
import { patchWrites, whenHeld } from './write-points';

/** When the browser is killed: at a journal point, or so long after the first step began. */
export type KillMoment = { readonly point: number } | { readonly afterMs: number };

export interface KillResult {
  readonly scenario: string;
  readonly moment: KillMoment;
  /** What the moment turned out to be. */
  readonly at: string;
  /** Steps that were told to be done before. */
  readonly acked: number;
  /** Steps that are there after the start; -1 where what is there is no legal state. */
  readonly found: number;
  readonly ackedLost: number;
  readonly illegal: readonly string[];
  readonly silent: readonly string[];
  readonly usableMs: number;
  /** Runs that are shown as interrupted. */
  readonly interrupted: number;
  readonly ms: number;
}

export interface Kill {
  readonly known: Undisturbed;
  readonly moment: KillMoment;
}

type Reopened = Omit<KillResult, 'scenario' | 'moment' | 'at' | 'acked' | 'ms'>;

/** The time in which a workspace of this size has to be on the screen after a browser's end. */
const USABLE_MS = 3000;
const PATIENCE_MS = 20_000;

/** One kill, and what was found afterwards. */
export async function killOnce(bench: FaultBench, profiles: Profiles, kill: Kill): Promise<KillResult> {
  const startedAt = Date.now();
  const profile = profiles.copy(kill.known.profile);
  try {
    const { acked, at } = await disturb(bench, profile, kill);
    const after = await reopen(bench, profile, { ...kill, acked });
    return { scenario: kill.known.scenario.name, moment: kill.moment, at, acked, ...after, ms: Date.now() - startedAt };
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

async function disturb(bench: FaultBench, profile: string, { known, moment }: Kill) {
  const { page, kill } = await openDriver(bench, profile);
  const { scenario, steps } = known;
  let acked = 0;
  try {
    const engine = await engineOf(page);
    await patchWrites(engine, 0);
    await open(page, scenario);
    await patchWrites(engine, 'point' in moment ? moment.point : 0);
    const held = whenHeld(page);
    await held.isListening;
    const work = (async () => {
      for (const step of steps) {
        await act(page, scenario, step);
        acked++;
      }
      return 'after all was acknowledged';
    })().catch((error: unknown) => `after a failure: ${String(error)}`);
    const fatal = 'afterMs' in moment ? sleep(moment.afterMs, `after ${Math.round(moment.afterMs)} ms`) : held.hit;
    const at = await Promise.race([work, fatal, sleep(PATIENCE_MS, 'after all patience', { ref: false })]);
    const told = acked;
    await kill();
    await work;
    return { acked: told, at };
  } finally {
    await kill();
  }
}

async function reopen(
  bench: FaultBench,
  profile: string,
  { known, acked }: Kill & { readonly acked: number }
): Promise<Reopened> {
  const { page, kill } = await startKillable(bench.launch, profile);
  const watch = new ScreenWatch(page);
  try {
    const usableMs = await showWorkspace(page, bench, known);
    const state = await storedMeaning(page, known.scenario);
    const found = placeOf(known, state, acked);
    const illegal = [...state.broken, ...faultsOf({ known, state, found, acked })];
    if (usableMs > USABLE_MS) illegal.push(`usable after ${usableMs} ms`);
    const silent = await watch.silent();
    if (found >= 0) illegal.push(...(await finish(page, bench, { known, from: found })));
    const ackedLost = found >= 0 && found < acked ? acked - found : 0;
    return { found, ackedLost, illegal, silent, usableMs, interrupted: state.interrupted };
  } catch (error) {
    // Whatever keeps it from being opened and finished is what this looks for.
    return { found: -1, ackedLost: 0, illegal: [String(error)], silent: [], usableMs: -1, interrupted: 0 };
  } finally {
    await kill();
  }
}

/** Starts the app itself; the time until the workspace, or the question for its passphrase, is there. */
async function showWorkspace(page: Page, { origin }: FaultBench, { profile, scenario }: Undisturbed): Promise<number> {
  const startedAt = Date.now();
  await page.goto(`${origin}/#/w/${profile.workspaceId}`);
  const rail = page.getByRole('navigation', { name: 'Workspace' });
  const lock = page.locator('input[type="password"]');
  const shown = scenario.passphrase === undefined ? rail : rail.or(lock).first();
  await shown.waitFor({ timeout: PATIENCE_MS });
  return Date.now() - startedAt;
}

/** States may be equal: the one that fits what was acknowledged counts. */
function placeOf({ hashes }: Undisturbed, { hash }: StoredMeaning, acked: number): number {
  const fitting = hashes.indexOf(hash, acked);
  return fitting === -1 ? hashes.lastIndexOf(hash) : fitting;
}

interface FoundState {
  readonly known: Undisturbed;
  readonly state: StoredMeaning;
  readonly found: number;
  readonly acked: number;
}

function faultsOf({ known, state, found, acked }: FoundState): readonly string[] {
  const faults: string[] = [];
  if (found === -1) faults.push(`state ${state.hash} is none of ${known.hashes.join(', ')}`);
  if (found > acked + 1) faults.push(`${found} steps are there, ${acked} were told, one was under way`);
  if (state.interrupted > 1) faults.push(`${state.interrupted} runs were interrupted by one kill`);
  return faults;
}

/** Does what is left to do: in the end, everything is as if nothing had happened. */
async function finish(
  page: Page,
  { origin }: FaultBench,
  { known, from }: { readonly known: Undisturbed; readonly from: number }
): Promise<readonly string[]> {
  const { scenario, steps, hashes } = known;
  await showDriver(page, origin);
  await openWorkspace(page, { name: WORKSPACE, passphrase: scenario.passphrase });
  for (const step of steps.slice(from)) await act(page, scenario, step);
  const { hash, broken } = await storedMeaning(page, scenario);
  const problems = [...broken, ...leftOvers(await readRaw(page), WORKSPACE)];
  return hash === hashes.at(-1) ? problems : [...problems, `resumed, ${hash} for ${hashes.at(-1)}`];
}
