import { afterEach, describe, expect, it, vi } from 'vitest';
import { lockOf } from '../../../src/lib/state/lock-page';
import { mendMissingChunk } from '../../../src/lib/state/missing-chunk';
import type { Muster } from '../../../src/lib/state/muster.svelte';
import { hasUnsavedWork, isWorking } from '../../../src/lib/state/open-work';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';

afterEach(() => vi.unstubAllGlobals());

/** A page with a job that never ends. */
function page(fatal: Muster['fatal']) {
  const jobs = new RunningJobs();
  void jobs.track(new Promise(() => undefined));
  const protection = { hasKeys: () => Promise.resolve(true), lockWorkspaces: () => new Promise(() => undefined) };
  const overview = { workspace: { isProtected: true } };
  return { jobs, fatal, protection, overview } as unknown as Muster; // what is read of it here
}

describe('running work', () => {
  it('is none once the engine has died', () => {
    expect(isWorking(page(undefined))).toBe(true);
    expect(isWorking(page({ kind: 'worker-crashed', cause: 'x' }))).toBe(false);
  });

  it('holds the lock off only while somebody does it', () => {
    vi.stubGlobal('localStorage', { getItem: () => null });
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        postMessage = () => undefined;
      }
    );
    const alive = lockOf(page(undefined));
    alive.ask();
    expect([alive.isAsking, alive.isLocking]).toEqual([true, false]);
    vi.useFakeTimers();
    const dead = lockOf(page({ kind: 'worker-crashed', cause: 'x' }));
    dead.ask();
    vi.useRealTimers();
    expect([dead.isAsking, dead.isLocking]).toEqual([false, true]);
  });
});

describe('a missing part of the program', () => {
  it('is told, not mended, over a dialog', () => {
    const asked: string[] = [];
    vi.stubGlobal('document', { querySelector: (selector: string) => (asked.push(selector), {}) });
    const told: string[] = [];
    const idle = { jobs: new RunningJobs(), fatal: undefined };
    mendMissingChunk({ isBusy: hasUnsavedWork(idle), version: '1', tell: ({ kind }) => void told.push(kind) });
    expect(told).toEqual(['missing-chunk']);
    expect(asked).toEqual(['[role=dialog], [role=alertdialog]']);
  });
});
