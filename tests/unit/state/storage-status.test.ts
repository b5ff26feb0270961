import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineClient } from '../../../src/lib/clients/engine-client';
import { isPrivateWindow } from '../../../src/lib/state/private-window';
import { StorageStatus } from '../../../src/lib/state/storage-status.svelte';
import { localStore } from '../../fixtures/local-store';

/** What is not asked here. */
const engine = {} as EngineClient;

beforeEach(() => vi.stubGlobal('localStorage', localStore()));
afterEach(() => vi.unstubAllGlobals());

describe('workspaces that are gone', () => {
  it('are told once the list is empty although there were some', () => {
    new StorageStatus(engine).noteWorkspaces(3);
    const later = new StorageStatus(engine);
    later.noteWorkspaces(0);
    // The list is read again now and then: nobody has said that they know.
    later.noteWorkspaces(0);
    expect(later.lost).toBe(3);
    const afterReload = new StorageStatus(engine);
    afterReload.noteWorkspaces(0);
    expect(afterReload.lost).toBe(3);
    afterReload.acceptLoss();
    expect(afterReload.lost).toBe(0);
    const last = new StorageStatus(engine);
    last.noteWorkspaces(0);
    expect(last.lost).toBe(0);
  });

  it('are not told when a person removed them', () => {
    const status = new StorageStatus(engine);
    status.noteWorkspaces(1);
    status.noteWorkspaces(0);
    expect(status.lost).toBe(0);
    const later = new StorageStatus(engine);
    later.noteWorkspaces(0);
    expect(later.lost).toBe(0);
  });

  it('are forgotten when there is another', () => {
    new StorageStatus(engine).noteWorkspaces(2);
    const later = new StorageStatus(engine);
    later.noteWorkspaces(0);
    later.noteWorkspaces(1);
    expect(later.lost).toBe(0);
  });

  it('cannot be known where nothing may be noted', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new DOMException('No.', 'SecurityError');
      }
    });
    const status = new StorageStatus(engine);
    vi.stubGlobal('localStorage', localStore());
    status.noteWorkspaces(0);
    expect(status.lost).toBe(0);
  });
});

describe('a private window', () => {
  const browser = (getDirectory: unknown) => vi.stubGlobal('navigator', { storage: { getDirectory } });
  const refusing =
    (name: string, message = '') =>
    () =>
      Promise.reject(new DOMException(message, name));

  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout'] }));
  afterEach(() => vi.useRealTimers());

  async function found(): Promise<boolean> {
    const answer = isPrivateWindow();
    await vi.runAllTimersAsync();
    return answer;
  }

  it('is known where the browser refuses files twice', async () => {
    browser(refusing('SecurityError'));
    expect(await found()).toBe(true);
    browser(refusing('UnknownError', 'The operation failed for an unknown transient reason'));
    expect(await found()).toBe(true);
  });

  it('is not guessed', async () => {
    browser(() => Promise.resolve({}));
    expect(await found()).toBe(false);
    browser(refusing('InvalidStateError'));
    expect(await found()).toBe(false);
    browser(undefined);
    expect(await found()).toBe(false);
    vi.stubGlobal('navigator', {});
    expect(await found()).toBe(false);
    let isFirst = true;
    browser(() => {
      const refuses = isFirst;
      isFirst = false;
      return refuses ? refusing('SecurityError')() : Promise.resolve({});
    });
    expect(await found()).toBe(false);
  });
});
