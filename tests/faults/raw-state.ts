import type { Page } from '@playwright/test';
import { knowNames } from './page-names';

/** What stands in IndexedDB, read with nothing of the app: every row of every table, as it is. */
export interface RawState {
  readonly workspaces: readonly RawRow[];
  readonly databases: readonly RawDatabase[];
}

export type RawRow = Readonly<Record<string, unknown>>;

export interface RawDatabase {
  readonly name: string;
  readonly version: number;
  readonly tables: Readonly<Record<string, readonly RawEntry[]>>;
}

export interface RawEntry {
  readonly key: unknown;
  readonly value: unknown;
}

/** Reads from a page of the origin, whatever page that is. */
export async function readRaw(page: Page): Promise<RawState> {
  await knowNames(page);
  const text = await page.evaluate(readAll);
  return JSON.parse(text, revive);
}

/** Runs in the page, so it may use nothing of this module. What JSON has no form for becomes { $: kind, v: value }. */
async function readAll(): Promise<string> {
  const answer = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB did not say why.'));
    });
  const base64 = (buffer: ArrayBufferLike, offset: number, length: number) => {
    const bytes = new Uint8Array(buffer, offset, length);
    let text = '';
    for (let start = 0; start < bytes.length; start += 8192)
      text += String.fromCharCode(...bytes.subarray(start, start + 8192));
    return btoa(text);
  };
  const plain = (value: unknown): unknown => {
    if (value === undefined) return { $: 'undefined' };
    if (value instanceof ArrayBuffer) return { $: 'ArrayBuffer', v: base64(value, 0, value.byteLength) };
    if (ArrayBuffer.isView(value))
      return { $: value.constructor.name, v: base64(value.buffer, value.byteOffset, value.byteLength) };
    if (value instanceof Map) return { $: 'Map', v: [...value].map(plain) };
    if (value instanceof Set) return { $: 'Set', v: [...value].map(plain) };
    if (value instanceof Date) return { $: 'Date', v: value.getTime() };
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    if (Object.getPrototypeOf(value) !== Object.prototype) return { $: 'other', v: value.constructor.name };
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  };
  const read = async (name: string) => {
    const db = await answer(indexedDB.open(name));
    const tables: Record<string, unknown> = {};
    const names = [...db.objectStoreNames];
    if (names.length > 0) {
      const transaction = db.transaction(names);
      await Promise.all(
        names.map(async (table) => {
          const store = transaction.objectStore(table);
          const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
          tables[table] = keys.map((key, i) => ({ key: plain(key), value: plain(values[i]) }));
        })
      );
    }
    const { version } = db;
    db.close();
    return { name, version, tables };
  };
  const known = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const databases = [];
  for (const name of known.filter((one) => one.startsWith('muster-workspace-')).sort())
    databases.push(await read(name));
  const registry = known.includes('muster') ? await read('muster') : undefined;
  const workspaces = (registry?.tables['workspaces'] ?? []) as { value: unknown }[];
  return JSON.stringify({ workspaces: workspaces.map(({ value }) => value), databases });
}

const VIEWS = { Uint8Array, Int32Array, Uint32Array, Uint16Array, Float64Array } as const;

function revive(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$' in value)) return value;
  const { $: kind, v } = value as { readonly $: string; readonly v?: unknown };
  if (kind === 'Map') return new Map(v as [unknown, unknown][]);
  if (kind === 'Set') return new Set(v as unknown[]);
  if (kind === 'Date') return new Date(Number(v));
  if (kind === 'other' || kind === 'undefined') return kind === 'other' ? { other: v } : undefined;
  const { buffer } = Uint8Array.from(Buffer.from(String(v), 'base64'));
  if (kind === 'ArrayBuffer') return buffer;
  return new VIEWS[kind as keyof typeof VIEWS](buffer);
}
