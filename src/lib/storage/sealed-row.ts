import { gcm } from '@noble/ciphers/aes.js';
import { DamagedData } from './damaged-data';
import { decodeRow, encodeRow } from './row-codec';
import type { WorkspaceKeys } from './workspace-keys';

const IV_BYTES = 12;
/** The format that brought this form. Raised, by an upgrade that seals everything anew, when the form changes. */
const SEALED_SINCE = 6;

type RowKeys = Pick<WorkspaceKeys, 'rows' | 'largeRows'>;

/** Where a row stands. It opens nowhere else. */
export interface RowPlace {
  readonly table: string;
  /** The values of its primary key's fields. */
  readonly key: readonly unknown[];
}

/** From here on the browser's own cipher is faster, though a transaction has to be kept from ending meanwhile. */
const LARGE_BYTES = 16 << 10;
/** The same for as many rows at once: 15 µs each where our own takes 30 to 120. */
const MANY_ROWS = 64;

/**
 * AES-256-GCM, either way in the same form. A few small rows in the engine's own thread, since a transaction ends while
 * the browser's ciphers are waited for: 40 MB/s. Large ones, before-images of many rows above all, and many by the browser.
 *
 *     iv (12, drawn anew each time) | ciphertext | tag (16)
 *
 * `rowsAtOnce`: how many are sealed together with this one.
 */
export function sealRow(
  keys: RowKeys,
  place: RowPlace,
  row: unknown,
  rowsAtOnce = 1
): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const bytes = encodeRow(row);
  if (bytes.length < LARGE_BYTES && rowsAtOnce < MANY_ROWS)
    return joined(iv, gcm(keys.rows, iv, boundTo(place)).encrypt(bytes));
  const additionalData = boundTo(place);
  const sealing = crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, keys.largeRows, bytes);
  return sealing.then((ciphertext) => joined(iv, new Uint8Array(ciphertext)));
}

/** Throws, or rejects with, DamagedData for what was not sealed under this key for this place, or was changed since. */
export function openRow(
  keys: RowKeys,
  place: RowPlace,
  sealed: Uint8Array<ArrayBuffer>,
  rowsAtOnce = 1
): unknown | Promise<unknown> {
  if (sealed.length < LARGE_BYTES && rowsAtOnce < MANY_ROWS) return openRowNow(keys, place, sealed);
  const iv = sealed.subarray(0, IV_BYTES);
  const additionalData = boundTo(place);
  return crypto.subtle
    .decrypt({ name: 'AES-GCM', iv, additionalData }, keys.largeRows, sealed.subarray(IV_BYTES))
    .then((bytes) => decodeRow(new Uint8Array(bytes)))
    .catch((cause: unknown) => {
      throw damaged(place, cause);
    });
}

/** Where nobody can wait, however large it is. */
export function openRowNow(keys: RowKeys, place: RowPlace, sealed: Uint8Array): unknown {
  const iv = sealed.subarray(0, IV_BYTES);
  try {
    return decodeRow(gcm(keys.rows, iv, boundTo(place)).decrypt(sealed.subarray(IV_BYTES)));
  } catch (cause) {
    throw damaged(place, cause);
  }
}

function damaged({ table }: RowPlace, cause: unknown): DamagedData {
  return new DamagedData(`A row of “${table}”`, { cause });
}

function joined(iv: Uint8Array, ciphertext: Uint8Array): Uint8Array<ArrayBuffer> {
  const sealed = new Uint8Array(iv.length + ciphertext.length);
  sealed.set(iv);
  sealed.set(ciphertext, iv.length);
  return sealed;
}

function boundTo({ table, key }: RowPlace): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(['muster row', SEALED_SINCE, table, ...key]));
}
