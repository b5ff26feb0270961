import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRecords } from '../../../src/lib/importing/read-records';
import { EXPORTS } from '../../fixtures/exports/exports';
import { workbookFile } from '../../fixtures/workbook-writer';
import { stageBlob } from './stage-blob';

const FOLDER = new URL('../../fixtures/exports/', import.meta.url);
const TABLES = EXPORTS.filter(({ file }) => /\.(?:csv|tsv|txt)$/.test(file));

/** People open an export in a spreadsheet and save it: nothing of what comes in may depend on that. */
it.each(TABLES.map(({ catalogId, file }) => ({ catalogId, file })))(
  '$catalogId/$file comes in from a workbook as it does by itself',
  async ({ catalogId, file }) => {
    const bytes = readFileSync(new URL(`${catalogId}/${file}`, FOLDER));
    const plain = await stageBlob(new File([new Uint8Array(bytes)], file));
    const { encoding, delimiter } = plain.preview.dialect;
    const rows = readRecords(new TextDecoder(encoding).decode(bytes), delimiter, -1, true);
    const staged = await stageBlob(workbookFile({ sheets: [{ name: 'Export', rows }] }));
    expect(staged.preview.recognized).toEqual(plain.preview.recognized);
    expect(staged.preview.mapping).toEqual(plain.preview.mapping);
    expect(staged.rows).toEqual(plain.rows);
    expect(staged.numbers).toEqual(plain.numbers);
  }
);
