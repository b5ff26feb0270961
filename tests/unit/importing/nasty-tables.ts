import fc from 'fast-check';
import type { CellReading } from '../../../src/lib/importing/cell-reading';
import type { Attribute } from '../../../src/lib/model/attribute';
import {
  DELIMITERS,
  ENCODINGS,
  type Delimiter,
  type Encoding,
  type ImportRecipe
} from '../../../src/lib/model/import-recipe';
import type { Cuts, ReadCase } from './read-both-ways';
import { encodeLegacy, isLegacy } from './legacy-encoder';
import { encodeText, writeTable } from './table-writer';

/** Files as nobody would wish for, how they are to be read, and how they are cut on their way. */
const ATTRIBUTES: readonly (Attribute | undefined)[] = [
  'userName',
  'email',
  'active',
  'groups',
  'title',
  'displayName',
  'phone',
  undefined
];
const READINGS: readonly CellReading['read'][] = [
  (cell) => cell.trim().toLowerCase(),
  (cell) => `<${cell}>`,
  (cell) => (cell === '' ? '' : 'true')
];

const LONG = ['x'.repeat(1200), 'ü'.repeat(700), 'line\n'.repeat(300), '"\r\n'.repeat(210)];

/** What earlier programs leave behind, and what only looks like it. */
export const DAMAGED_CELLS = [
  'M?ller',
  'Jos?',
  '?',
  '??',
  'Zo?ë',
  '李?伟',
  '#N/A',
  '#DIV/0!',
  '#7',
  '1.23457E+15',
  '1E+05',
  'E+7',
  '+49 30',
  'System.String[]',
  'x[1]',
  '[]',
  'Microsoft.ActiveDirectory.Management.ADPropertyValueCollection',
  'M'.repeat(62)
] as const;

function tokensOf(delimiter: Delimiter): fc.Arbitrary<string> {
  const ordinary = fc.constantFrom('a', 'b1', 'asha', 'ben@b.example', '0', 'é', '李伟', '😀', 'ß');
  const structure = fc.constantFrom(
    delimiter,
    delimiter,
    delimiter,
    '\n',
    '\n',
    '\r\n',
    '\r',
    '"',
    '"',
    '""',
    `"${delimiter}"`
  );
  const odd = fc.constantFrom(
    ' ',
    '\t',
    '\0',
    '\x1f',
    '\x7f',
    '\x85',
    '\uFFFD',
    '\uFEFF',
    '\u00a0',
    '\u3000',
    '\u2028',
    ',',
    ';',
    '|',
    "'"
  );
  return fc.oneof(
    { weight: 6, arbitrary: ordinary },
    { weight: 9, arbitrary: structure },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.constantFrom(...DAMAGED_CELLS) },
    { weight: 1, arbitrary: fc.constantFrom(' ', 'x y') }
  );
}

const soup = (delimiter: Delimiter) =>
  fc.array(tokensOf(delimiter), { maxLength: 90, size: 'max' }).map((tokens) => tokens.join(''));

/** A table as programs write it, most of it plain, with a few tokens thrown in. */
function hurtTable(delimiter: Delimiter, width: number): fc.Arbitrary<string> {
  const plain = fc.constantFrom('asha', 'ben', 'a@b.example', 'true', 'Sales', 'Zoë', '', 'x y', '00123');
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 5 }),
    fc.constantFrom('a"b', '"', '\r\n', delimiter, `5" disk`, '""', ...LONG, ...DAMAGED_CELLS)
  );
  const cell = fc.oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: nasty });
  const row = fc.oneof(
    { weight: 15, arbitrary: fc.array(cell, { minLength: width, maxLength: width }) },
    { weight: 1, arbitrary: fc.array(cell, { maxLength: width + 2 }) }
  );
  const breaks = fc.oneof(
    fc.constantFrom(['\n'], ['\r\n'], ['\r']),
    fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 6 })
  );
  const hurts = fc.array(fc.tuple(fc.nat(), tokensOf(delimiter)), { maxLength: 3 });
  return fc.tuple(fc.array(row, { maxLength: 30, size: 'max' }), breaks, hurts).map(([rows, kinds, tokens]) => {
    let turn = 0;
    let text = writeTable(rows, delimiter, () => kinds[turn++ % kinds.length]);
    for (const [place, token] of tokens) {
      const at = place % (text.length + 1);
      text = text.slice(0, at) + token + text.slice(at);
    }
    return text;
  });
}

function encoded(text: string, encoding: Encoding, hasMark: boolean): Uint8Array<ArrayBuffer> {
  const whole = text.toWellFormed();
  if (isLegacy(encoding)) return encodeLegacy(whole, encoding);
  if (encoding !== 'windows-1252') return encodeText(whole, { encoding, hasMark, delimiter: ',', lineBreak: '\n' });
  // Any byte is a character there.
  return Uint8Array.from(whole, (character) => character.charCodeAt(0) & 0xff);
}

export const readCase: fc.Arbitrary<ReadCase> = fc
  .record({
    delimiter: fc.constantFrom(...DELIMITERS),
    encoding: fc.oneof(
      { weight: 4, arbitrary: fc.constant<Encoding>('utf-8') },
      { weight: 1, arbitrary: fc.constantFrom(...ENCODINGS) }
    ),
    hasMark: fc.boolean(),
    headerRow: fc.constantFrom(undefined, 0, 0, 2),
    targets: fc.uniqueArray(fc.integer({ min: 1, max: ATTRIBUTES.length - 1 }), { maxLength: 4 }),
    keyAt: fc.nat(4),
    readings: fc.array(fc.record({ column: fc.nat(3), read: fc.constantFrom(...READINGS) }), { maxLength: 2 }),
    overruled: fc.option(fc.record({ column: fc.nat(), by: fc.nat() }), { nil: undefined })
  })
  .chain((what) => {
    const attributes = what.targets.map((i) => ATTRIBUTES[i]);
    attributes.splice(what.keyAt % (attributes.length + 1), 0, ATTRIBUTES[0]);
    const { delimiter, encoding, headerRow } = what;
    const recipe: ImportRecipe = {
      dialect: { format: 'delimited', encoding, delimiter, lineBreak: '\n', headerRow },
      mapping: attributes.map((target, column) => ({ column, header: `h${column}`, target, confidence: 1 }))
    };
    const text = fc.oneof(soup(delimiter), hurtTable(delimiter, attributes.length));
    return fc.record({
      bytes: text.map((part) => encoded(part, encoding, what.hasMark)),
      recipe: fc.constant(recipe),
      readings: fc.constant([...what.readings, ...overruledReading(what.overruled, attributes.length)])
    });
  });

/** One column that another has the last word over, its own cells kept beside it. */
function overruledReading(
  places: { readonly column: number; readonly by: number } | undefined,
  width: number
): readonly CellReading[] {
  if (!places) return [];
  const by = { column: places.by % width, saysInactive: (cell: string) => /[a-z]/.test(cell) };
  const column = places.column % width;
  return [{ column, read: (cell) => cell.toUpperCase(), raw: 'custom:raw', overruledBy: by }];
}

export const cuts: fc.Arbitrary<Cuts> = fc.record({
  chunkBytes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
  blockBytes: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constant(1 << 19)),
  pieceBytes: fc.constantFrom(1, 7, 40, undefined)
});

/** The same with a few bytes that are not of the encoding, more often than not. */
export const brokenCase: fc.Arbitrary<ReadCase> = fc
  .tuple(
    readCase,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x80, 0xbf, 0xc3, 0xe0, 0xed, 0xf0, 0xff)), {
      minLength: 1,
      maxLength: 2
    })
  )
  .map(([what, damage]) => {
    const bytes = what.bytes.slice();
    for (const [place, byte] of damage) if (bytes.length > 0) bytes[place % bytes.length] = byte;
    return { ...what, bytes };
  });
