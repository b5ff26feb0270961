import type { AppError } from '../model/app-error';
import { DamagedData, MissingData } from './damaged-data';

/** Thrown inside a write transaction to abort it: another tab has the writing right now. */
export class WriterLost extends Error {
  override readonly name = 'WriterLost';
}

/** The workspace is in another database by now (moved-mark.ts): this one is not written to any more. */
export class MovedAway extends WriterLost {}

/** An expected failure on its way through what throws. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.kind);
    this.error = error;
  }
}

/** Thrown when the database was made by a later version of this program. */
export class NewerFormat extends Error {
  override readonly name = 'NewerFormat';
  readonly found: number;
  readonly known: number;

  constructor(found: number, known: number) {
    super(`Format ${found} found, ${known} known`);
    this.found = found;
    this.known = known;
  }
}

/** What a failed storage call means. Dexie wraps causes (a full disk arrives as AbortError): all layers are looked at. */
export function storageError(thrown: unknown): AppError {
  const layers = causes(thrown);
  const names = layers.map((layer) => layer.name);
  const cause = layers.map((layer) => `${layer.name}: ${layer.message}`).at(-1) ?? String(thrown);
  const expected = layers.find((layer) => layer instanceof StorageFailure);
  if (expected) return expected.error;
  const newer = layers.find((layer) => layer instanceof NewerFormat);
  if (newer) return { kind: 'storage-newer', found: newer.found, known: newer.known };
  const damaged = layers.find((layer) => layer instanceof DamagedData);
  if (damaged) return { kind: 'safety-damaged', what: damaged.what };
  const missing = layers.find((layer) => layer instanceof MissingData);
  if (missing) return { kind: 'safety-missing', what: missing.what };
  if (names.includes('LockedWorkspace')) return { kind: 'safety-locked' };
  if (names.includes('WriterLost')) return { kind: 'writer-lost' };
  if (names.includes('QuotaExceededError')) return { kind: 'storage-full', neededBytes: undefined };
  if (names.includes('MissingAPIError') || names.includes('SecurityError')) return { kind: 'storage-blocked', cause };
  return { kind: 'storage-failed', cause };
}

/** How a browser tells that its connection to the storage is broken. */
const LOST_CONNECTION = ['UnknownError', 'InvalidStateError', 'DatabaseClosedError'];
/** What may go away by itself. */
const PASSING = [...LOST_CONNECTION, 'AbortError', 'TransactionInactiveError', 'TimeoutError'];
/** What another attempt meets again; Dexie wraps it into an AbortError. */
const LASTING = [
  'QuotaExceededError',
  'ConstraintError',
  'DataError',
  'DataCloneError',
  'WriterLost',
  'NewerFormat',
  'StorageFailure',
  'LockedWorkspace',
  'DamagedData',
  'MissingData'
];

/** Whether the same transaction may succeed when it is tried once more. */
export function mayPass(thrown: unknown): boolean {
  const names = causes(thrown).map(({ name }) => name);
  return names.some((name) => PASSING.includes(name)) && !names.some((name) => LASTING.includes(name));
}

export function isConnectionLost(thrown: unknown): boolean {
  return causes(thrown).some(({ name }) => LOST_CONNECTION.includes(name));
}

function causes(thrown: unknown): Error[] {
  const layers: Error[] = [];
  let layer = thrown;
  while (layer instanceof Error && !layers.includes(layer)) {
    layers.push(layer);
    layer = 'inner' in layer && layer.inner ? layer.inner : (firstFailure(layer) ?? layer.cause);
  }
  return layers;
}

/** Of many rows written at once, Dexie tells the failures in a list of their own. */
function firstFailure(layer: Error): unknown {
  return 'failures' in layer && Array.isArray(layer.failures) ? layer.failures[0] : undefined;
}
