import { gcm } from '@noble/ciphers/aes.js';
import { DamagedData } from './damaged-data';
import { decodeRow, encodeRow } from './row-codec';

const IV_BYTES = 12;
/** The format that brought this form. Raised, by an upgrade that seals everything anew, when the form changes. */
const SEALED_SINCE = 6;

/** Where a row stands. It opens nowhere else. */
export interface RowPlace {
  readonly table: string;
  /** The values of its primary key's fields. */
  readonly key: readonly unknown[];
}

/**
 * AES-256-GCM in the engine's own thread, since a transaction ends while the browser's ciphers are waited for: 40 MB/s,
 * for small rows.
 *
 *     iv (12, drawn anew each time) | ciphertext | tag (16)
 */
export function sealRow(key: Uint8Array, place: RowPlace, row: unknown): Uint8Array<ArrayBuffer> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const ciphertext = gcm(key, iv, boundTo(place)).encrypt(encodeRow(row));
  const sealed = new Uint8Array(IV_BYTES + ciphertext.length);
  sealed.set(iv);
  sealed.set(ciphertext, IV_BYTES);
  return sealed;
}

/** Throws DamagedData for what was not sealed under this key for this place, or was changed since. */
export function openRow(key: Uint8Array, place: RowPlace, sealed: Uint8Array): unknown {
  const iv = sealed.subarray(0, IV_BYTES);
  try {
    return decodeRow(gcm(key, iv, boundTo(place)).decrypt(sealed.subarray(IV_BYTES)));
  } catch (cause) {
    throw new DamagedData(`A row of “${place.table}”`, { cause });
  }
}

function boundTo({ table, key }: RowPlace): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(['muster row', SEALED_SINCE, table, ...key]));
}
