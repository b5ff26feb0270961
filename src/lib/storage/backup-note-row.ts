import type { BackupNote } from '../model/backup';
import { openRow, sealRow, type RowPlace } from './sealed-row';
import type { MetaRow, WorkspaceDatabase } from './workspace-database';
import type { WorkspaceKeys } from './workspace-keys';

export type BackupNoteRow = Extract<MetaRow, { readonly key: 'backup' }>;

const PLACE: RowPlace = { table: 'meta', key: ['backup'] };

/** It tells the name of a file, which may tell whose the workspace is: of a protected one it is sealed. Not inside a transaction. */
export async function backupNoteRow(note: BackupNote, keys: WorkspaceKeys | undefined): Promise<BackupNoteRow> {
  return keys ? { key: 'backup', sealed: await sealRow(keys, PLACE, note) } : { key: 'backup', value: note };
}

/** Of a database that is open. One of a protected workspace may still be in the clear: it is sealed when it is written next. */
export async function backupNoteOf({
  meta,
  keys
}: Pick<WorkspaceDatabase, 'meta' | 'keys'>): Promise<BackupNote | undefined> {
  const row = await meta.get('backup');
  if (row?.key !== 'backup') return undefined;
  if (row.value) return row.value;
  // What was sealed for this place is a note.
  return keys && ((await openRow(keys, PLACE, row.sealed)) as BackupNote);
}
