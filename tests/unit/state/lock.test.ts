import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Lock } from '../../../src/lib/state/lock.svelte';

const MINUTE = 60_000;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  });
});

function page(part: { isProtected?: boolean } = {}) {
  const world = { isProtected: part.isProtected ?? true, hasKeys: part.isProtected ?? true, isBusy: false, now: 0 };
  const told: unknown[] = [];
  const done: string[] = [];
  const lock = new Lock({
    isProtected: () => world.isProtected,
    isBusy: () => world.isBusy,
    hasKeys: () => Promise.resolve(world.hasKeys),
    forgetKeys: () => Promise.resolve(done.push('forget')),
    reload: () => void done.push('reload'),
    warn: () => {
      done.push('warn');
      return () => void done.push('stays');
    },
    clocks: () => ({ wall: world.now, steady: world.now }),
    channel: { postMessage: (message: unknown) => told.push(message) } as unknown as BroadcastChannel // what is used of it
  });
  const pass = (ms: number) => {
    world.now += ms;
    lock.check();
  };
  return { lock, world, told, done, pass };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a lock that is asked for', () => {
  it('forgets the keys, tells the other tabs, then loads the page anew', async () => {
    const { lock, told, done } = page();
    lock.ask();
    expect(lock.isLocking).toBe(true);
    await settled();
    expect(told).toEqual(['lock']);
    expect(done).toEqual(['forget', 'reload']);
  });

  it('does nothing where there is no passphrase', async () => {
    const { lock, told, done } = page({ isProtected: false });
    lock.ask();
    lock.hear('lock');
    await settled();
    expect([lock.isArmed, told, done]).toEqual([false, [], []]);
  });

  it('asks while work is running, and goes on if it may', async () => {
    const { lock, world, done } = page();
    world.isBusy = true;
    lock.ask();
    expect([lock.isAsking, lock.isLocking]).toEqual([true, false]);
    lock.keepOpen();
    expect(lock.isAsking).toBe(false);
    lock.lockAll();
    await settled();
    expect(done).toEqual(['forget', 'reload']);
  });

  it('asks no longer once the work has ended: it locks', async () => {
    const { lock, world, told, done, pass } = page();
    world.isBusy = true;
    lock.ask();
    pass(2000);
    expect(lock.isAsking).toBe(true);
    world.isBusy = false;
    pass(2000);
    expect([lock.isAsking, lock.isLocking]).toEqual([false, true]);
    await settled();
    expect(told.at(-1)).toBe('lock');
    expect(done).toEqual(['forget', 'reload']);
  });

  it('that was called off stays so when the work has ended', () => {
    const { lock, world, pass } = page();
    world.isBusy = true;
    lock.ask();
    lock.keepOpen();
    world.isBusy = false;
    pass(2000);
    expect(lock.isLocking).toBe(false);
  });

  it('loads the page anew even if the engine does not answer', async () => {
    vi.useFakeTimers();
    const done: string[] = [];
    const silent = new Lock({
      isProtected: () => true,
      isBusy: () => false,
      hasKeys: () => new Promise(() => undefined),
      forgetKeys: () => new Promise(() => undefined),
      reload: () => void done.push('reload'),
      warn: () => () => undefined,
      clocks: () => ({ wall: 0, steady: 0 }),
      channel: { postMessage: () => undefined } as unknown as BroadcastChannel // what is used of it
    });
    silent.ask();
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    expect(done).toEqual(['reload']);
  });

  it('is armed as long as the engine has a key of any workspace', async () => {
    const { lock, world, pass } = page();
    pass(1);
    await settled();
    world.isProtected = false;
    expect(lock.isArmed).toBe(true);
    pass(1);
    await settled();
    expect(lock.isArmed).toBe(true);
    world.hasKeys = false;
    pass(1);
    await settled();
    expect(lock.isArmed).toBe(false);
  });

  it('is not armed by a tick between the end of the last key and the news of it', async () => {
    const { lock, world, pass } = page();
    pass(1);
    await settled();
    world.hasKeys = false;
    pass(1);
    await settled();
    world.isProtected = false;
    expect(lock.isArmed).toBe(false);
  });

  it('locks by itself for the key of a workspace that is not open', async () => {
    const { world, done, pass } = page();
    world.isProtected = false;
    pass(1);
    await settled();
    pass(20 * MINUTE);
    await settled();
    expect(done).toEqual(['forget', 'reload']);
  });
});

describe('other tabs', () => {
  it('lock too, but not in the middle of their work', async () => {
    const { lock, world, done, pass } = page();
    world.isBusy = true;
    lock.hear('lock');
    pass(1000);
    await settled();
    expect(done).toEqual([]);
    world.isBusy = false;
    pass(1000);
    await settled();
    expect(done).toEqual(['forget', 'reload']);
  });

  it('keep this one open while somebody uses them or they work', async () => {
    const { lock, done, pass, told } = page();
    for (let minute = 0; minute < 30; minute++) {
      pass(MINUTE);
      lock.hear(minute < 15 ? 'active' : 'busy');
    }
    await settled();
    expect(done).toEqual([]);
    expect(told).toEqual([]);
    pass(2 * MINUTE);
    expect(done).toEqual(['warn']);
  });

  it('hear that work is running here', () => {
    const { world, told, pass } = page();
    world.isBusy = true;
    pass(2000);
    expect(told).toEqual(['busy']);
  });
});

describe('a lock by itself', () => {
  it('comes after 15 minutes, with a warning a minute before', async () => {
    const { done, told, pass } = page();
    pass(13 * MINUTE);
    expect(done).toEqual([]);
    pass(MINUTE);
    pass(1000);
    expect(done).toEqual(['warn']);
    pass(MINUTE);
    await settled();
    expect(done).toEqual(['warn', 'stays', 'forget', 'reload']);
    expect(told).toEqual(['lock']);
  });

  it('takes its warning back when somebody is there', () => {
    const { lock, done, pass } = page();
    pass(14 * MINUTE);
    lock.hear('active');
    pass(MINUTE);
    expect(done).toEqual(['warn', 'stays']);
  });

  it('goes by the choice of this device', async () => {
    const { lock, done, pass } = page();
    lock.after.set('never');
    pass(1000 * MINUTE);
    expect(done).toEqual([]);
    lock.after.set('5');
    expect(page().lock.after.choice).toBe('5');
    pass(1);
    await settled();
    expect(done).toEqual(['forget', 'reload']);
  });
});
