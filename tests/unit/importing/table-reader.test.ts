import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CELL_CHARS, MAX_CELL_LINES, MAX_UNTERMINATED } from '../../../src/lib/importing/record-reader';
import { Utf8Check } from '../../../src/lib/importing/utf8-check';
import type { ImportRecipe } from '../../../src/lib/model/import-recipe';
import { brokenUtf8, emptyFile, headersOnly, noUsableColumn } from '../../fixtures/bad-files';
import { brokenCase, cuts, readCase } from './nasty-tables';
import { comparable, isDecided, readByParser, readByScanner, type Cuts, type ReadCase } from './read-both-ways';
import { encodeText, type WrittenDialect } from './table-writer';

const WHOLE: Cuts = { chunkBytes: [1 << 30], blockBytes: 1 << 30, pieceBytes: undefined };
const SMALL: Cuts = { chunkBytes: [7, 64, 1000], blockBytes: 500, pieceBytes: 100 };

async function expectSame(what: ReadCase, how: Cuts) {
  const byParser = await readByParser(what, how);
  const byScanner = await readByScanner(what, how);
  if (isDecided(what, byParser)) expect(comparable(byScanner, byParser)).toEqual(comparable(byParser, byScanner));
  return byScanner;
}

function caseOf(
  text: string | Uint8Array<ArrayBuffer>,
  width: number,
  encoding: WrittenDialect['encoding'] = 'utf-8'
): ReadCase {
  const recipe: ImportRecipe = {
    dialect: { format: 'delimited', encoding, delimiter: ',', lineBreak: '\n', headerRow: 0 },
    mapping: Array.from({ length: width }, (_, column) => ({
      column,
      header: `h${column}`,
      target: column === 0 ? 'userName' : `custom:h${column}`,
      confidence: 1
    }))
  };
  const dialect = { delimiter: ',', lineBreak: '\n', encoding, hasMark: false };
  return { bytes: typeof text === 'string' ? encodeText(text, dialect) : text, recipe, readings: [] };
}

const lines = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `k${from + i},v\n`).join('');

describe('the scanner and the parser', () => {
  it('read the same from any table, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(readCase, cuts, async (what, how) => void (await expectSame(what, how))),
      { numRuns: 300 }
    );
  });

  it('read the same, or fail at the same place, where bytes are damaged', async () => {
    await fc.assert(
      fc.asyncProperty(brokenCase, cuts, async (what, how) => void (await expectSame(what, how))),
      { numRuns: 400 }
    );
  });

  const files = [emptyFile(), headersOnly(), noUsableColumn(), brokenUtf8()];
  it.each(files)('read the same from $name', async ({ buffer }) => {
    for (const how of [WHOLE, SMALL]) await expectSame(caseOf(Uint8Array.from(buffer), 2), how);
  });

  it.each([
    { name: 'an odd quote in a row of many', text: `h,t\n${lines(400)}5" disk,"5"" disk"\nx,"a" b\n${lines(400)}` },
    { name: 'blanks behind closing quotes', text: `h,t\n${'"a" ,"b" \n'.repeat(200)}` },
    { name: 'a quote that nobody closes', text: `h,t\n${lines(3)}bad,"open\n${lines(2500)}` },
    { name: 'several of them', text: `h,t\n${`${lines(30)}bad,"open\n`.repeat(60)}` },
    { name: 'a cell with too many lines', text: `h,t\na,"${'x\n'.repeat(MAX_CELL_LINES)}"\n${lines(5)}` },
    { name: 'a cell with as many as may be', text: `h,t\na,"${'x\r\n'.repeat(MAX_CELL_LINES - 1)}"\n${lines(5)}` },
    { name: 'a cell with too much text', text: `h,t\na,${'x'.repeat(MAX_CELL_CHARS + 1)}\n${lines(5)}` },
    { name: 'a cell with as much as may be', text: `h,t\na,"${'é'.repeat(MAX_CELL_CHARS)}"\n${lines(5)}` },
    { name: 'rows with fields missing', text: `h,t\n${'a\n'.repeat(300)}${lines(5)}\n\n,\n,,\n` },
    { name: 'rows with fields left over', text: `h,t\n${'a,b,,\na,b,c\n'.repeat(300)}` },
    { name: 'blank identifiers', text: 'h,t\n ,x\n\u00a0,x\n\u3000,x\n\u2028,x\n\uFEFF,x\n李,x\n' },
    { name: 'odd characters', text: 'h,t\na\0,x\nb,\x85\nc,\uFFFD\nd,\u00a0\ne,"\x7f"\nf,\ufffc\n' }
  ])('read the same from $name', async ({ text }) => {
    await expectSame(caseOf(text, 2), WHOLE);
    if (text.length < MAX_CELL_CHARS && !text.includes('x\nx\n')) await expectSame(caseOf(text, 2), SMALL);
  });

  it('stop at the same number of quotes that nobody closes', async () => {
    const text = `h,t\n${'a,"open\nb,"x"y\n'.repeat(MAX_UNTERMINATED + 1)}`;
    const { failure } = await expectSame(caseOf(text, 2), WHOLE);
    expect(failure).toMatchObject({ kind: 'import-stopped' });
  });

  it.each(['utf-16le', 'utf-16be', 'windows-1252'] as const)(
    'read the same from %s, with a mark or without',
    async (encoding) => {
      for (const hasMark of encoding === 'windows-1252' ? [false] : [false, true]) {
        const bytes = encodeText(`h,t\nZoë,"a\r\nb"\n${lines(300)}`, {
          delimiter: ',',
          lineBreak: '\n',
          encoding,
          hasMark
        });
        const { rows } = await expectSame(caseOf(bytes, 2, encoding), SMALL);
        expect(rows.slice(0, 2)).toEqual([
          ['Zoë', 'a\r\nb'],
          ['k0', 'v']
        ]);
      }
    }
  );

  it('number records alike over many segments', async () => {
    const { numbers } = await expectSame(caseOf(`h,t\n${lines(40_000)}x,"a" \n${lines(40_000, 40_000)}`, 2), {
      chunkBytes: [65_536],
      blockBytes: 100_000,
      pieceBytes: undefined
    });
    expect(numbers).toEqual(Array.from({ length: 80_001 }, (_, i) => i + 2));
  });
});

it('accepts just the bytes that the decoder accepts', () => {
  const byte = fc.oneof(
    fc.constantFrom(0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef),
    fc.constantFrom(0xf0, 0xf3, 0xf4, 0xf5, 0xff),
    fc.integer({ min: 0, max: 255 })
  );
  const good = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => [...new TextEncoder().encode(text)]);
  const bytes = fc.array(
    fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: fc.array(byte, { maxLength: 4 }) })
  );
  fc.assert(
    fc.property(bytes, fc.nat(20), fc.nat(3), (parts, cut, lead) => {
      // From a place of its own, so that words stand across the chunk's beginning.
      const all = Uint8Array.from([...Array<number>(lead).fill(0), ...parts.flat()]).subarray(lead);
      const check = new Utf8Check();
      const isAccepted = check.accepts(all.subarray(0, cut)) && check.accepts(all.subarray(cut)) && check.isComplete;
      expect(isAccepted).toBe(isDecodable(all));
    }),
    { numRuns: 1500 }
  );
});

it.each([
  { name: 'a surrogate', bytes: [0xed, 0xa0, 0x80] },
  { name: 'the last before the surrogates', bytes: [0xed, 0x9f, 0xbf] },
  { name: 'three bytes where two will do', bytes: [0xe0, 0x9f, 0xbf] },
  { name: 'four bytes where three will do', bytes: [0xf0, 0x8f, 0xbf, 0xbf] },
  { name: 'the last character', bytes: [0xf4, 0x8f, 0xbf, 0xbf] },
  { name: 'what would come behind it', bytes: [0xf4, 0x90, 0x80, 0x80] }
])('takes $name as the decoder does', ({ bytes }) => {
  const check = new Utf8Check();
  expect(check.accepts(Uint8Array.from(bytes)) && check.isComplete).toBe(isDecodable(Uint8Array.from(bytes)));
});

function isDecodable(bytes: Uint8Array): boolean {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined;
  } catch {
    return false;
  }
}
