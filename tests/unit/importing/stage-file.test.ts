import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SEGMENT_ROWS } from '../../../src/lib/engine/segment';
import { cellSlot } from '../../../src/lib/engine/segment';
import { unpackSegment } from '../../../src/lib/engine/packed-segment';
import { hashFile } from '../../../src/lib/importing/hash-file';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { stageFile, type Take } from '../../../src/lib/importing/stage-file';
import type { ImportRecipe } from '../../../src/lib/model/import-recipe';
import type { JobProgress } from '../../../src/lib/protocol/job';
import type { DialectChoice } from '../../../src/lib/protocol/import-api';
import type { SegmentTransfer } from '../../../src/lib/protocol/segment-transfer';
import { fileOf } from './table-writer';

async function recipeOf(file: Blob, choice: DialectChoice = {}): Promise<ImportRecipe> {
  const result = await inspectFile({
    file,
    choice,
    target: 'accounts',
    rememberedMappings: undefined,
    catalogId: undefined
  });
  if (!result.ok) throw new Error(result.error.kind);
  return { dialect: result.value.dialect, mapping: result.value.mapping };
}

function cellsOf(transfers: readonly SegmentTransfer[]): string[][] {
  return transfers.flatMap(({ buffer, rowCount }) => {
    const columns = [...unpackSegment(buffer).columns.values()];
    return Array.from({ length: rowCount }, (_, row) =>
      columns.map((column) => {
        const slot = cellSlot(column, row);
        return new TextDecoder().decode(column.bytes.subarray(column.offsets[slot], column.offsets[slot + 1]));
      })
    );
  });
}

async function stage(text: string, options: { recipe?: ImportRecipe; take?: Take; choice?: DialectChoice } = {}) {
  const file = fileOf(text);
  const segments: SegmentTransfer[] = [];
  const progress: JobProgress[] = [];
  const keep: Take = (segment) => {
    segments.push(segment);
    return Promise.resolve();
  };
  const recipe = options.recipe ?? (await recipeOf(file, options.choice));
  const outcome = await stageFile({ file, recipe }, options.take ?? keep, (report) => progress.push(report));
  return { outcome, rows: cellsOf(segments), segments, progress };
}

async function stagedOf(text: string, choice: DialectChoice = {}) {
  const { outcome, ...rest } = await stage(text, { choice });
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return { ...rest, summary: outcome.value, issues: outcome.value.issues.map(({ kind, count }) => [kind, count]) };
}

describe('staging', () => {
  it('fills the mapped attributes, everything as text', async () => {
    const { rows, summary } = await stagedOf(
      'Employee ID,User Name,note\n00123,asha,1e5\n1234567890123456789,ben,TRUE\n'
    );
    expect(summary.attributes).toEqual(['employeeNumber', 'userName', 'custom:note']);
    expect(rows).toEqual([
      ['00123', 'asha', '1e5'],
      ['1234567890123456789', 'ben', 'TRUE']
    ]);
  });

  it('hands out full segments, in order, at most three at a time', async () => {
    const count = 6 * SEGMENT_ROWS + 10;
    const text = 'login\n' + Array.from({ length: count }, (_, i) => `user${i}\n`).join('');
    let underWay = 0;
    let mostUnderWay = 0;
    const segments: SegmentTransfer[] = [];
    const take: Take = async (segment) => {
      segments.push(segment);
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 200));
      underWay--;
    };
    const { outcome } = await stage(text, { take });
    expect(outcome).toMatchObject({ status: 'done', value: { rowsRead: count, rowsStaged: count } });
    expect(underWay).toBe(0);
    expect(mostUnderWay).toBe(3);
    expect(segments.map(({ rowCount }) => rowCount)).toEqual([...new Array<number>(6).fill(SEGMENT_ROWS), 10]);
    expect(cellsOf(segments).flat()).toEqual(Array.from({ length: count }, (_, i) => `user${i}`));
  });

  it('reports bytes and rows, at the end all of them', async () => {
    const text = 'login\n' + 'asha\n'.repeat(300_000);
    const { progress } = await stagedOf(text);
    expect(progress.at(-1)).toEqual({ phase: 'reading', done: text.length, total: text.length, rows: 300_000 });
    for (const [i, { done }] of progress.entries())
      expect(done).toBeGreaterThanOrEqual(progress[Math.max(0, i - 1)].done);
  });

  it('leaves out the header, what stands before it, and blank lines', async () => {
    const { rows, summary } = await stagedOf('Report,\n\nlogin,email\n\nasha,a@b.example\n,\n\nben,b@b.example\n\n');
    expect(rows).toEqual([
      ['asha', 'a@b.example'],
      ['ben', 'b@b.example']
    ]);
    expect([summary.rowsRead, summary.issues]).toEqual([2, []]);
  });

  it('begins with the first record where there is no header row, but never with sep=', async () => {
    const { rows } = await stagedOf('sep=;\nasha;a@b.example\nben;b@b.example\n', { headerRow: undefined });
    expect(rows.map((row) => row.at(-1))).toEqual(['a@b.example', 'b@b.example']);
  });
});

it('a file of headers only is a list without rows', async () => {
  const { summary, segments } = await stagedOf('login,email\n\n');
  expect([summary.rowsRead, summary.rowsStaged, summary.attributes, segments]).toEqual([
    0,
    0,
    ['userName', 'email'],
    []
  ]);
});

it('a small file comes with its SHA-256, a large one is hashed by a call of its own', async () => {
  const text = 'login\nasha\n';
  const expected = createHash('sha256').update(text).digest('hex');
  expect((await stagedOf(text)).summary.fileHash).toBe(expected);
  expect(await hashFile(fileOf(text))).toBe(expected);
  expect((await stagedOf('login\n' + `${'a'.repeat(999)}\n`.repeat(9000))).summary.fileHash).toBeUndefined();
});

describe('row issues', () => {
  it('are counted and shown with the record they stand in', async () => {
    const { issues, summary, rows } = await stagedOf(
      'login,email,title\nasha,a@b.example\nben,b@b.example,x,more\n,,Analyst\nzo\uFFFDe,z@b.example,x\nnul\0,n@b.example,x\nok,o@b.example,x,,\n'
    );
    expect(issues).toEqual([
      ['too-few-fields', 1],
      ['too-many-fields', 1],
      ['no-identifier', 1],
      ['damaged-characters', 1],
      ['control-characters', 1]
    ]);
    expect(summary.issues.map(({ examples }) => examples[0].record)).toEqual([2, 3, 4, 5, 6]);
    expect([summary.rowsRead, summary.rowsStaged, rows.length]).toEqual([6, 5, 5]);
  });

  it('keep at most a hundred rows of a kind', async () => {
    const { summary } = await stagedOf('login,title\n' + 'asha\n'.repeat(500));
    expect([summary.issues[0].count, summary.issues[0].examples.length, summary.issues[0].examples[99].record]).toEqual(
      [500, 100, 101]
    );
  });

  it('leave out the record of an unterminated quote and go on', async () => {
    const { rows, issues, summary } = await stagedOf('login,title\nasha,"open\nben,x\n');
    expect([rows, issues]).toEqual([[['ben', 'x']], [['unterminated-quote', 1]]]);
    expect([summary.rowsRead, summary.rowsStaged]).toEqual([2, 1]);
  });
});

describe('a stage that cannot succeed', () => {
  it('says that no column tells rows apart', async () => {
    const recipe = await recipeOf(fileOf('title,department\nx,y\nx,y\n'), { headerRow: 0 });
    const { outcome } = await stage('title,department\nx,y\nx,y\n', { recipe });
    expect(outcome).toEqual({ status: 'failed', error: { kind: 'file-no-usable-column' } });
  });

  it('says that there are no rows where there are no headers either', async () => {
    const recipe = await recipeOf(fileOf('asha,a@b.example\n'), { headerRow: undefined });
    expect((await stage('\n\n', { recipe })).outcome).toEqual({ status: 'failed', error: { kind: 'file-no-rows' } });
  });

  it('says where the encoding breaks, far behind the head', async () => {
    const file = new Blob(['login\n', 'asha\n'.repeat(100_000), Uint8Array.of(0xe9), '\n']);
    const outcome = await stageFile(
      { file, recipe: await recipeOf(file) },
      () => Promise.resolve(),
      () => undefined
    );
    expect(outcome).toEqual({
      status: 'failed',
      error: { kind: 'file-wrong-encoding', encoding: 'utf-8', byteOffset: 500_006 }
    });
  });

  it('ends when the engine takes no more', async () => {
    const text = 'login\n' + 'asha\n'.repeat(3 * SEGMENT_ROWS);
    const { outcome } = await stage(text, { take: () => Promise.reject(new Error('The stage is gone.')) });
    expect(outcome).toEqual({ status: 'failed', error: { kind: 'import-stopped', cause: 'The stage is gone.' } });
  });
});
