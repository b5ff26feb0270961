import { createDecipheriv, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { parse } from 'devalue';
import type { RawDatabase, RawEntry } from './raw-state';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** As the workspace's form says. Read here a second time, with other ciphers than the app's. */
const SEALED_SINCE = 6;

interface VaultRow {
  readonly protects?: string;
  readonly stretching: { readonly rounds: number; readonly salt: Uint8Array };
  readonly iv: Uint8Array;
  readonly wrappedKey: ArrayBuffer;
}

/** The tables of a sealed workspace without the seal, by the passphrase; throws where anything in it does not open. */
export function opener(passphrase: string): (database: RawDatabase) => Promise<RawDatabase> {
  return async (database) => {
    const vault = vaultOf(database);
    if (vault?.protects !== 'workspace') return database;
    const dataKey = unwrap(vault, passphrase);
    const [rows, segments] = ['rows', 'segments'].map((purpose) =>
      Buffer.from(hkdfSync('sha256', dataKey, new Uint8Array(), `muster 1 ${purpose}`, 32))
    );
    const tables: Record<string, readonly RawEntry[]> = {};
    for (const [table, entries] of Object.entries(database.tables)) {
      if (table === 'meta') tables[table] = entries;
      else if (table === 'segments') tables[table] = entries.map((entry) => openSegment(segments, entry));
      else tables[table] = entries.map((entry) => openRow(rows, table, entry));
    }
    return { ...database, tables };
  };
}

export function isSealed(database: RawDatabase): boolean {
  return vaultOf(database)?.protects === 'workspace';
}

function vaultOf(database: RawDatabase): VaultRow | undefined {
  const row = database.tables['meta']?.find(({ key }) => key === 'vault')?.value;
  return (row as { readonly value: VaultRow } | undefined)?.value;
}

function unwrap({ stretching, iv, wrappedKey }: VaultRow, passphrase: string): Buffer {
  const stretched = pbkdf2Sync(passphrase.normalize('NFKC'), stretching.salt, stretching.rounds, 32, 'sha256');
  return decrypted(stretched, { iv, sealed: new Uint8Array(wrappedKey) });
}

function openSegment(key: Buffer, { key: number, value }: RawEntry): RawEntry {
  const stored = new Uint8Array(value as ArrayBuffer);
  const opened = decrypted(key, {
    iv: stored.subarray(0, IV_BYTES),
    sealed: stored.subarray(IV_BYTES),
    boundTo: JSON.stringify(['muster segment', SEALED_SINCE, number])
  });
  return { key: number, value: new Uint8Array(opened).buffer };
}

function openRow(key: Buffer, table: string, { key: place, value }: RawEntry): RawEntry {
  const { sealed, ...clear } = value as { readonly sealed?: Uint8Array };
  if (!(sealed instanceof Uint8Array)) throw new Error(`A row of ${table} is not sealed.`);
  const opened = decrypted(key, {
    iv: sealed.subarray(0, IV_BYTES),
    sealed: sealed.subarray(IV_BYTES),
    boundTo: JSON.stringify(['muster row', SEALED_SINCE, table, ...[place].flat()])
  });
  const row: object = parse(opened.toString('utf8'));
  return { key: place, value: { ...row, ...clear } };
}

interface Sealed {
  readonly iv: Uint8Array;
  /** Ciphertext, then the tag. */
  readonly sealed: Uint8Array;
  readonly boundTo?: string;
}

function decrypted(key: Uint8Array, { iv, sealed, boundTo }: Sealed): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  if (boundTo !== undefined) cipher.setAAD(Buffer.from(boundTo));
  cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([cipher.update(sealed.subarray(0, -TAG_BYTES)), cipher.final()]);
}
