import Dexie, { type DBCoreCursor, type DBCoreTable, type DBCoreTableSchema } from 'dexie';
import { DamagedData } from './damaged-data';
import { openRow, openRowNow, sealRow, type RowPlace } from './sealed-row';
import { layOver } from './table-layer';
import type { WorkspaceKeys } from './workspace-keys';

/** What says whether and how a database opens, and segments, which are sealed where they are stored (segment-store.ts). */
const LEFT_OPEN: ReadonlySet<string> = new Set(['meta', 'segments']);
/** What no text can carry, beside the key: the browser keeps the handle of a remembered file, and its name with it. */
const CLEAR_FIELDS: Readonly<Record<string, readonly string[]>> = { sources: ['handle'] };

/**
 * Read as a whole with every decision (segment-store.ts), and rarely changed: what was opened once is not opened again as
 * long as the very same bytes are stored.
 */
const READ_OFTEN: ReadonlySet<string> = new Set(['lists', 'headImages', 'holds']);
const MOST_REMEMBERED = 1000;

type Row = Readonly<Record<string, unknown>>;
/** Dexie asks for keys that are not there, and gets what the browser says of them. */
type StoredRow = Row | null | undefined;

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
  layOver(db, {
    name: 'sealed-tables',
    // Below all of Dexie's own, which then see opened rows only.
    level: -10,
    tableOver: (table, name) => (LEFT_OPEN.has(name) ? table : sealedTable(table, new RowSeal(table.schema, keys)))
  });
}

function sealedTable(table: DBCoreTable, seal: RowSeal): DBCoreTable {
  const open = (rows: readonly StoredRow[]) => all(rows, (row) => seal.open(row, rows.length));
  return {
    ...table,
    mutate: (request) => {
      if (request.type !== 'add' && request.type !== 'put') return table.mutate(request);
      const sealed = all(request.values, (row: Row) => seal.close(row, request.values.length));
      const write = (values: Row[]) => table.mutate({ ...request, values });
      return isLater(sealed) ? sealed.then(write) : write(sealed);
    },
    get: (request) =>
      table
        .get(request)
        .then((row: StoredRow) => open([row]))
        .then(([row]) => row),
    getMany: (request) => table.getMany(request).then(open),
    query: (request) => {
      const found = table.query(request);
      if (!request.values) return found;
      return found.then((rows) => {
        const result = open(rows.result);
        return isLater(result) ? result.then((later) => ({ ...rows, result: later })) : { ...rows, result };
      });
    },
    openCursor: (request) =>
      table.openCursor(request).then((cursor) => (cursor && request.values ? openedCursor(cursor, seal) : cursor))
  };
}

/** At once where there is nothing to wait for; else the transaction is kept from ending meanwhile. */
function all<Given, Value>(
  rows: readonly Given[],
  work: (row: Given) => Value | Promise<Value>
): Value[] | Promise<Value[]> {
  const worked = Dexie.ignoreTransaction(() => rows.map(work));
  const ready = worked.filter((one): one is Value => !isLater(one));
  return ready.length === worked.length ? ready : Dexie.waitFor(Promise.all(worked));
}

/** Told by what it does: within a transaction Dexie puts promises of its own in the place of the browser's. */
function isLater(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** The browser's cursor answers only itself: what is asked of it is passed on. Each row is opened once, when it is read. */
function openedCursor(cursor: DBCoreCursor, seal: RowSeal): DBCoreCursor {
  let stored: unknown;
  let opened: unknown;
  const value = () => {
    if (stored !== cursor.value) {
      opened = seal.openNow(cursor.value);
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

interface SealedRow {
  readonly row: Row;
  readonly keys: WorkspaceKeys;
  readonly place: RowPlace;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Seals and opens the rows of one table. What opens is not to be changed: it may be given out again. */
class RowSeal {
  readonly #table: string;
  readonly #keyFields: readonly string[];
  readonly #clearFields: readonly string[];
  readonly #keys: () => WorkspaceKeys | undefined;
  /** By key. */
  readonly #known = new Map<string, Pick<SealedRow, 'keys' | 'sealed'> & { readonly opened: unknown }>();

  constructor({ name, primaryKey }: DBCoreTableSchema, keys: () => WorkspaceKeys | undefined) {
    this.#table = name;
    this.#keyFields = [primaryKey.keyPath ?? []].flat();
    this.#clearFields = CLEAR_FIELDS[name] ?? [];
    this.#keys = keys;
  }

  close(row: Row, rowsAtOnce: number): Row | Promise<Row> {
    const keys = this.#keys();
    if (!keys) return row;
    const inClear = pick(row, this.#clearFields);
    const covered = Object.fromEntries(Object.entries(row).filter(([field]) => !(field in inClear)));
    const beside = { ...pick(row, this.#keyFields), ...inClear };
    const sealed = sealRow(keys, this.#place(row), covered, rowsAtOnce);
    return isLater(sealed) ? sealed.then((bytes) => ({ ...beside, sealed: bytes })) : { ...beside, sealed };
  }

  open(row: StoredRow, rowsAtOnce: number): unknown {
    const found = this.#sealedIn(row);
    if (!found) return row;
    const known = this.#remembered(found);
    const covered = known ?? openRow(found.keys, found.place, found.sealed, rowsAtOnce);
    if (isLater(covered)) return covered.then((later: unknown) => this.#whole(found, later));
    if (!known) this.#remember(found, covered);
    return this.#whole(found, covered);
  }

  openNow(row: StoredRow): unknown {
    const found = this.#sealedIn(row);
    return found ? this.#whole(found, openRowNow(found.keys, found.place, found.sealed)) : row;
  }

  /** Undefined for what is as it is read; throws for what is not as it should be. */
  #sealedIn(row: StoredRow): SealedRow | undefined {
    if (row === undefined || row === null) return undefined;
    const keys = this.#keys();
    const { sealed } = row;
    if (sealed instanceof Uint8Array !== (keys !== undefined)) throw new DamagedData(`A row of “${this.#table}”`);
    if (!keys || !(sealed instanceof Uint8Array)) return undefined;
    // A stored array has a buffer of its own.
    return { row, keys, place: this.#place(row), sealed: sealed as Uint8Array<ArrayBuffer> };
  }

  #whole({ row }: SealedRow, covered: unknown): Row {
    // What was sealed is a row: `close` made it of one.
    return { ...(covered as Row), ...pick(row, this.#clearFields) };
  }

  #remembered({ keys, place, sealed }: SealedRow): unknown {
    const known = this.#known.get(place.key.join());
    return known?.keys === keys && isSame(known.sealed, sealed) ? known.opened : undefined;
  }

  #remember({ keys, place, sealed }: SealedRow, opened: unknown): void {
    if (!READ_OFTEN.has(this.#table)) return;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(place.key.join(), { keys, sealed, opened });
  }

  #place(row: Row): RowPlace {
    return { table: this.#table, key: this.#keyFields.map((field) => row[field]) };
  }
}

function pick(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.filter((field) => field in row).map((field) => [field, row[field]]));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}
