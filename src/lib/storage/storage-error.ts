import type { AppError } from '../model/app-error';

/** Thrown inside a write transaction to abort it: another tab has the writing right now. */
export class WriterLost extends Error {
  override readonly name = 'WriterLost';
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
  const newer = layers.find((layer) => layer instanceof NewerFormat);
  if (newer) return { kind: 'storage-newer', found: newer.found, known: newer.known };
  if (names.includes('WriterLost')) return { kind: 'writer-lost' };
  if (names.includes('QuotaExceededError')) return { kind: 'storage-full', neededBytes: undefined };
  if (names.includes('MissingAPIError') || names.includes('SecurityError')) return { kind: 'storage-blocked', cause };
  return { kind: 'storage-failed', cause };
}

function causes(thrown: unknown): Error[] {
  const layers: Error[] = [];
  let layer = thrown;
  while (layer instanceof Error && !layers.includes(layer)) {
    layers.push(layer);
    layer = 'inner' in layer && layer.inner ? layer.inner : layer.cause;
  }
  return layers;
}
