/**
 * The keys of an unlocked workspace, each made of its data key for one purpose, so that what one of them sealed opens
 * as nothing else. In the memory of the engine worker only, until the workspace is locked.
 */
export interface WorkspaceKeys {
  /** Made of the data key: tells whether these are still the keys of a workspace that was written anew. */
  readonly keyId: string;
  readonly tokens: CryptoKey;
  readonly segments: CryptoKey;
  /** In the clear: rows are sealed inside of a transaction, which waits for no promise of the browser's own ciphers. */
  readonly rows: Uint8Array<ArrayBuffer>;
  /** The same, for rows that are large enough for the browser's own to be worth the wait. */
  readonly largeRows: CryptoKey;
  /** One for each backup. */
  backup(backupId: string): Promise<CryptoKey>;
}

/** `dataKey` is for HKDF, and not readable. */
export async function deriveKeys(dataKey: CryptoKey): Promise<WorkspaceKeys> {
  const sealing = (purpose: string) =>
    crypto.subtle.deriveKey(derivation(purpose), dataKey, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt'
    ]);
  const [id, tokens, segments, rows] = await Promise.all([
    crypto.subtle.deriveBits(derivation('id'), dataKey, 128),
    sealing('tokens'),
    sealing('segments'),
    crypto.subtle.deriveBits(derivation('rows'), dataKey, 256)
  ]);
  return {
    keyId: Array.from(new Uint8Array(id), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    tokens,
    segments,
    rows: new Uint8Array(rows),
    largeRows: await crypto.subtle.importKey('raw', rows, 'AES-GCM', false, ['encrypt', 'decrypt']),
    backup: (backupId) => sealing(`backup ${backupId}`)
  };
}

/** Without salt: the data key is random already. */
function derivation(purpose: string): HkdfParams {
  const info = new TextEncoder().encode(`muster 1 ${purpose}`);
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
}
