import type Dexie from 'dexie';
import type { BackupEntry } from '../backup/backup-entry';
import { encodeRow } from '../storage/row-codec';
import { rowsAtOnce } from '../storage/rows-at-once';
import { openSegments } from '../storage/sealed-segment';
import type { StoredConnection } from '../storage/workspace-database';
import type { WorkspaceKeys } from '../storage/workspace-keys';

/** What a database says of itself; what is written after everything else; what no file can carry: handles of files. */
const NOT_ROWS: ReadonlySet<string> = new Set(['meta', 'segments', 'sources']);
/** Of 1 to 4 MB each. */
const SEGMENTS = 4;

/** A database as it is open, by whatever program. `keys` of a protected one. */
export interface OpenDatabase {
  readonly db: Dexie;
  readonly keys: WorkspaceKeys | undefined;
}

/** Of every table, as Dexie writes it. */
export function schemasOf({ tables }: Dexie): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tables.map(({ name, schema }) => [name, [schema.primKey, ...schema.indexes].map(({ src }) => src).join(',')])
  );
}

/** The tables whose rows are in a backup, by name. */
export function rowTables(names: readonly string[]): readonly string[] {
  return names.filter((name) => !NOT_ROWS.has(name)).toSorted();
}

/** Every row of a backup, by table and key. `onRow` sees it as it is written. */
export async function* rowEntries(
  { db }: Pick<OpenDatabase, 'db'>,
  onRow: (table: string, row: unknown) => void = () => undefined
): AsyncGenerator<BackupEntry, void> {
  for (const table of rowTables(db.tables.map(({ name }) => name))) {
    const keys = await db.table(table).toCollection().primaryKeys();
    const atOnce = rowsAtOnce(table);
    for (let start = 0; start < keys.length; start += atOnce) {
      const rows: unknown[] = await db.table(table).bulkGet(keys.slice(start, start + atOnce));
      for (const row of rows.filter((found) => found !== undefined)) {
        const carried = table === 'connections' ? withoutToken(row) : row;
        onRow(table, carried);
        yield { table, number: 0, bytes: encodeRow(carried) };
      }
    }
  }
}

/** Segments of these numbers, which ascend. */
export async function* segmentEntries(
  { db, keys }: OpenDatabase,
  numbers: readonly number[]
): AsyncGenerator<BackupEntry, void> {
  const table = db.table<ArrayBuffer, number>('segments');
  for (let start = 0; start < numbers.length; start += SEGMENTS) {
    const part = numbers.slice(start, start + SEGMENTS);
    const segments = await openSegments(keys?.segments, part, await table.bulkGet(part));
    for (const [i, segment] of segments.entries())
      yield { table: 'segments', number: part[i], bytes: new Uint8Array(segment) };
  }
}

export interface LeftOut {
  readonly sources: number;
  readonly tokens: number;
}

export async function leftOutOf(db: Dexie): Promise<LeftOut> {
  const connections: readonly StoredConnection[] = await db.table('connections').toArray();
  return {
    sources: await db.table('sources').count(),
    tokens: connections.filter(({ sealedToken }) => sealedToken).length
  };
}

/** A token belongs to one workspace on one device: it is given again where a backup is restored. */
function withoutToken(row: unknown): unknown {
  return { ...(row as StoredConnection), sealedToken: undefined };
}
