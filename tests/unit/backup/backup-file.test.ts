import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BackupAbout } from '../../../src/lib/backup/backup-about';
import type { BackupEntry } from '../../../src/lib/backup/backup-entry';
import { BackupFault } from '../../../src/lib/backup/backup-fault';
import { BackupReader } from '../../../src/lib/backup/backup-reader';
import { BackupWriter, type BackupSeal } from '../../../src/lib/backup/backup-writer';
import { joined, type Bytes } from '../../../src/lib/backup/bytes';
import { FRAME_BYTES } from '../../../src/lib/backup/file-layout';
import { asId, type WorkspaceId } from '../../../src/lib/model/ids';
import { makeWorkspaceVault, openWorkspaceVault } from '../../../src/lib/storage/vault';
import { bomb, frameBorders, tamperedBackups } from '../../fixtures/tamper-backup';

const ABOUT: BackupAbout = {
  workspaceId: asId<WorkspaceId>('alder'),
  workspaceName: 'Alder & Söhne',
  kind: 'real',
  madeAt: 1_795_000_000_000,
  musterVersion: '0.1.0',
  format: 6,
  tables: { apps: 'id', exclusions: '[domainId+operationId]' },
  leftOut: { sources: 0, tokens: 0 }
};
const PASSPHRASE = 'hazel under the alder';

async function written(entries: readonly BackupEntry[], seal?: BackupSeal): Promise<Bytes> {
  const parts: Bytes[] = [];
  const writer = await BackupWriter.start(async (bytes) => void parts.push(bytes), ABOUT, seal);
  for (const entry of entries) await writer.add(entry);
  await writer.finish();
  return joined(parts);
}

async function read(file: Bytes, passphrase = PASSPHRASE) {
  const reader = await BackupReader.open(new Blob([file]), async (lock, id) =>
    (await openWorkspaceVault(lock, passphrase))?.backup(id)
  );
  const entries: BackupEntry[] = [];
  const generator = reader.entries();
  for (;;) {
    const step = await generator.next();
    if (step.done) return { about: reader.about, entries, end: step.value };
    const { table, number, bytes } = step.value;
    entries.push({ table, number, bytes: bytes.slice() });
  }
}

/** What reading it throws; undefined if it is taken for whole. */
async function refusal(file: Bytes, passphrase?: string): Promise<string | undefined> {
  try {
    await read(file, passphrase);
    return undefined;
  } catch (error) {
    if (error instanceof BackupFault) return error.error.kind;
    throw error;
  }
}

async function sealOf(passphrase: string): Promise<BackupSeal> {
  const { vault, keys } = await makeWorkspaceVault(passphrase, 1000);
  return { lock: vault, keyOf: (id) => keys.backup(id) };
}

const entry = fc.record({
  table: fc.constantFrom('apps', 'domains', 'segments', 'a_very_long_name_of_a_table'),
  number: fc.nat(),
  bytes: fc.uint8Array({ maxLength: 300 })
});
const seal = await sealOf(PASSPHRASE);

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

/** Half of it packs well, half not at all; four frames. */
function largeEntries(): BackupEntry[] {
  const noise = new Uint8Array(FRAME_BYTES + 5);
  for (let i = 0; i < noise.length; i += 65_536) crypto.getRandomValues(noise.subarray(i, i + 65_536));
  return [
    { table: 'apps', number: 0, bytes: new TextEncoder().encode('{"id":"one"}') },
    { table: 'segments', number: 1, bytes: noise },
    { table: 'segments', number: 2, bytes: new Uint8Array(FRAME_BYTES * 2) },
    { table: 'segments', number: 2 ** 40, bytes: new Uint8Array(0) }
  ];
}

describe('a backup file', () => {
  test.each([
    ['open', undefined],
    ['sealed', seal]
  ])('%s: reads back as it was written', async (_, sealed) => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 20 }), async (entries) => {
        const back = await read(await written(entries, sealed));
        expect(back.about).toEqual(ABOUT);
        expect(back.entries).toEqual(entries);
        expect(back.end.entries).toBe(entries.length);
      }),
      { numRuns: 50 }
    );
  });

  test('entries are larger than frames, and frames hold many', async () => {
    const entries = largeEntries();
    const file = await written(entries, seal);
    expect(frameBorders(file).length).toBeGreaterThan(5);
    const back = (await read(file)).entries;
    expect(back.map(({ number }) => number)).toEqual(entries.map(({ number }) => number));
    // Comparing megabytes one by one takes a minute.
    expect(back.every(({ bytes }, i) => Buffer.compare(bytes, entries[i].bytes) === 0)).toBe(true);
  });

  test('equal contents have equal hashes, however they are kept; others have others', async () => {
    const entries = largeEntries();
    const hashOf = async (some: readonly BackupEntry[], sealed?: BackupSeal) =>
      (await read(await written(some, sealed))).end.contentHash;
    const hash = await hashOf(entries);
    expect(await hashOf(entries, seal)).toBe(hash);
    expect(await hashOf(entries.toReversed())).not.toBe(hash);
    expect(await hashOf(entries.map((one, i) => (i === 3 ? { ...one, number: 7 } : one)))).not.toBe(hash);
  });

  test('sealed: says nothing of what is in it, and opens for no other passphrase', async () => {
    const file = await written([{ table: 'apps', number: 0, bytes: new TextEncoder().encode('Mimi Alder') }], seal);
    const text = new TextDecoder('latin1').decode(file);
    for (const word of ['Mimi', 'Alder', 'apps', 'real', '0.1.0']) expect(text).not.toContain(word);
    expect(await refusal(file, 'hazel under the adler')).toBe('passphrase-wrong');
  });

  test('two files of the same contents have nothing in common but their header’s words', async () => {
    const entries = largeEntries();
    const [one, other] = [await written(entries, seal), await written(entries, seal)];
    const start = frameBorders(one)[0];
    const equal = one.subarray(start, start + 4096).filter((byte, i) => byte === other[start + i]).length;
    expect(equal).toBeLessThan(100);
  });
});

describe('a backup that was tampered with', () => {
  test.each([
    ['open', undefined],
    ['sealed', seal]
  ])('%s: is refused, whatever was done to it', async (_, sealed) => {
    const entries: BackupEntry[] = Array.from({ length: 12 }, (_unused, i) => ({
      table: i < 6 ? 'apps' : 'segments',
      number: i,
      bytes: new TextEncoder().encode(`row ${i} `.repeat(i * 30))
    }));
    const file = await written(entries, sealed);
    const other = await written(entries, sealed);
    const taken: string[] = [];
    let count = 0;
    for await (const { what, bytes } of tamperedBackups(file, other, { count: 600, random: random(7) })) {
      count++;
      if ((await refusal(bytes)) === undefined) taken.push(what);
    }
    expect({ count, taken }).toEqual({ count: 600, taken: [] });
  });

  test('is told by what is wrong with it', async () => {
    const file = await written(largeEntries());
    const borders = frameBorders(file);
    expect(await refusal(new Uint8Array(0))).toBe('backup-foreign');
    expect(await refusal(new TextEncoder().encode('id,name\n1,Mimi\n'.repeat(9)))).toBe('backup-foreign');
    expect(await refusal(file.slice(0, 5))).toBe('backup-cut');
    for (const border of borders.slice(0, -1)) expect(await refusal(file.slice(0, border))).toBe('backup-cut');
    expect(await refusal(joined([file, Uint8Array.of(1)]))).toBe('backup-damaged');
    expect(await refusal((await bomb(file)).bytes)).toBe('backup-damaged');
  });

  test('a bomb is stopped before it has unpacked', async () => {
    const file = await written(largeEntries());
    const { bytes } = await bomb(file);
    const before = process.memoryUsage().arrayBuffers;
    await refusal(bytes);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(48 * 2 ** 20);
  });
});
