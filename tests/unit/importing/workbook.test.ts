import { describe, expect, it } from 'vitest';
import { objectsOf } from './stage-text';
import { previewOf, refusalOf, stageBlob, stagedOutcome } from './stage-blob';
import {
  failed,
  formula,
  inline,
  number,
  packed,
  truth,
  workbookFile,
  workbookParts,
  type CellToWrite,
  type SheetToWrite
} from '../../fixtures/workbook-writer';

const HEADERS = ['User ID', 'First Name', 'Last Name', 'E-mail'];
const ANNA = ['awolff', 'Anna', 'Wolff', 'anna.wolff@alder.example'];
const TOM = ['tkhan', 'Tom', 'Khan', 'tom.khan@alder.example'];

function people(name: string, ...rows: readonly (readonly CellToWrite[])[]): SheetToWrite {
  return { name, rows: [HEADERS, ...rows] };
}

/** One column of cells beside an identifier, as it comes in. */
async function column(
  cells: readonly CellToWrite[],
  more: {
    readonly formats?: readonly string[];
    readonly builtInFormats?: readonly number[];
    readonly is1904?: boolean;
  } = {}
) {
  const rows = cells.map((cell, i) => [`user${i}`, cell]);
  const { rows: staged, summary } = await stageBlob(
    workbookFile({ sheets: [{ name: 'People', rows: [['User ID', 'Department'], ...rows] }], ...more })
  );
  return { texts: staged.map((row) => row[1]), issues: summary.issues };
}

describe('a workbook', () => {
  it('comes in like a table, its rows under the numbers that the spreadsheet shows', async () => {
    const file = workbookFile({ sheets: [people('People', ANNA, [], TOM)] });
    const staged = await stageBlob(file);
    expect(staged.preview).toMatchObject({
      dialect: { format: 'workbook', sheet: 'People', headerRow: 0 },
      sheets: [{ name: 'People', isHidden: false }],
      members: [],
      isWhole: true
    });
    expect(staged.numbers).toEqual([2, 4]);
    expect(objectsOf(staged)).toEqual([
      { userName: 'awolff', givenName: 'Anna', familyName: 'Wolff', email: 'anna.wolff@alder.example' },
      { userName: 'tkhan', givenName: 'Tom', familyName: 'Khan', email: 'tom.khan@alder.example' }
    ]);
    expect(staged.summary).toMatchObject({ rowsRead: 2, rowsStaged: 2, issues: [] });
  });

  it('finds its headers below a title block, right of an empty column', async () => {
    const rows = [['Staff list'], ['Printed on', number(46_053, 1)], [], ['', ...HEADERS], ['', ...ANNA], ['', ...TOM]];
    const staged = await stageBlob(workbookFile({ sheets: [{ name: 'P', rows }], formats: ['d.m.yyyy'] }));
    expect(staged.preview.dialect.headerRow).toBe(3);
    expect(staged.preview.records[1]).toEqual(['Printed on', '2026-01-31']);
    expect(staged.preview.mapping.map(({ target }) => target)).toEqual([
      undefined,
      'userName',
      'givenName',
      'familyName',
      'email'
    ]);
    expect(staged.numbers).toEqual([5, 6]);
  });

  it('has rows that end early, as empty cells at the end are not stored', async () => {
    const staged = await stageBlob(workbookFile({ sheets: [people('P', ANNA, ['mlee', 'Min'])] }));
    expect(staged.rows[1]).toEqual(['mlee', 'Min', '', '']);
    expect(staged.summary.issues).toEqual([]);
  });

  it('finds headers in unknown words too, between empty columns', async () => {
    const rows = [
      ['', 'Kuerzel', '', 'Stufe'],
      ['', 'aw', '', 'hoch'],
      ['', 'tk', '', 'mittel']
    ];
    const preview = await previewOf(workbookFile({ sheets: [{ name: 'P', rows }] }));
    expect(preview.dialect.headerRow).toBe(0);
  });

  it('passes over a cover before the list, in the order of the workbook otherwise', async () => {
    const list = Array.from({ length: 40 }, () => ANNA);
    const cover = { name: 'Cover', rows: [['Made for the migration'], ['As of', '2026-11-01']] };
    const covered = await previewOf(
      workbookFile({ sheets: [cover, people('People', ...list), people('Old', ...list)] })
    );
    expect(covered.dialect.sheet).toBe('People');
    expect(covered.sheets.map(({ name }) => name)).toEqual(['Cover', 'People', 'Old']);
    const alone = await previewOf(workbookFile({ sheets: [people('Few', ANNA), people('Fewer', TOM)] }));
    expect(alone.dialect.sheet).toBe('Few');
  });

  it('reads the first sheet that has rows, hidden ones last, and any other that is chosen', async () => {
    const file = workbookFile({
      sheets: [
        { name: 'Cover', rows: [] },
        { ...people('Old', TOM), state: 'hidden' },
        people('Staff & guests', ANNA),
        { ...people('Secret', TOM), state: 'veryHidden' }
      ]
    });
    const preview = await previewOf(file);
    expect(preview.dialect.sheet).toBe('Staff & guests');
    expect(preview.sheets).toEqual([
      { name: 'Cover', isHidden: false },
      { name: 'Staff & guests', isHidden: false },
      { name: 'Old', isHidden: true },
      { name: 'Secret', isHidden: true }
    ]);
    expect(objectsOf(await stageBlob(file, { sheet: 'Old' }))).toMatchObject([{ userName: 'tkhan' }]);
    expect(await refusalOf(file, { sheet: 'Cover' })).toEqual({ kind: 'file-empty' });
    expect(await refusalOf(file, { sheet: 'Gone' })).toMatchObject({ kind: 'file-unreadable' });
  });

  it('is read from the sheet that has the columns of the last import', async () => {
    const then = (await previewOf(workbookFile({ sheets: [people('March', ANNA)] }))).mapping;
    const sheets = [
      {
        name: 'Totals',
        rows: [
          ['Department', 'Head count'],
          ['IT', number(2)]
        ]
      },
      people('April', TOM)
    ];
    const preview = await previewOf(workbookFile({ sheets }), {}, then);
    expect(preview).toMatchObject({ isMappingRemembered: true, drift: undefined, dialect: { sheet: 'April' } });
    expect(preview.replayed).toEqual({ sheet: 'April' });
    const chosen = await previewOf(workbookFile({ sheets }), { sheet: 'Totals' }, then);
    expect(chosen).toMatchObject({ isMappingRemembered: false, dialect: { sheet: 'Totals' } });
  });

  it('gives a header that spans several rows to each of them, and leaves data as they stand', async () => {
    const rows = [
      ['User ID', 'Name', '', 'E-mail'],
      ['', 'First Name', 'Last Name', ''],
      ANNA,
      ['tkhan', 'Tom', '', 'tom.khan@alder.example']
    ];
    const sheet = { name: 'P', rows, merged: ['A1:A2', 'B1:C1', 'D1:D2', 'C3:C4'] };
    const staged = await stageBlob(workbookFile({ sheets: [sheet] }));
    expect(staged.preview.mapping.map(({ header }) => header)).toEqual(HEADERS);
    expect(staged.preview.records[3]).toEqual(['tkhan', 'Tom', '', 'tom.khan@alder.example']);
    expect(staged.numbers).toEqual([3, 4]);
    expect(objectsOf(staged)[1]).not.toHaveProperty('familyName');
  });

  it('has no rows, or no sheet at all', async () => {
    const headersOnly = await previewOf(workbookFile({ sheets: [people('P')] }));
    expect(headersOnly.dialect.headerRow).toBe(0);
    const { outcome } = await stagedOutcome(workbookFile({ sheets: [people('P')] }), headersOnly);
    expect(outcome).toMatchObject({ status: 'done', value: { rowsRead: 0 } });
    expect(await refusalOf(workbookFile({ sheets: [{ name: 'P', rows: [] }] }))).toEqual({ kind: 'file-empty' });
    expect(await refusalOf(workbookFile({ sheets: [] }))).toMatchObject({ kind: 'file-malformed' });
  });

  it('splits the groups of a cell, and is recognized, as the same list would be as CSV', async () => {
    const rows = [
      ['userPrincipalName', 'displayName', 'accountEnabled', 'groups'],
      ['anna@alder.example', 'Anna', truth(true), 'Sales; Admins']
    ];
    const staged = await stageBlob(workbookFile({ sheets: [{ name: 'P', rows }] }));
    const csv = await stageBlob(
      new File(
        ['userPrincipalName,displayName,accountEnabled,groups\nanna@alder.example,Anna,TRUE,Sales; Admins\n'],
        'a.csv'
      )
    );
    expect(staged.preview.mapping).toEqual(csv.preview.mapping);
    expect(staged.preview.recognized).toEqual(csv.preview.recognized);
    expect(staged.rows).toEqual(csv.rows);
  });
});

describe('a cell of a workbook', () => {
  it('keeps text as it is: zeros in front, spaces, line breaks, escaped characters, bold pieces', async () => {
    const rich = {
      xml: ' t="inlineStr"><is><r><t>Bo</t></r><r><rPr><b/></rPr><t>ld</t></r><rPh><t>x</t></rPh></is></c>'
    };
    const cells = [
      '00123',
      ' a <b> & "c" ',
      'two\nlines',
      'a_x0041_b_x005F_x0041_',
      rich,
      inline('inline'),
      formula('Wolff, Anna')
    ];
    const { texts, issues } = await column(cells);
    expect(texts).toEqual(['00123', ' a <b> & "c" ', 'two\nlines', 'aAb_x0041_', 'Bold', 'inline', 'Wolff, Anna']);
    expect(issues).toEqual([]);
  });

  it('gives numbers as the shortest text that is exact, with the zeros that their format puts in front', async () => {
    const cells = [
      number('1001.0'),
      number('1.1000000000000001'),
      number(-0.5),
      number('1E3'),
      number(123, 1),
      number('4.9301234567E10')
    ];
    const { texts, issues } = await column(cells, { formats: ['00000'] });
    expect(texts).toEqual(['1001', '1.1', '-0.5', '1000', '00123', '49301234567']);
    expect(issues).toEqual([]);
  });

  it('points at numbers that a spreadsheet has cut or shows as 1E+05, and at formulas that fail', async () => {
    const cells = [
      number(100_000, 1),
      number(100_000, 2),
      number('4111111111111110'),
      number('999999999999999'),
      failed('#N/A')
    ];
    const { texts, issues } = await column(cells, { formats: ['0.00E+00'], builtInFormats: [11] });
    expect(texts).toEqual(['100000', '100000', '4111111111111110', '999999999999999', '#N/A']);
    expect(issues).toMatchObject([
      { kind: 'damaged-number', count: 3, examples: [{ record: 2, excerpt: '100000' }, { record: 3 }, { record: 4 }] },
      { kind: 'formula-error', count: 1, examples: [{ record: 6, excerpt: '#N/A' }] }
    ]);
  });

  it('does not point at columns that are left out', async () => {
    const rows = [
      ['User ID', 'Password'],
      ['awolff', number('4111111111111110')]
    ];
    const { summary } = await stageBlob(workbookFile({ sheets: [{ name: 'P', rows }] }));
    expect(summary.issues).toEqual([]);
  });

  it('says TRUE and FALSE', async () => {
    expect((await column([truth(true), truth(false)])).texts).toEqual(['TRUE', 'FALSE']);
  });

  const DATES: readonly [serial: number, format: string | number, shown: string][] = [
    [46_053, 'yyyy-mm-dd', '2026-01-31'],
    [46_053.395_833_333_336, 'dd/mm/yyyy hh:mm', '2026-01-31 09:30:00'],
    [46_053.395_833_333_336, 'dd/mm/yyyy', '2026-01-31'],
    [46_053, 'm/d/yy h:mm', '2026-01-31 00:00:00'],
    [46_053.999_999_99, 'm/d/yy h:mm', '2026-02-01 00:00:00'],
    [46_053, '[$-407]d. mmmm yyyy;@', '2026-01-31'],
    [46_053, 'mmm-yy', '2026-01-31'],
    [46_053, 14, '2026-01-31'],
    [46_053.5, 22, '2026-01-31 12:00:00'],
    [46_053, 27, '2026-01-31'],
    [0.395_833_333_333_333_3, 'h:mm AM/PM', '09:30:00'],
    [46_053.5, 'h:mm', '2026-01-31 12:00:00'],
    [1.5, '[h]:mm', '36:00:00'],
    [1, 'yyyy-mm-dd', '1900-01-01'],
    [59, 'yyyy-mm-dd', '1900-02-28'],
    [60, 'yyyy-mm-dd', '1900-02-29'],
    [61, 'yyyy-mm-dd', '1900-03-01'],
    [2_958_465, 'yyyy-mm-dd', '9999-12-31'],
    [1234.5, '#,##0.00" days"', '1234.5'],
    [12, '0\\d', '12'],
    [7, '[Red]0', '7']
  ];
  it.each(DATES)('shows %s as %s as %s', async (serial, format, shown) => {
    const formats = typeof format === 'string' ? { formats: [format] } : { builtInFormats: [format] };
    const { texts, issues } = await column([number(serial, 1)], formats);
    expect(texts).toEqual([shown]);
    expect(issues).toEqual([]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const cells = [number(0, 1), number(44_591, 1), number(44_591.25, 2)];
    const { texts } = await column(cells, { is1904: true, formats: ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm'] });
    expect(texts).toEqual(['1904-01-01', '2026-01-31', '2026-01-31 06:00:00']);
  });

  it('points at dates that no calendar has', async () => {
    const { texts, issues } = await column([number(-1, 1), number(0, 1), number(3_000_000, 1)], {
      formats: ['yyyy-mm-dd']
    });
    expect(texts).toEqual(['-1', '0', '3000000']);
    expect(issues).toMatchObject([{ kind: 'damaged-number', count: 3 }]);
  });

  it('is a date in ISO form too', async () => {
    const iso = (value: string) => ({ xml: ` t="d"><v>${value}</v></c>` });
    const { texts } = await column([iso('2026-01-31'), iso('2026-01-31T09:30:00Z'), iso('2026-01-31T00:00:00')]);
    expect(texts).toEqual(['2026-01-31', '2026-01-31 09:30:00', '2026-01-31']);
  });
});

describe('a workbook of another writer', () => {
  const parts = workbookParts({ sheets: [people('P', ANNA)] });
  const sheet = 'xl/worksheets/sheet1.xml';
  const changed = (change: Record<string, string>) => new File([packed({ ...parts, ...change })], 'a.xlsx');
  const inSheet = (data: string) => `<worksheet><sheetData>${data}</sheetData></worksheet>`;
  const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;

  it('may name neither rows nor places of cells', async () => {
    const row = (...cells: readonly string[]) => `<row>${cells.map(text).join('')}</row>`;
    const staged = await stageBlob(changed({ [sheet]: inSheet(row(...HEADERS) + row(...ANNA)) }));
    expect(objectsOf(staged)).toMatchObject([{ userName: 'awolff', email: 'anna.wolff@alder.example' }]);
  });

  it('may say how shared texts are spoken, and colour pieces of them', async () => {
    const strings = parts['xl/sharedStrings.xml'].replace(
      '<t xml:space="preserve">Wolff</t>',
      '<r><t>Wo</t></r><r><rPr><b/></rPr><t>lff</t></r><rPh sb="0" eb="1"><t>vɔlf</t></rPh>'
    );
    const staged = await stageBlob(changed({ 'xl/sharedStrings.xml': strings }));
    expect(objectsOf(staged)).toMatchObject([{ familyName: 'Wolff' }]);
  });

  it('may put a prefix before all names', async () => {
    const prefixed = Object.fromEntries(
      ['xl/workbook.xml', sheet, 'xl/sharedStrings.xml', 'xl/styles.xml'].map((name) => [
        name,
        parts[name]
          .replaceAll(/<(\/?)(?=[a-zA-Z])/g, '<$1x:')
          .replaceAll('xmlns=', 'xmlns:x=')
          .replaceAll('r:id', 'rel:id')
      ])
    );
    expect(objectsOf(await stageBlob(changed(prefixed)))).toMatchObject([{ userName: 'awolff' }]);
  });

  it('is refused where it declares entities, names texts that are not there, or rows and cells outside of a sheet', async () => {
    const malformed = { kind: 'file-malformed' };
    const hostile = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${inSheet(`<row>${text('&e;')}</row>`)}`;
    expect(await refusalOf(changed({ [sheet]: hostile }))).toMatchObject(malformed);
    for (const data of [
      '<row><c t="s"><v>99</v></c></row>',
      '<row r="0"><c r="A0"><v>1</v></c></row>',
      '<row r="1048577"><c r="A1"><v>1</v></c></row>',
      '<row r="1"><c r="17"><v>1</v></c></row>',
      '<row r="1"><c r="AAAAAA1"><v>1</v></c></row>',
      '<row><c></row>'
    ]) {
      expect(await refusalOf(changed({ [sheet]: inSheet(data) })), data).toMatchObject(malformed);
    }
    expect(await refusalOf(changed({ [sheet]: inSheet('<row r="1"><c r="XFD1"><v>1</v></c></row>') }))).toMatchObject({
      kind: 'file-too-many-columns',
      columns: 16_384
    });
  });

  it('is refused where a cell far down stands right of all that can be read', async () => {
    const many = Array.from({ length: 300 }, (_, i) => [`user${i}`, `user${i}@alder.example`]);
    const far = [...Array.from({ length: 1000 }, () => ''), 'here'];
    const sheets = [{ name: 'P', rows: [['User ID', 'E-mail'], ...many, far] }];
    expect(await refusalOf(workbookFile({ sheets }))).toMatchObject({ kind: 'file-too-many-columns', columns: 1001 });
  });

  it('may hold formats of cells far right and far down', async () => {
    const far = parts[sheet].replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>');
    const preview = await previewOf(changed({ [sheet]: far }));
    expect(preview.mapping).toHaveLength(4);
  });
});
