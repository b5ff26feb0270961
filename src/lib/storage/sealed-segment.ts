import { DamagedData, MissingData } from './damaged-data';

const IV_BYTES = 12;
/** The format that brought this form (sealed-row.ts). */
const SEALED_SINCE = 6;

/**
 * A segment by the browser's own ciphers, which run beside the engine: 1 GB/s and more each. It opens under its own
 * number only.
 *
 *     iv (12, drawn anew each time) | ciphertext | tag (16)
 */
export async function sealSegment(key: CryptoKey, number: number, segment: ArrayBuffer): Promise<ArrayBuffer> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const ciphertext = await crypto.subtle.encrypt(boundTo(number, iv), key, segment);
  const sealed = new Uint8Array(IV_BYTES + ciphertext.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(ciphertext), IV_BYTES);
  return sealed.buffer;
}

/** As they are stored: several are sealed at a time. Without a key as they are. */
export async function sealSegments(
  key: CryptoKey | undefined,
  numbers: readonly number[],
  segments: readonly ArrayBuffer[]
): Promise<readonly ArrayBuffer[]> {
  return key ? Promise.all(segments.map((segment, i) => sealSegment(key, numbers[i], segment))) : segments;
}

/** Of stored ones, where `undefined` is one that is missing: rejects with MissingData. */
export async function openSegments(
  key: CryptoKey | undefined,
  numbers: readonly number[],
  stored: readonly (ArrayBuffer | undefined)[]
): Promise<ArrayBuffer[]> {
  const missing = stored.indexOf(undefined);
  if (missing >= 0) throw new MissingData(nameOf(numbers[missing]));
  const segments = stored.filter((segment) => segment !== undefined);
  return key ? Promise.all(segments.map((segment, i) => openSegment(key, numbers[i], segment))) : segments;
}

/** Rejects with DamagedData for what was not sealed under this key and number, or was changed since. */
export async function openSegment(key: CryptoKey, number: number, sealed: ArrayBuffer): Promise<ArrayBuffer> {
  try {
    const iv = new Uint8Array(sealed, 0, IV_BYTES);
    return await crypto.subtle.decrypt(boundTo(number, iv), key, new Uint8Array(sealed, IV_BYTES));
  } catch (cause) {
    throw damaged(number, { cause });
  }
}

function damaged(number: number, options?: ErrorOptions): DamagedData {
  return new DamagedData(nameOf(number), options);
}

function nameOf(number: number): string {
  return `Part ${number} of the lists`;
}

function boundTo(number: number, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  const additionalData = new TextEncoder().encode(JSON.stringify(['muster segment', SEALED_SINCE, number]));
  return { name: 'AES-GCM', iv, additionalData };
}
