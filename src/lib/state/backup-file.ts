/** What a dialog for backups offers. What is in the file decides; the name only says what it is meant to be. */
export const BACKUP_FILES = '.muster';

export function isBackupFile(file: File): boolean {
  return file.name.toLowerCase().endsWith(BACKUP_FILES);
}
