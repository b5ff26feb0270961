import type { Dialect, Encoding } from '../model/import-recipe';
import { decodeText } from './decode-text';
import type { EntryTable } from './entry-table';
import { ImportFailure } from './import-failure';
import { LdifReader } from './ldif-reader';
import { ldifTable } from './ldif-table';
import { scimResources } from './scim-documents';
import { scimTable } from './scim-table';

/** Groups may stand behind their members, so that a file of entries is held whole. */
export const MAX_ENTRY_BYTES = 256 * 2 ** 20;
const PART_CHARS = 1 << 20;

/** Reads a file of entries into a table. `onRead` is told of the bytes read so far. */
export async function readEntries(
  file: Blob,
  { format, encoding }: Pick<Dialect, 'format' | 'encoding'>,
  onRead: (bytes: number) => void
): Promise<EntryTable> {
  if (file.size > MAX_ENTRY_BYTES) {
    throw new ImportFailure({ kind: 'file-too-large', bytes: file.size, limit: MAX_ENTRY_BYTES });
  }
  return format === 'ldif' ? readLdif(file, encoding, onRead) : readScim(file, encoding, onRead);
}

async function readLdif(file: Blob, encoding: Encoding, onRead: (bytes: number) => void): Promise<EntryTable> {
  const reader = new LdifReader();
  for await (const { text, bytesRead } of decodeText(file.stream(), encoding, PART_CHARS)) {
    reader.push(text);
    onRead(bytesRead);
  }
  reader.finish();
  return ldifTable(reader.entries, reader.issues);
}

async function readScim(file: Blob, encoding: Encoding, onRead: (bytes: number) => void): Promise<EntryTable> {
  const parts: string[] = [];
  for await (const { text, bytesRead } of decodeText(file.stream(), encoding, PART_CHARS)) {
    parts.push(text);
    onRead(bytesRead);
  }
  return scimTable(scimResources(parts.join('')));
}
