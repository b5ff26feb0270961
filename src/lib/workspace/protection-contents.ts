import { tokenOwner } from './connections';
import type { WorkspaceId } from '../model/ids';
import { openSegments, sealSegments } from '../storage/sealed-segment';
import { rowsAtOnce } from '../storage/rows-at-once';
import { encodeRow } from '../storage/row-codec';
import { seal, unseal } from '../storage/vault';
import type { StoredConnection, WorkspaceDatabase } from '../storage/workspace-database';

/** Rows are written as soon as there are so many bytes of them. */
const BATCH_BYTES = 4 << 20;
/** Of 1 to 4 MB each. */
const SEGMENTS = 8;
/** What a database says of itself: each has its own. */
const OWN_TABLE = 'meta';

/** A database of the workspace that is read or written as a whole, opened. */
export interface Side {
  readonly db: WorkspaceDatabase;
  readonly workspaceId: WorkspaceId;
  /** What its tokens are sealed under; undefined where there is none, and so no token. */
  readonly tokens: CryptoKey | undefined;
}

type Row = Readonly<Record<string, unknown>>;

/** Told of so many rows and segments. */
export type OnPassed = (count: number) => void;

export async function countContents({ db }: Side): Promise<number> {
  const tables = db.tables.filter(({ name }) => name !== OWN_TABLE);
  const counts = await Promise.all(tables.map((table) => table.count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Everything in `from` is written into `to`, if there is one, sealed as it is there. Gives a hash of the contents as
 * they are when opened, table by table: equal for databases that hold the same, however they are sealed.
 */
export async function passContents(from: Side, to: Side | undefined, onPassed: OnPassed): Promise<string> {
  const hash = new RunningHash();
  for (const { name } of from.db.tables) {
    if (name === OWN_TABLE) continue;
    await hash.add(new TextEncoder().encode(name));
    if (name === 'segments') await passSegments(from, to, { hash, onPassed });
    else await passRows(name, { from, to }, { hash, onPassed });
  }
  return hash.value;
}

interface Passing {
  readonly hash: RunningHash;
  readonly onPassed: OnPassed;
}

async function passRows(
  name: string,
  { from, to }: { readonly from: Side; readonly to: Side | undefined },
  { hash, onPassed }: Passing
): Promise<void> {
  const table = from.db.table<Row>(name);
  let waiting: Row[] = [];
  let waitingBytes = 0;
  const write = async () => {
    if (to) await to.db.table<Row>(name).bulkAdd(waiting);
    waiting = [];
    waitingBytes = 0;
  };
  for (const keys of inParts(await table.toCollection().primaryKeys(), rowsAtOnce(name))) {
    const rows = (await table.bulkGet([...keys])).filter((row) => row !== undefined);
    for (const row of rows) {
      const open = await withOpenToken(name, row, from);
      const bytes = encodeRow(asText(open));
      await hash.add(bytes);
      waitingBytes += bytes.length;
      if (to) waiting.push(await withSealedToken(name, open, to));
    }
    if (waitingBytes >= BATCH_BYTES) await write();
    onPassed(rows.length);
  }
  if (waiting.length > 0) await write();
}

async function passSegments(from: Side, to: Side | undefined, { hash, onPassed }: Passing): Promise<void> {
  for (const numbers of inParts(await from.db.segments.toCollection().primaryKeys(), SEGMENTS)) {
    const stored = await from.db.segments.bulkGet([...numbers]);
    const segments = await openSegments(from.db.keys?.segments, numbers, stored);
    for (const [i, segment] of segments.entries()) await hash.add(encodeRow(numbers[i]), new Uint8Array(segment));
    if (to)
      await to.db.segments.bulkAdd([...(await sealSegments(to.db.keys?.segments, numbers, segments))], [...numbers]);
    onPassed(numbers.length);
  }
}

/** A token that does not open is lost already, and is left behind. */
async function withOpenToken(table: string, row: Row, { workspaceId, tokens }: Side): Promise<Row> {
  if (table !== 'connections') return row;
  // The table has no other rows.
  const { id, sealedToken, ...rest } = row as unknown as StoredConnection;
  const token = sealedToken && tokens && (await unseal(tokens, tokenOwner(workspaceId, id), sealedToken));
  return { id, ...rest, token };
}

async function withSealedToken(table: string, row: Row, { workspaceId, tokens }: Side): Promise<Row> {
  if (table !== 'connections') return row;
  // As `withOpenToken` made it.
  const { token, ...rest } = row as unknown as StoredConnection & { readonly token: string | undefined };
  const isKept = token !== undefined && tokens !== undefined;
  const sealedToken = isKept ? await seal(tokens, tokenOwner(workspaceId, rest.id), token) : undefined;
  return { ...rest, sealedToken };
}

/** The handle of a file is no text; its name is in the row beside it. */
function asText(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'handle'));
}

function* inParts<Value>(all: readonly Value[], length: number): Generator<readonly Value[]> {
  for (let start = 0; start < all.length; start += length) yield all.slice(start, start + length);
}

/** Hash of what came before and the hash of what comes: SHA-256 by the browser, which knows no other way to go on. */
class RunningHash {
  #value = new Uint8Array(32);

  get value(): string {
    return Array.from(this.#value, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  async add(...parts: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const digests = await Promise.all(parts.map((part) => crypto.subtle.digest('SHA-256', part)));
    const all = await new Blob([this.#value, ...digests]).arrayBuffer();
    this.#value = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  }
}
