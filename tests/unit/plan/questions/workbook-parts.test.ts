import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openWorkbook } from '../../../../src/lib/importing/workbook';
import { packedFiles } from '../../../../src/lib/plan/hand-over/packed-files';
import { columnName, workbookParts, type SheetToWrite } from '../../../../src/lib/plan/questions/workbook-parts';
import { NAUGHTY } from '../naughty-strings';

const AT = new Date(2026, 10, 22, 12);

function sheet(rows: readonly (readonly string[])[], part: Partial<SheetToWrite> = {}): SheetToWrite {
  return { name: 'A & "B"', columns: [{ width: 10 }, { width: 20, isHidden: true }], hasHeader: true, rows, ...part };
}

function workbookOf(sheets: readonly SheetToWrite[]): Blob {
  return new Blob([...packedFiles(workbookParts(sheets), AT)].map((part) => part.slice()));
}

/** As a reader that knows nothing but the standard has it: texts of cells in order, told by their XML alone. */
async function readElsewhere(file: Blob): Promise<readonly string[]> {
  const xml = strFromU8(unzipSync(new Uint8Array(await file.arrayBuffer()))['xl/worksheets/sheet1.xml']);
  const texts = [...xml.matchAll(/<c r="A\d+"[^>]*><is><t xml:space="preserve">([^<]*)<\/t><\/is><\/c>/g)];
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return texts.map(([, text]) =>
    text
      .replaceAll(/&(\w+);/g, (_, name: string) => entities[name])
      .replaceAll(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  );
}

describe('a workbook', () => {
  test('holds every text as it is, in two readers', async () => {
    const texts = NAUGHTY.filter((text) => text !== '').map((text) => text.slice(0, 30_000));
    const file = workbookOf([sheet([['Text', 'Number'], ...texts.map((text, i) => [text, String(i)])])]);
    const workbook = await openWorkbook(file);
    const read: string[][] = [];
    for await (const { rows } of workbook.rows(workbook.sheets[0])) for (const { cells } of rows) read.push(cells);
    expect(read.slice(1)).toEqual(texts.map((text, i) => [text, String(i)]));
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['A & "B"']);
    expect((await readElsewhere(file)).slice(1)).toEqual(texts);
  });

  test('has no formula, whatever a text begins with', async () => {
    const file = workbookOf([
      sheet([
        ['=1+1', '+A1'],
        ['@SUM(A1)', '-1']
      ])
    ]);
    const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml']);
    expect(xml).not.toContain('<f>');
    expect(xml.match(/t="inlineStr"/g)).toHaveLength(4);
  });

  test('offers what can be chosen, and hides what is hidden', async () => {
    const choices = () => [{ ranges: ['A2:A3', 'A5:A5'], values: ['1', 'nobody'] }];
    const file = workbookOf([sheet([['Header', 'x']], { choices })]);
    const xml = strFromU8(unzipSync(new Uint8Array(await file.arrayBuffer()))['xl/worksheets/sheet1.xml']);
    expect(xml).toContain('sqref="A2:A3 A5:A5"><formula1>&quot;1,nobody&quot;</formula1>');
    expect(xml).toContain('<col min="2" max="2" width="20" customWidth="1" hidden="1"/>');
  });

  test('cuts what a cell cannot hold, and no character with it', async () => {
    const long = `${'a'.repeat(32_765)}😀😀`;
    const [text] = await readElsewhere(workbookOf([sheet([[long]])]));
    expect(text).toBe(`${'a'.repeat(32_765)}…`);
  });
});

test('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 27, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
});
