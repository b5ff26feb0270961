import type { BackupStatus } from '../protocol/backup-api';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** When a backup is written by itself, where there is a folder for it. */
export const BACKUP_AFTER = { changes: 25, minutes: 30 } as const;

/** What was done since the last backup, as far as this tab has seen it. */
export interface UnsavedWork {
  readonly changes: number;
  /** When this tab first saw a change that no backup has; milliseconds since 1970. */
  readonly since: number | undefined;
  /** An import ended since, and its dialog is closed. */
  readonly hasLeftImport: boolean;
}

export function isBackupDue({ changes, since, hasLeftImport }: UnsavedWork, now: number): boolean {
  if (changes === 0) return false;
  if (hasLeftImport || changes >= BACKUP_AFTER.changes) return true;
  return since !== undefined && now - since >= BACKUP_AFTER.minutes * MINUTE;
}

/** Where nothing is written by itself, a person is reminded: by changes, or by age. */
export const REMIND_AFTER = { changes: 50, days: 1 } as const;

/** `Later` was pressed when there were so many changes. */
export interface PutOff {
  readonly changes: number;
  readonly at: number;
}

export function isReminderDue({ changes, last }: BackupStatus, putOff: PutOff | undefined, now: number): boolean {
  if (changes === 0) return false;
  // A clock that was set back makes an age negative: the number of changes still counts.
  const isOld = last !== undefined && now - last.at >= REMIND_AFTER.days * DAY;
  if (!isOld && changes < REMIND_AFTER.changes) return false;
  if (putOff === undefined) return true;
  // Fewer than when it was put off: a backup was made since.
  const more = changes < putOff.changes ? changes : changes - putOff.changes;
  return more >= REMIND_AFTER.changes || now - putOff.at >= REMIND_AFTER.days * DAY;
}
