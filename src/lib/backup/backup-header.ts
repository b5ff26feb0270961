import { BackupFault, damaged } from './backup-fault';
import { fromHex, isSame, joined, sha256, toHex, type Bytes } from './bytes';
import { CHECK_BYTES, FILE_FORMAT, HEADER_START_BYTES, MAGIC, MOST_HEADER_BYTES } from './file-layout';

/** The key that a passphrase opens, as storage/vault.ts stores it. */
export interface WrappedKey {
  /** Made of the key: tells whether it is one that is at hand already. */
  readonly keyId?: string;
  readonly stretching: { readonly kind: 'pbkdf2-sha256'; readonly rounds: number; readonly salt: Bytes };
  readonly iv: Bytes;
  readonly wrappedKey: ArrayBuffer;
}

/** All that can be read of a sealed file without its passphrase. Says nothing of what is in it. */
export interface BackupHeader {
  /** Drawn anew for each file. */
  readonly id: Bytes;
  readonly lock: WrappedKey | undefined;
  /** Where it is sealed: tells the backups of one workspace from those of others though their key is lost. No secret. */
  readonly workspaceId?: string;
}

const ID_BYTES = 16;
const IV_BYTES = 12;
/** A forged header shall not keep the browser busy for hours: 5 s. */
const MOST_ROUNDS = 10_000_000;

export function newBackupId(): Bytes {
  return crypto.getRandomValues(new Uint8Array(ID_BYTES));
}

export async function writeHeader({ id, lock, workspaceId }: BackupHeader): Promise<Bytes> {
  const said = { id: toHex(id), ...(lock && { lock: lockToSay(lock), workspaceId }) };
  const json = new TextEncoder().encode(JSON.stringify(said));
  const start = new Uint8Array(HEADER_START_BYTES);
  const view = new DataView(start.buffer);
  start.set(MAGIC);
  view.setUint16(8, FILE_FORMAT, true);
  view.setUint32(12, json.length, true);
  return joined([start, json, (await sha256(start, json)).subarray(0, CHECK_BYTES)]);
}

/** Length of the whole header, told by its first 16 bytes. */
export function headerBytes(start: Uint8Array): number {
  if (!isSame(start.subarray(0, MAGIC.length), MAGIC)) throw new BackupFault({ kind: 'backup-foreign' });
  const view = new DataView(start.buffer, start.byteOffset, HEADER_START_BYTES);
  const length = view.getUint32(12, true);
  if (length > MOST_HEADER_BYTES) throw damaged(12, 'The header has an impossible length.');
  return HEADER_START_BYTES + length + CHECK_BYTES;
}

export async function readHeader(header: Uint8Array): Promise<BackupHeader> {
  const before = header.subarray(0, header.length - CHECK_BYTES);
  const check = header.subarray(header.length - CHECK_BYTES);
  if (!isSame((await sha256(before)).subarray(0, CHECK_BYTES), check))
    throw damaged(0, 'The header is not what was written.');
  // Later formats keep magic, number, length and check where they are.
  const found = new DataView(header.buffer, header.byteOffset).getUint16(8, true);
  if (found > FILE_FORMAT) throw new BackupFault({ kind: 'backup-newer', found, known: FILE_FORMAT });
  const read = headerOf(parsed(before.subarray(HEADER_START_BYTES)));
  if (!read) throw damaged(HEADER_START_BYTES, 'The header cannot be read.');
  return read;
}

function headerOf(said: unknown): BackupHeader | undefined {
  const id = fromHex(field(said, 'id'));
  if (id?.length !== ID_BYTES) return undefined;
  const lockSaid = field(said, 'lock');
  if (lockSaid === undefined) return { id, lock: undefined };
  const lock = lockOf(lockSaid);
  const workspaceId = field(said, 'workspaceId');
  return lock && { id, lock, ...(typeof workspaceId === 'string' && { workspaceId }) };
}

function lockToSay({ keyId, stretching, iv, wrappedKey }: WrappedKey) {
  return {
    keyId,
    stretching: { kind: stretching.kind, rounds: stretching.rounds, salt: toHex(stretching.salt) },
    iv: toHex(iv),
    wrappedKey: toHex(new Uint8Array(wrappedKey))
  };
}

function lockOf(said: unknown): WrappedKey | undefined {
  const stretching = field(said, 'stretching');
  const [kind, rounds] = [field(stretching, 'kind'), field(stretching, 'rounds')];
  const salt = fromHex(field(stretching, 'salt'));
  const iv = fromHex(field(said, 'iv'));
  const wrapped = fromHex(field(said, 'wrappedKey'));
  const keyId = field(said, 'keyId');
  if (kind !== 'pbkdf2-sha256' || !isRounds(rounds) || !salt || iv?.length !== IV_BYTES || !wrapped) return undefined;
  if (keyId !== undefined && typeof keyId !== 'string') return undefined;
  return { ...(keyId !== undefined && { keyId }), stretching: { kind, rounds, salt }, iv, wrappedKey: wrapped.buffer };
}

function isRounds(rounds: unknown): rounds is number {
  return typeof rounds === 'number' && Number.isInteger(rounds) && rounds > 0 && rounds <= MOST_ROUNDS;
}

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
