import { expect, it } from 'vitest';
import type { BackupNote } from '../../../src/lib/model/backup';
import { lastBackupWords } from '../../../src/lib/state/backup-words';

const NOTE: BackupNote = {
  at: 0,
  to: 'folder',
  fileName: 'alder.muster',
  bytes: 1,
  contentHash: 'aa',
  wasReadBack: true,
  lastStepId: 0,
  lastRunAt: 0
};

it('a backup in a folder is said to be where it was written, not in the folder of now', () => {
  const status = { changes: 0, folder: { name: 'New' } };
  expect(lastBackupWords({ ...status, last: { ...NOTE, folderName: 'Old' } }, 0)).toContain('to the folder “Old”');
  expect(lastBackupWords({ ...status, last: NOTE }, 0)).toContain(', to a folder, read back');
});
