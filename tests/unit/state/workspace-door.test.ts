import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asId, type WorkspaceId } from '../../../src/lib/model/ids';
import { err } from '../../../src/lib/model/result';
import type { Muster } from '../../../src/lib/state/muster.svelte';
import { WorkspaceDoor } from '../../../src/lib/state/workspace-door.svelte';

const ONE = asId<WorkspaceId>('one');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function page() {
  const opened: WorkspaceId[] = [];
  const muster = {
    openWorkspace: (id: WorkspaceId) => {
      opened.push(id);
      return Promise.resolve(err({ kind: 'safety-upgrade-blocked' }));
    }
  } as unknown as Muster; // what is asked of it here
  return { opened, door: new WorkspaceDoor(muster) };
}

it('opens a workspace that other tabs hold as soon as they let go', async () => {
  const { door, opened } = page();
  await door.open(ONE);
  await vi.advanceTimersByTimeAsync(4000);
  expect(opened).toEqual([ONE, ONE, ONE]);
});

it('opens nothing once its page is gone, whenever that is', async () => {
  const { door, opened } = page();
  await door.open(ONE);
  door.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(opened).toEqual([ONE]);
  const opening = door.open(ONE);
  door.close();
  await opening;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(opened).toEqual([ONE, ONE]);
});
