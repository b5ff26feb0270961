import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvFiles, numbered, type FileLimits } from '../../../../src/lib/plan/csv/csv-files';
import { FileNames, fileName } from '../../../../src/lib/plan/csv/file-name';
import type { FilePiece } from '../../../../src/lib/plan/plan-file';
import { NAUGHTY } from '../naughty-strings';

function writeAll(rows: readonly string[], header: string, limits?: FileLimits) {
  const files = new CsvFiles(numbered('folder', 'Name'), header, limits);
  const pieces: FilePiece[] = [];
  for (const row of rows) {
    files.addRow(row);
    if (files.isReady) pieces.push(...files.take());
  }
  pieces.push(...files.end());
  const texts = new Map<string, string>();
  for (const path of new Set(pieces.map((piece) => piece.path))) {
    texts.set(path, Buffer.concat(pieces.filter((piece) => piece.path === path).map(({ bytes }) => bytes)).toString());
  }
  return { files, pieces, texts };
}

/** One file after the other, a row into the next where it does not fit. */
function slowFiles(rows: readonly string[], header: string, { rows: mostRows, bytes }: FileLimits): string[] {
  const files: string[][] = [];
  for (const row of rows) {
    const last = files.at(-1);
    const isFull = !last || last.length >= mostRows || Buffer.byteLength(header + last.join('') + row) > bytes;
    if (isFull && last?.length !== 0) files.push([row]);
    else last?.push(row);
  }
  return files.map((file) => header + file.join(''));
}

test('files are parted by rows and by bytes, counted exactly, each with its header', () => {
  const row = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...NAUGHTY)).map((text) => `${text}\r\n`);
  fc.assert(
    fc.property(
      fc.array(row),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 8, max: 200 }),
      (rows, most, bytes) => {
        const limits = { rows: most, bytes };
        const { texts, files } = writeAll(rows, 'head\r\n', limits);
        const expected = slowFiles(rows, 'head\r\n', limits);
        expect([...texts.values()]).toEqual(expected);
        expect(files.fileCount).toBe(expected.length);
      }
    )
  );
});

test('pieces are of 1 MiB, and follow one another', () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => `${i},${'é'.repeat(60)}\r\n`);
  const { pieces, texts } = writeAll(rows, 'a,b\r\n', { rows: 20_000, bytes: Infinity });
  expect(pieces.map(({ path }) => path)).toEqual([
    ...Array<string>(3).fill('folder/Name.csv'),
    ...Array<string>(2).fill('folder/Name-2.csv')
  ]);
  expect(pieces.map(({ bytes }) => bytes.length).filter((length) => length > 1 << 20)).toEqual([]);
  expect([...texts.values()].join('')).toBe(
    `a,b\r\n${rows.slice(0, 20_000).join('')}a,b\r\n${rows.slice(20_000).join('')}`
  );
});

test('without rows there is no file', () => {
  expect(writeAll([], 'a\r\n').pieces).toEqual([]);
});

test('names of apps become names of files', () => {
  expect(['CRM', 'Alder/ERP: EU', '../../etc', 'Café 7', '', '...'].map(fileName)).toEqual([
    'CRM',
    'Alder-ERP-EU',
    'etc',
    'Café-7',
    'app',
    'app'
  ]);
});

test('of two apps that would share a name the second is numbered', () => {
  const names = new FileNames();
  expect(['A/B', 'a b', 'A-B', 'A-B-2'].map((text) => names.nameOf(text))).toEqual([
    'A-B',
    'a-b-2',
    'A-B-3',
    'A-B-2-2'
  ]);
});
