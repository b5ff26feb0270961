import type Dexie from 'dexie';
import type { DBCoreCursor, DBCoreMutateRequest, DBCoreTable, DBCoreTableSchema } from 'dexie';
import { DamagedData } from './damaged-data';
import { openRow, sealRow, type RowPlace } from './sealed-row';
import type { WorkspaceKeys } from './workspace-keys';

/** What says whether and how a database opens, and segments, which are sealed where they are stored (segment-store.ts). */
const LEFT_OPEN: ReadonlySet<string> = new Set(['meta', 'segments']);
/** What no text can carry, beside the key: the browser keeps the handle of a remembered file, and its name with it. */
const CLEAR_FIELDS: Readonly<Record<string, readonly string[]>> = { sources: ['handle'] };

type Row = Readonly<Record<string, unknown>>;

/**
 * Between Dexie and the browser's storage: rows are sealed as they are written and opened as they are read, so that
 * nothing above knows of it. Of a sealed row its primary key stays in the clear; other indexes there are none.
 *
 *     { ...key fields, sealed: bytes of sealed-row.ts }
 *
 * Without keys rows pass as they are, but a sealed one is refused, as is an open one with keys: a database whose lock was
 * taken away or exchanged is not written to. That a row is missing, or is one that stood there before, is not noticed.
 */
export function sealTables(db: Dexie, keys: () => WorkspaceKeys | undefined): void {
  db.use({
    stack: 'dbcore',
    name: 'sealed-tables',
    // Below all of Dexie's own, which then see opened rows only.
    level: -10,
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return LEFT_OPEN.has(name) ? table : sealedTable(table, new RowSeal(table.schema, keys));
      }
    })
  });
}

function sealedTable(table: DBCoreTable, seal: RowSeal): DBCoreTable {
  return {
    ...table,
    mutate: (request) => table.mutate(sealedRequest(request, seal)),
    get: (request) => table.get(request).then((row) => seal.open(row)),
    getMany: (request) => table.getMany(request).then((rows) => rows.map((row) => seal.open(row))),
    query: (request) =>
      table
        .query(request)
        .then((found) => (request.values ? { ...found, result: found.result.map((row) => seal.open(row)) } : found)),
    openCursor: (request) =>
      table.openCursor(request).then((cursor) => (cursor && request.values ? openedCursor(cursor, seal) : cursor))
  };
}

function sealedRequest(request: DBCoreMutateRequest, seal: RowSeal): DBCoreMutateRequest {
  if (request.type !== 'add' && request.type !== 'put') return request;
  return { ...request, values: request.values.map((row) => seal.close(row)) };
}

/** The browser's cursor answers only itself: what is asked of it is passed on. Each row is opened once, when it is read. */
function openedCursor(cursor: DBCoreCursor, seal: RowSeal): DBCoreCursor {
  let stored: unknown;
  let opened: unknown;
  const value = () => {
    if (stored !== cursor.value) {
      opened = seal.open(cursor.value);
      stored = cursor.value;
    }
    return opened;
  };
  // Object.create knows no types; everything else is the cursor's own.
  return Object.create(cursor, {
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    value: { get: value }
  }) as DBCoreCursor;
}

/** Seals and opens the rows of one table. */
class RowSeal {
  readonly #table: string;
  readonly #keyFields: readonly string[];
  readonly #clearFields: readonly string[];
  readonly #keys: () => WorkspaceKeys | undefined;

  constructor({ name, primaryKey }: DBCoreTableSchema, keys: () => WorkspaceKeys | undefined) {
    this.#table = name;
    this.#keyFields = [primaryKey.keyPath ?? []].flat();
    this.#clearFields = CLEAR_FIELDS[name] ?? [];
    this.#keys = keys;
  }

  close(row: Row): Row {
    const keys = this.#keys();
    if (!keys) return row;
    const inClear = pick(row, this.#clearFields);
    const covered = Object.fromEntries(Object.entries(row).filter(([field]) => !(field in inClear)));
    const sealed = sealRow(keys.rows, this.#place(row), covered);
    return { ...pick(row, this.#keyFields), ...inClear, sealed };
  }

  open(row: Row | null | undefined): unknown {
    // Dexie asks for keys that are not there, and gets what the browser says of them.
    if (row === undefined || row === null) return row;
    const keys = this.#keys();
    const { sealed } = row;
    if (sealed instanceof Uint8Array !== (keys !== undefined)) throw new DamagedData(`A row of “${this.#table}”`);
    if (!keys || !(sealed instanceof Uint8Array)) return row;
    // What was sealed is a row: `close` made it of one.
    const opened = openRow(keys.rows, this.#place(row), sealed) as Row;
    return { ...opened, ...pick(row, this.#clearFields) };
  }

  #place(row: Row): RowPlace {
    return { table: this.#table, key: this.#keyFields.map((field) => row[field]) };
  }
}

function pick(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.filter((field) => field in row).map((field) => [field, row[field]]));
}
