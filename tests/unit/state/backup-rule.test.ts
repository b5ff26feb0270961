import { describe, expect, it } from 'vitest';
import type { BackupNote } from '../../../src/lib/model/backup';
import { isBackupDue, isReminderDue } from '../../../src/lib/state/backup-rule';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = 1_000 * DAY;
const NOTE: BackupNote = {
  at: NOW,
  to: 'file',
  fileName: 'alder.muster',
  bytes: 1,
  contentHash: '00',
  wasReadBack: true,
  lastStepId: 1,
  lastRunAt: 1
};
const work = { changes: 1, since: NOW, hasLeftImport: false };

describe('a backup by itself', () => {
  it('is due after 25 changes, not after 24', () => {
    expect(isBackupDue({ ...work, changes: 24 }, NOW)).toBe(false);
    expect(isBackupDue({ ...work, changes: 25 }, NOW)).toBe(true);
  });

  it('is due after half an hour with a change', () => {
    expect(isBackupDue(work, NOW + 29 * MINUTE)).toBe(false);
    expect(isBackupDue(work, NOW + 30 * MINUTE)).toBe(true);
    expect(isBackupDue({ ...work, since: undefined }, NOW + DAY)).toBe(false);
  });

  it('is due when an import is left, and never without a change', () => {
    expect(isBackupDue({ ...work, hasLeftImport: true }, NOW)).toBe(true);
    expect(isBackupDue({ changes: 0, since: NOW, hasLeftImport: true }, NOW + DAY)).toBe(false);
  });
});

describe('the reminder', () => {
  const standing = (changes: number, ageDays: number | undefined) => ({
    changes,
    folder: undefined,
    last: ageDays === undefined ? undefined : { ...NOTE, at: NOW - ageDays * DAY }
  });

  it('comes with many changes, or with one when the backup is old', () => {
    expect(isReminderDue(standing(49, 0), undefined, NOW)).toBe(false);
    expect(isReminderDue(standing(50, 0), undefined, NOW)).toBe(true);
    expect(isReminderDue(standing(1, 1), undefined, NOW)).toBe(true);
    expect(isReminderDue(standing(0, 30), undefined, NOW)).toBe(false);
    expect(isReminderDue(standing(49, undefined), undefined, NOW)).toBe(false);
    expect(isReminderDue(standing(50, undefined), undefined, NOW)).toBe(true);
  });

  it('does not trust a clock that was set back, but counts changes', () => {
    expect(isReminderDue(standing(3, -5), undefined, NOW)).toBe(false);
    expect(isReminderDue(standing(80, -5), undefined, NOW)).toBe(true);
  });

  it('put off, it waits for as many changes more, or a day', () => {
    const putOff = { changes: 60, at: NOW };
    expect(isReminderDue(standing(109, 0), putOff, NOW)).toBe(false);
    expect(isReminderDue(standing(110, 0), putOff, NOW)).toBe(true);
    expect(isReminderDue(standing(61, 0), putOff, NOW + DAY)).toBe(true);
  });

  it('put off before a backup that was made since, it counts from that', () => {
    const putOff = { changes: 60, at: NOW };
    expect(isReminderDue(standing(50, 0), putOff, NOW)).toBe(true);
  });
});
