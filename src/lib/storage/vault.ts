import { must } from '../model/assert';
import type { SealedToken } from '../model/connection';
import { deriveKeys, type WorkspaceKeys } from './workspace-keys';

/**
 * The lock of a workspace's secrets: a random key that seals them, itself wrapped by a key made of the passphrase, so
 * that another passphrase only wraps it anew. Nothing here opens anything without the passphrase.
 */
export interface StoredVault {
  /** What its key seals: tokens by itself, or everything, by keys made of it (workspace-keys.ts). Missing: `tokens`. */
  readonly protects?: 'tokens' | 'workspace';
  /** Of a workspace's key, made of it; stays when the passphrase changes. */
  readonly keyId?: string;
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

/** For tokens alone. */
export async function makeVault(
  passphrase: string,
  rounds = ROUNDS
): Promise<{ readonly vault: StoredVault; readonly key: CryptoKey }> {
  const vault = await wrapped(await freshKey(), passphrase, rounds);
  const key = must(await openVault(vault, passphrase), 'a vault that was just made opens');
  return { vault, key };
}

/** Undefined for another passphrase. The key that comes cannot be read out of the browser again. */
export function openVault(vault: StoredVault, passphrase: string): Promise<CryptoKey | undefined> {
  return unwrapped(vault, passphrase, { kind: KEY, isReadable: false, usages: ['encrypt', 'decrypt'] });
}

/** For everything of a workspace, or of a backup: its keys, and the vault to store beside what they seal. */
export async function makeWorkspaceVault(
  passphrase: string,
  rounds = ROUNDS
): Promise<{ readonly vault: StoredVault; readonly keys: WorkspaceKeys }> {
  const wrappedOnly = await wrapped(await freshKey(), passphrase, rounds);
  const keys = must(await openWorkspaceVault(wrappedOnly, passphrase), 'a vault that was just made opens');
  return { vault: { ...wrappedOnly, protects: 'workspace', keyId: keys.keyId }, keys };
}

/** Undefined for another passphrase, or where the vault was changed. */
export async function openWorkspaceVault(vault: StoredVault, passphrase: string): Promise<WorkspaceKeys | undefined> {
  const derived = { kind: 'HKDF', isReadable: false, usages: ['deriveKey', 'deriveBits'] } as const;
  const dataKey = await unwrapped(vault, passphrase, derived);
  const keys = dataKey && (await deriveKeys(dataKey));
  return keys?.keyId === (vault.keyId ?? keys?.keyId) ? keys : undefined;
}

/** The same key under another passphrase; what it sealed stays as it is. Undefined unless `passphrase` is the one so far. */
export async function rewrapVault(
  vault: StoredVault,
  passphrase: string,
  next: string
): Promise<StoredVault | undefined> {
  const readable = { kind: KEY, isReadable: true, usages: ['encrypt', 'decrypt'] } as const;
  const key = await unwrapped(vault, passphrase, readable);
  return key && { ...vault, ...(await wrapped(key, next, Math.max(ROUNDS, vault.stretching.rounds))) };
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

function freshKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(KEY, true, ['encrypt', 'decrypt']);
}

async function wrapped(key: CryptoKey, passphrase: string, rounds: number): Promise<StoredVault> {
  const stretching = { kind: 'pbkdf2-sha256', rounds, salt: random(SALT_BYTES) } as const;
  const iv = random(IV_BYTES);
  const wrapping = await stretched(passphrase, stretching);
  const wrappedKey = await crypto.subtle.wrapKey('raw', key, wrapping, { name: 'AES-GCM', iv });
  return { stretching, iv, wrappedKey };
}

interface UnwrappedAs {
  readonly kind: typeof KEY | 'HKDF';
  readonly isReadable: boolean;
  readonly usages: readonly KeyUsage[];
}

/** Undefined for another passphrase, or where the vault was changed. */
async function unwrapped(
  { stretching, iv, wrappedKey }: StoredVault,
  passphrase: string,
  { kind, isReadable, usages }: UnwrappedAs
): Promise<CryptoKey | undefined> {
  const wrapping = await stretched(passphrase, stretching);
  const way = { name: 'AES-GCM', iv };
  try {
    return await crypto.subtle.unwrapKey('raw', wrappedKey, wrapping, way, kind, isReadable, [...usages]);
  } catch (cause) {
    if (isNotOpening(cause)) return undefined;
    throw cause;
  }
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
