import { createDecipheriv, createHash, hkdfSync, pbkdf2Sync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { parse } from 'devalue';
import { expect, test } from 'vitest';
import { BackupWriter } from '../../../src/lib/backup/backup-writer';
import type { Bytes } from '../../../src/lib/backup/bytes';
import { asId, type WorkspaceId } from '../../../src/lib/model/ids';
import { encodeRow } from '../../../src/lib/storage/row-codec';
import { makeWorkspaceVault } from '../../../src/lib/storage/vault';

/** A reader written after docs/backup-format.md, with nothing of ours. */
function readAsDocumented(file: Buffer, passphrase: string) {
  expect(file.subarray(0, 8)).toEqual(Buffer.from('4d55535445521a0a', 'hex'));
  const headerEnd = 16 + file.readUInt32LE(12) + 16;
  expect(sha256(file.subarray(0, headerEnd - 16)).subarray(0, 16)).toEqual(file.subarray(headerEnd - 16, headerEnd));
  const header = JSON.parse(file.toString('utf8', 16, headerEnd - 16));
  const key = header.lock && fileKey(header, passphrase);
  const binding = sha256(file.subarray(0, headerEnd));
  const frames: { type: number; raw: Buffer }[] = [];
  for (let at = headerEnd; at < file.length;) {
    const head = file.subarray(at, at + 16);
    expect(head.readUInt32LE(0)).toBe(frames.length);
    expect(sha256(binding, head).subarray(0, 8)).toEqual(file.subarray(at + 16, at + 24));
    const stored = file.subarray(at + 24, (at += 24 + head.readUInt32LE(12)));
    const check = file.subarray(at, (at += 16));
    if (!key) expect(sha256(binding, head, stored).subarray(0, 16)).toEqual(check);
    const packed = key
      ? opened(key, frames.length, Buffer.concat([binding, head]), Buffer.concat([stored, check]))
      : stored;
    const raw = head[5] === 1 ? inflateRawSync(packed) : packed;
    expect(raw.length).toBe(head.readUInt32LE(8));
    frames.push({ type: head[4], raw });
  }
  expect(frames.map(({ type }) => type)).toEqual([0, ...frames.slice(2).map(() => 1), 2]);
  const contents = Buffer.concat(frames.slice(1, -1).map(({ raw }) => raw));
  return { about: json(frames[0].raw), end: json(frames[frames.length - 1].raw), ...entriesOf(contents) };
}

function fileKey({ id, lock }: { id: string; lock: Record<string, never> }, passphrase: string): Buffer {
  const { rounds, salt } = lock.stretching as { rounds: number; salt: string };
  const stretched = pbkdf2Sync(passphrase.normalize('NFKC'), hex(salt), rounds, 32, 'sha256');
  const wrapped = hex(lock.wrappedKey);
  const unwrapping = createDecipheriv('aes-256-gcm', stretched, hex(lock.iv)).setAuthTag(wrapped.subarray(-16));
  const dataKey = Buffer.concat([unwrapping.update(wrapped.subarray(0, -16)), unwrapping.final()]);
  return Buffer.from(hkdfSync('sha256', dataKey, '', `muster 1 backup ${id}`, 32));
}

function opened(key: Buffer, number: number, bound: Buffer, sealed: Buffer): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUInt32BE(number, 8);
  const cipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(bound).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
}

function entriesOf(contents: Buffer) {
  const entries: { table: string; number: bigint; bytes: Buffer }[] = [];
  const leaves: Buffer[] = [];
  for (let at = 0; at < contents.length;) {
    const start = at;
    const nameEnd = at + 2 + contents.readUInt16LE(at);
    const table = contents.toString('utf8', at + 2, nameEnd);
    const number = contents.readBigUInt64LE(nameEnd);
    at = nameEnd + 12 + contents.readUInt32LE(nameEnd + 8);
    entries.push({ table, number, bytes: contents.subarray(nameEnd + 12, at) });
    leaves.push(sha256(contents.subarray(start, at)));
  }
  return { entries, contentHash: sha256(...leaves).toString('hex'), rawBytes: contents.length };
}

const sha256 = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const hex = (text: string) => Buffer.from(text, 'hex');
const json = (bytes: Buffer) => JSON.parse(bytes.toString('utf8'));

test.each(['open', 'sealed'])('%s: the file is what its document says', async (kind) => {
  const about = {
    workspaceId: asId<WorkspaceId>('alder'),
    workspaceName: 'Älder',
    kind: 'real' as const,
    madeAt: 1,
    musterVersion: '0.1.0',
    format: 6,
    tables: { apps: 'id' },
    leftOut: { sources: 1, tokens: 0 }
  };
  const passphrase = 'ﬁne Bäume am Weg';
  const { vault, keys } = await makeWorkspaceVault(passphrase, 1000);
  const seal = { lock: vault, keyOf: (id: string) => keys.backup(id) };
  const parts: Bytes[] = [];
  const writer = await BackupWriter.start(
    async (bytes) => void parts.push(bytes),
    about,
    kind === 'sealed' ? seal : undefined
  );
  const row = { id: 'desk', since: undefined, names: new Map([[1, 'Zoë']]), bytes: Uint8Array.of(1, 2) };
  await writer.add({ table: 'apps', number: 0, bytes: encodeRow(row) });
  const segment = new Uint8Array(9 * 2 ** 20).map((_, i) => (i * i) % 251);
  await writer.add({ table: 'segments', number: 7, bytes: segment });
  const end = await writer.finish();

  const read = readAsDocumented(Buffer.concat(parts), passphrase);
  expect(read.about).toEqual(about);
  expect(read.end).toEqual({ ...end, entries: 2, rawBytes: read.rawBytes, contentHash: read.contentHash });
  expect(read.entries.map(({ table, number }) => [table, number])).toEqual([
    ['apps', 0n],
    ['segments', 7n]
  ]);
  expect(parse(read.entries[0].bytes.toString('utf8'))).toEqual(row);
  expect(Buffer.compare(read.entries[1].bytes, segment)).toBe(0);
});
