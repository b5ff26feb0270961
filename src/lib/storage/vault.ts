import type { SealedToken } from '../model/connection';

/**
 * The lock of a workspace's secrets: a random key that seals them, itself wrapped by a key made of the passphrase, so
 * that another passphrase would only wrap it anew. Nothing here opens anything without the passphrase.
 */
export interface StoredVault {
  /** How the passphrase is stretched; others may come. */
  readonly stretching: {
    readonly kind: 'pbkdf2-sha256';
    readonly rounds: number;
    readonly salt: Uint8Array<ArrayBuffer>;
  };
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly wrappedKey: ArrayBuffer;
}

/** OWASP's figure for PBKDF2 with SHA-256; about 0.3 s. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
/** For AES-GCM, drawn anew each time. */
const IV_BYTES = 12;
const KEY = { name: 'AES-GCM', length: 256 } as const;

export async function makeVault(
  passphrase: string,
  rounds = ROUNDS
): Promise<{ readonly vault: StoredVault; readonly key: CryptoKey }> {
  const stretching = { kind: 'pbkdf2-sha256', rounds, salt: random(SALT_BYTES) } as const;
  const iv = random(IV_BYTES);
  const wrapping = await stretched(passphrase, stretching);
  const fresh = await crypto.subtle.generateKey(KEY, true, ['encrypt', 'decrypt']);
  const wrappedKey = await crypto.subtle.wrapKey('raw', fresh, wrapping, { name: 'AES-GCM', iv });
  const vault = { stretching, iv, wrappedKey };
  const key = await openVault(vault, passphrase);
  if (!key) throw new Error('A vault that was just made does not open.');
  return { vault, key };
}

/** Undefined for another passphrase. The key that comes cannot be read out of the browser again. */
export async function openVault(
  { stretching, iv, wrappedKey }: StoredVault,
  passphrase: string
): Promise<CryptoKey | undefined> {
  const wrapping = await stretched(passphrase, stretching);
  try {
    return await crypto.subtle.unwrapKey('raw', wrappedKey, wrapping, { name: 'AES-GCM', iv }, KEY, false, [
      'encrypt',
      'decrypt'
    ]);
  } catch (cause) {
    if (isNotOpening(cause)) return undefined;
    throw cause;
  }
}

/** Bound to what it belongs to: sealed for one connection, it opens for no other. */
export async function seal(key: CryptoKey, owner: string, text: string): Promise<SealedToken> {
  const iv = random(IV_BYTES);
  const sealed = await crypto.subtle.encrypt(boundTo(owner, iv), key, new TextEncoder().encode(text));
  return { iv, sealed };
}

/** Undefined where it was sealed for another owner or under another key, or was changed since. */
export async function unseal(key: CryptoKey, owner: string, { iv, sealed }: SealedToken): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(boundTo(owner, iv), key, sealed));
  } catch (cause) {
    if (isNotOpening(cause)) return undefined;
    throw cause;
  }
}

function boundTo(owner: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`muster token 1 ${owner}`) };
}

async function stretched(passphrase: string, { rounds, salt }: StoredVault['stretching']): Promise<CryptoKey> {
  // The same keys, whatever keyboard the accents came from.
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const way = { name: 'PBKDF2', hash: 'SHA-256', iterations: rounds, salt };
  return crypto.subtle.deriveKey(way, material, KEY, false, ['wrapKey', 'unwrapKey']);
}

function random(bytes: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

function isNotOpening(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'OperationError';
}
