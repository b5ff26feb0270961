import { parse, stringify } from 'devalue';

/**
 * A stored row as bytes, for what cannot be left to the browser's own cloning: sealed rows and backups. Everything that a
 * row may hold comes back as it was: undefined, maps, dates, buffers and typed arrays. What no text can carry, such as a
 * handle of a file, throws.
 */
export function encodeRow(row: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(stringify(row));
}

/** Throws for bytes that `encodeRow` did not make. */
export function decodeRow(bytes: Uint8Array): unknown {
  return parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
}
