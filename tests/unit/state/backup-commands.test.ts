import { expect, it } from 'vitest';
import { asId, type WorkspaceId } from '../../../src/lib/model/ids';
import type { Workspace } from '../../../src/lib/model/workspace';
import { backupCommands } from '../../../src/lib/state/backup-commands';
import { safetyBar } from '../../../src/lib/state/safety-bar';

const WORKSPACE: Workspace = { id: asId<WorkspaceId>('w'), name: 'Alder', kind: 'real', createdAt: 0, openedAt: 0 };

function offered(part: { workspace?: Workspace | undefined; isReadOnly?: boolean; isFatal?: boolean }) {
  const nothing = () => undefined;
  const rest = { backUpNow: nothing, open: nothing, go: nothing };
  return backupCommands({ workspace: WORKSPACE, isReadOnly: false, isFatal: false, ...part, ...rest })
    .filter(({ isAvailable }) => isAvailable?.() ?? true)
    .map(({ id }) => id);
}

it('offers what can be done here', () => {
  expect(offered({})).toEqual(['back-up', 'open-backup', 'backups']);
  expect(offered({ isReadOnly: true })).toEqual(['open-backup', 'backups']);
  expect(offered({ workspace: undefined })).toEqual(['open-backup']);
  expect(offered({ isFatal: true })).toEqual([]);
});

it('one bar at a time: what is lost first, then who can read it, then the backup', () => {
  const all = { isPrivate: true, isUrging: true, isReminding: true };
  expect(safetyBar(all)).toBe('private');
  expect(safetyBar({ ...all, isPrivate: false })).toBe('urge');
  expect(safetyBar({ isPrivate: false, isUrging: false, isReminding: true })).toBe('backup');
  expect(safetyBar({ isPrivate: false, isUrging: false, isReminding: false })).toBeUndefined();
});
