import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/lib/importing/decode-text';
import { RecordReader } from '../../../src/lib/importing/record-reader';
import {
  DELIMITERS,
  ENCODINGS,
  type Delimiter,
  type Dialect,
  type Encoding
} from '../../../src/lib/model/import-recipe';
import { charactersOf, encodeLegacy, isLegacy } from './legacy-encoder';
import { encodeText, streamOf, writeTable, type WrittenDialect } from './table-writer';

/** Cells that hurt: delimiters, quotes, breaks, several scripts, characters beyond the BMP, nothing at all. */
const nastyCell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', ' ', '"', ',', ';', '\t', '|', '\n', '\r', '\r\n', 'é', '李', '😀', "'"),
    maxLength: 8
  }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('', '00123', '__proto__', '"', '""', ' x ', '\r', '\n', 'a"b')
);
// A space before a quote would be another field in any reader; and a BOM cannot stand first in a file.
const cell = nastyCell.map((text) => text.replaceAll('\uFEFF', ''));
const latinCell = cell.map((text) =>
  Array.from(text, (character) => (/[\p{ASCII}\u00a0-\u00ff]/u.test(character) ? character : 'ü')).join('')
);

/** What the encoding does not have is one of its own characters. Some decoders give these controls another meaning. */
function cellOf(encoding: Encoding): fc.Arbitrary<string> {
  if (encoding === 'windows-1252') return latinCell;
  if (!isLegacy(encoding)) return cell;
  const own = charactersOf(encoding);
  const known = new Set(own);
  return fc
    .tuple(cell, fc.nat())
    .map(([text, turn]) =>
      Array.from(text, (sign, i) =>
        (sign <= '\u007e' && sign !== '\u001a' && sign !== '\u001c') || known.has(sign)
          ? sign
          : own[(turn + i) % own.length]
      ).join('')
    );
}

function tableOf(cells: fc.Arbitrary<string>): fc.Arbitrary<string[][]> {
  return fc
    .integer({ min: 2, max: 6 })
    .chain((width) =>
      fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 })
    );
}

async function readBack(
  bytes: Uint8Array<ArrayBuffer>,
  dialect: Pick<Dialect, 'delimiter' | 'encoding'> | WrittenDialect,
  sizes: readonly number[],
  width: number
) {
  const records: string[][] = [];
  const damage: string[] = [];
  const reader = new RecordReader(dialect.delimiter as Delimiter, width, {
    record: (cells) => void records.push(cells),
    damage: (kind) => void damage.push(kind)
  });
  for await (const part of decodeText(streamOf(bytes, sizes), dialect.encoding, 1)) reader.push(part.text);
  reader.finish();
  const isLineBreakAtEnd = records.at(-1)?.length === 1 && records.at(-1)?.[0] === '';
  return { records: isLineBreakAtEnd ? records.slice(0, -1) : records, damage };
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

describe('reading a table', () => {
  it('gives the very cells back, in every dialect and however the bytes are cut', async () => {
    const sample = fc.record({
      delimiter: fc.constantFrom(...DELIMITERS),
      lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
      encoding: fc.constantFrom(...ENCODINGS),
      hasMark: fc.boolean()
    });
    await fc.assert(
      fc.asyncProperty(
        sample.chain((dialect) => fc.tuple(fc.constant(dialect), tableOf(cellOf(dialect.encoding)))),
        chunkSizes,
        async ([dialect, table], sizes) => {
          const { encoding } = dialect;
          const text = writeTable(table, dialect.delimiter, dialect.lineBreak);
          const bytes = isLegacy(encoding) ? encodeLegacy(text, encoding) : encodeText(text, { ...dialect, encoding });
          const { records, damage } = await readBack(bytes, dialect, sizes, table[0].length);
          expect(damage).toEqual([]);
          expect(records).toEqual(table);
        }
      ),
      { numRuns: 400 }
    );
  });

  it('gives the very cells back when the line breaks change from record to record', async () => {
    const dialect: WrittenDialect = { delimiter: ',', lineBreak: '', encoding: 'utf-8', hasMark: false };
    // A bare CR before an empty first cell's LF would be one break: this writer never leaves a first cell empty.
    const table = tableOf(cell).map((rows) => rows.map((row) => ['k', ...row]));
    const breaks = fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, breaks, chunkSizes, async (rows, kinds, sizes) => {
        let turn = 0;
        const text = writeTable(rows, ',', () => kinds[turn++ % kinds.length]);
        const { records } = await readBack(encodeText(text, dialect), dialect, sizes, rows[0].length);
        expect(records).toEqual(rows);
      }),
      { numRuns: 400 }
    );
  });

  it('reads one byte at a time what it reads at once', async () => {
    const dialect: WrittenDialect = { delimiter: ';', lineBreak: '\r\n', encoding: 'utf-8', hasMark: true };
    const table = [
      ['Zoë Muñoz', '李伟'],
      ['😀"\r\n', ''],
      ['', '\r']
    ];
    const bytes = encodeText(writeTable(table, ';', '\r\n'), dialect);
    expect((await readBack(bytes, dialect, [1], 2)).records).toEqual(table);
    expect((await readBack(bytes, dialect, [1 << 20], 2)).records).toEqual(table);
  });

  it('keeps bare LF and CR in quoted cells of a CRLF file', async () => {
    const dialect: WrittenDialect = { delimiter: ',', lineBreak: '\r\n', encoding: 'utf-8', hasMark: false };
    const text = 'a,"line 1\nline 2"\r\nb,"x\ry"\r\nc,d\r\n';
    const { records } = await readBack(encodeText(text, dialect), dialect, [7], 2);
    expect(records).toEqual([
      ['a', 'line 1\nline 2'],
      ['b', 'x\ry'],
      ['c', 'd']
    ]);
  });

  it('takes records apart whose line break differs from all that came before', async () => {
    const dialect: WrittenDialect = { delimiter: ',', lineBreak: '\n', encoding: 'utf-8', hasMark: false };
    const text = 'a,1\n'.repeat(50_000) + 'b,2\r\n'.repeat(50_000) + 'c,3\r'.repeat(50_000);
    const { records } = await readBack(encodeText(text, dialect), dialect, [65_536], 2);
    expect(records.length).toBe(150_000);
    expect([records[49_999], records[50_000], records[99_999], records[149_999]]).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['b', '2'],
      ['c', '3']
    ]);
  });
});

describe('bytes that are not of the encoding', () => {
  it.each([
    { name: 'a windows-1252 é in UTF-8', bytes: [97, 98, 0xe9, 99, 100], size: 100, offset: 2 },
    { name: 'the same, cut right behind it', bytes: [97, 98, 0xe9, 99, 100], size: 3, offset: 2 },
    { name: 'in a later chunk', bytes: [...Array<number>(50).fill(97), 0xff, 97], size: 8, offset: 50 }
  ])('are told with their place: $name', async ({ bytes, size, offset }) => {
    const parts = decodeText(streamOf(Uint8Array.from(bytes), [size]), 'utf-8', 1);
    const drain = async () => {
      for await (const part of parts) expect(part.text).not.toContain('\uFFFD');
    };
    await expect(drain()).rejects.toMatchObject({ error: { kind: 'file-wrong-encoding', byteOffset: offset } });
  });

  it('are found at the end of the file too', async () => {
    const drain = async () => {
      for await (const part of decodeText(streamOf(Uint8Array.from([97, 0xe6, 0x9d]), [9]), 'utf-8', 1))
        expect(part).toBeDefined();
    };
    await expect(drain()).rejects.toMatchObject({ error: { kind: 'file-wrong-encoding' } });
  });
});
