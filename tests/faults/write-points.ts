import type { Page, Worker } from '@playwright/test';
import { knowNames } from './page-names';

/**
 * The journal points of a worker: the moments at which a database is about to be, is being, or has just been changed. At
 * the one that is asked for, the worker tells the page and then does nothing any more, as if its processor stood still:
 * whoever kills the browser then has killed it at that very point.
 *
 *     open      a transaction that writes is opened; nothing is asked of it yet
 *     middle    its first request has succeeded; the rest of it is not written
 *     complete  it is stored; nobody has been told
 *     delete    a whole database is about to be deleted, or has just been
 */
export interface PointHit {
  readonly at: number;
  readonly what: string;
}

interface PointScope {
  faultPoints: PointHit[];
  faultPointWanted: number;
}

const CHANNEL = 'muster-fault-points';
/** Longer than any kill takes. */
const HELD_MS = 60_000;

/** Patches IndexedDB in the worker. `wanted`: the point at which it is held, counted from 1; 0 for none. */
export async function patchWrites(worker: Worker, wanted: number): Promise<void> {
  await knowNames(worker);
  await worker.evaluate(watchWrites, { wanted, channel: CHANNEL, heldMs: HELD_MS });
}

export function pointsSoFar(worker: Worker): Promise<readonly PointHit[]> {
  return worker.evaluate(() => (globalThis as unknown as PointScope).faultPoints);
}

/** `hit` resolves when a worker of the page is held at its point; `isListening` as soon as that cannot be missed. */
export function whenHeld(page: Page): { readonly isListening: Promise<void>; readonly hit: Promise<string> } {
  const isListening = listen(page);
  const hit = isListening
    .then(() => page.evaluate(() => (globalThis as unknown as ListeningScope).faultPointHeld))
    .then(({ at, what }) => `point ${at}: ${what}`);
  // The browser may be gone before there is one.
  hit.catch(() => undefined);
  return { isListening, hit };
}

interface ListeningScope {
  faultPointHeld: Promise<PointHit>;
}

async function listen(page: Page): Promise<void> {
  await knowNames(page);
  await page.evaluate((channel) => {
    (globalThis as unknown as ListeningScope).faultPointHeld = new Promise((resolve) => {
      new BroadcastChannel(channel).onmessage = ({ data }: MessageEvent<PointHit>) => resolve(data);
    });
  }, CHANNEL);
}

interface Watch {
  readonly wanted: number;
  readonly channel: string;
  readonly heldMs: number;
}

/** Runs in the worker, so it may use nothing of this module. */
function watchWrites({ wanted, channel, heldMs }: Watch): void {
  const scope = globalThis as unknown as PointScope;
  const isPatched = scope.faultPoints !== undefined;
  scope.faultPoints = [];
  scope.faultPointWanted = wanted;
  if (isPatched) return;
  const told = new BroadcastChannel(channel);
  const seen = new WeakSet<IDBTransaction>();
  const begun = new WeakSet<IDBTransaction>();

  const point = (what: string) => {
    const hit = { at: scope.faultPoints.length + 1, what };
    scope.faultPoints.push(hit);
    if (hit.at !== scope.faultPointWanted) return;
    told.postMessage(hit);
    const until = performance.now() + heldMs;
    while (performance.now() < until);
  };
  const watch = (transaction: IDBTransaction) => {
    if (seen.has(transaction) || transaction.mode === 'readonly') return;
    seen.add(transaction);
    const name = `${transaction.mode} of ${transaction.db.name.replace(/[0-9a-f-]{36}/, '…')}`;
    point(`open ${name}`);
    // First of all that listen: it is stored, and nobody knows.
    transaction.addEventListener('complete', () => point(`complete ${name}`));
  };
  const watchRequest = (transaction: IDBTransaction, request: IDBRequest) => {
    watch(transaction);
    if (begun.has(transaction) || transaction.mode === 'readonly') return;
    begun.add(transaction);
    request.addEventListener('success', () => point('middle'));
  };

  const { transaction: begin } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...args) {
    const transaction = begin.apply(this, args);
    watch(transaction);
    return transaction;
  };
  for (const method of ['put', 'add', 'delete', 'clear'] as const) {
    // One signature for four methods: what comes in goes on as it is.
    const store = IDBObjectStore.prototype as unknown as Record<string, (...args: unknown[]) => IDBRequest>;
    const original = store[method];
    store[method] = function (this: IDBObjectStore, ...args: unknown[]) {
      const request = original.apply(this, args);
      watchRequest(this.transaction, request);
      return request;
    };
  }
  const { deleteDatabase } = IDBFactory.prototype;
  IDBFactory.prototype.deleteDatabase = function (name) {
    point(`delete ${name.replace(/[0-9a-f-]{36}/, '…')}`);
    const request = deleteDatabase.call(this, name);
    request.addEventListener('success', () => point('deleted'));
    return request;
  };
}
