import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { engineOf, openDriver, openWorkspace, runStep, type FaultBench } from './fault-browser';
import type { FaultStep } from './fault-step';
import type { KillScenario } from './kill-scenarios';
import { opener } from './opened-tables';
import { WORKSPACE, type MadeProfile, type Profiles } from './profiles';
import { readRaw } from './raw-state';
import { meaningOf, type StoredMeaning } from './stored-state';
import { patchWrites, pointsSoFar, type PointHit } from './write-points';

/** A scenario as it goes when nobody disturbs it. */
export interface Undisturbed {
  readonly scenario: KillScenario;
  readonly steps: readonly FaultStep[];
  readonly profile: MadeProfile;
  /** State before the first step and after each. */
  readonly hashes: readonly string[];
  readonly points: readonly PointHit[];
  readonly ms: number;
}

export async function undisturbed(bench: FaultBench, profiles: Profiles, scenario: KillScenario): Promise<Undisturbed> {
  const profile = await profiles.after(scenario.before);
  const backup = scenario.restores ? await profiles.backupAfter(scenario.restores) : '';
  const steps = scenario.steps.map((step) => (step.do === 'restore-over' ? { ...step, backup } : step));
  const copy = profiles.copy(profile);
  const { page, kill } = await openDriver(bench, copy);
  try {
    const engine = await engineOf(page);
    const hashes = [await legalHash(page, scenario)];
    // Before the databases are opened: what opens them keeps its hold of what is patched here.
    await patchWrites(engine, 0);
    await open(page, scenario);
    await patchWrites(engine, 0);
    let ms = 0;
    for (const step of steps) {
      const startedAt = Date.now();
      await act(page, scenario, step);
      ms += Date.now() - startedAt;
      hashes.push(await legalHash(page, scenario));
    }
    return { scenario, steps, profile, hashes, points: await pointsSoFar(engine), ms };
  } finally {
    await kill();
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What comes before the steps; nothing where the opening is the step. */
export async function open(page: Page, { steps, passphrase }: KillScenario): Promise<void> {
  if (steps[0].do !== 'open') await openWorkspace(page, { name: WORKSPACE, passphrase });
}

export function act(page: Page, { passphrase }: KillScenario, step: FaultStep): Promise<void> {
  return step.do === 'open' ? openWorkspace(page, { name: WORKSPACE, passphrase }) : runStep(page, step);
}

export async function storedMeaning(page: Page, { passphrase }: KillScenario): Promise<StoredMeaning> {
  return meaningOf(await readRaw(page), WORKSPACE, passphrase === undefined ? undefined : opener(passphrase));
}

async function legalHash(page: Page, scenario: KillScenario): Promise<string> {
  const { hash, broken } = await storedMeaning(page, scenario);
  if (broken.length > 0) throw new Error(`Undisturbed, and broken: ${broken.join('; ')}`);
  return hash;
}
