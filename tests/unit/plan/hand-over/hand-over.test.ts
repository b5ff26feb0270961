import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { FileLedger } from '../../../../src/lib/plan/hand-over/file-ledger';
import { manifestText } from '../../../../src/lib/plan/hand-over/manifest';
import { packedFiles } from '../../../../src/lib/plan/hand-over/packed-files';
import { PIECE_BYTES, PieceBuffer } from '../../../../src/lib/plan/hand-over/piece-buffer';
import type { FilePiece } from '../../../../src/lib/plan/plan-file';
import { NAUGHTY } from '../naughty-strings';

const AT = new Date('2026-11-22T10:00:00Z');
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const anyBytes = fc.uint8Array({ maxLength: 300 });

function pieces(files: readonly (readonly [string, readonly Uint8Array[]])[]): readonly FilePiece[] {
  return files.flatMap(([path, parts]) =>
    parts.map((part) => ({ path, bytes: Uint8Array.from(part), rows: part.length }))
  );
}

function* given(all: readonly FilePiece[]): Generator<FilePiece, string> {
  yield* all;
  return 'all';
}

const anyFiles = fc
  .uniqueArray(fc.constantFrom('a.csv', 'scim/bulk-0001.json', 'é ü.json', 'b.parquet', 'c.xlsx'), { minLength: 1 })
  .chain((paths) =>
    fc.tuple(...paths.map((path) => fc.tuple(fc.constant(path), fc.array(anyBytes, { minLength: 1, maxLength: 4 }))))
  );

test('an archive holds the files as they were', () => {
  fc.assert(
    fc.property(anyFiles, (files) => {
      const packed = packedFiles(given(pieces(files)), AT);
      const parts: Uint8Array[] = [];
      let step = packed.next();
      for (; !step.done; step = packed.next()) parts.push(step.value);
      expect(step.value).toEqual({ kind: 'packed', told: 'all' });
      const entries = Object.entries(unzipSync(new Uint8Array(Buffer.concat(parts))));
      expect(entries.map(([path, bytes]) => [path, Buffer.from(bytes)])).toEqual(
        files.map(([path, all]) => [path, Buffer.concat(all)])
      );
    })
  );
});

test('behind many bytes files are stored as they are, and read back all the same', () => {
  const large = { path: 'a.csv', bytes: new Uint8Array(17 * 2 ** 20).fill(97) };
  const small = { path: 'b.csv', bytes: new Uint8Array(2 ** 20).fill(98) };
  const packed = packedFiles(given([large, small]), AT);
  const parts: Uint8Array[] = [];
  for (let step = packed.next(); !step.done; step = packed.next()) parts.push(step.value);
  const archive = Buffer.concat(parts);
  expect(archive.length).toBeGreaterThan(small.bytes.length);
  expect(archive.length).toBeLessThan(2 * small.bytes.length);
  const read = unzipSync(archive);
  expect([Buffer.compare(read['a.csv'], large.bytes), Buffer.compare(read['b.csv'], small.bytes)]).toEqual([0, 0]);
});

test('more files than an archive can name are told', () => {
  function* tooMany(): Generator<FilePiece, void> {
    for (let i = 0; i < 65_537; i++) yield { path: `${i}.parquet`, bytes: new Uint8Array(0) };
  }
  const packed = packedFiles(tooMany(), AT);
  let step = packed.next();
  while (!step.done) step = packed.next();
  expect(step.value).toEqual({ kind: 'too-large' });
});

test('the ledger knows every file: bytes, hash and rows, whoever hashes whole files', async () => {
  const later = (bytes: Uint8Array) => Promise.resolve(hashOf(bytes));
  await fc.assert(
    fc.asyncProperty(anyFiles, fc.constantFrom(undefined, later), async (files, wholeHash) => {
      const ledger = new FileLedger(wholeHash);
      for (const piece of pieces(files)) ledger.add(piece);
      expect(await ledger.finish()).toEqual(
        files.map(([path, all]) => {
          const bytes = Buffer.concat(all);
          return { path, bytes: bytes.length, sha256: hashOf(bytes), rows: bytes.length };
        })
      );
    })
  );
});

test('the manifest is JSON that says what it is', () => {
  const manifest = {
    musterVersion: '1.2.3',
    createdAt: AT.toISOString(),
    domain: NAUGHTY.join(''),
    app: undefined,
    target: 'okta',
    counts: { 'create-user': 3 },
    rules: [...NAUGHTY],
    formats: [{ format: 'shell', isInverse: false, written: 2, unsaid: { link: 1 }, notes: ['n'], files: [] }]
  } as const;
  expect(JSON.parse(manifestText(manifest))).toEqual({ format: 'muster-manifest', version: 1, ...manifest });
});

test('text is gathered to the byte, whatever its length', () => {
  const buffer = new PieceBuffer();
  const texts = [...NAUGHTY, 'é'.repeat(PIECE_BYTES)];
  const sizes = texts.map((text) => buffer.addText(text));
  expect(sizes).toEqual(texts.map((text) => Buffer.byteLength(text)));
  expect(buffer.isFull).toBe(true);
  expect(Buffer.from(buffer.take('x').bytes).toString()).toBe(texts.join(''));
  expect(buffer.isEmpty).toBe(true);
});
