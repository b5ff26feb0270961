import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { JsonLineReader, MAX_LEVELS, MAX_LINE_BYTES } from '../../../src/lib/importing/json-line-reader';
import { planJsonLines } from '../../../src/lib/importing/json-lines-recipe';
import { stageFile } from '../../../src/lib/importing/stage-file';
import type { ImportRecipe } from '../../../src/lib/model/import-recipe';
import type { JobProgress } from '../../../src/lib/protocol/job';
import type { SegmentTransfer } from '../../../src/lib/protocol/segment-transfer';
import { objectsOf, rowsOf, stageText, type StagedText } from './stage-text';
import { fileOf, streamOf } from './table-writer';
import { utf8Blocks } from '../../../src/lib/importing/utf8-blocks';

const user = (name: string, more: object = {}) => JSON.stringify({ id: `id-${name}`, userName: name, ...more });
const group = (name: string, members: readonly string[], more: object = {}) =>
  JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    id: `id-${name}`,
    displayName: name,
    members: members.map((value) => ({ value })),
    ...more
  });

/** A value of JSON as text: names may be there twice, or be those of a prototype. */
const jsonText = fc.letrec<{ value: string; object: string; list: string; leaf: string }>((tie) => ({
  leaf: fc
    .oneof(fc.constantFrom('asha', 'g1', 'u1', '', ' ', 'Zoë "x"', 7, true, null), fc.string())
    .map((value) => JSON.stringify(value)),
  list: fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
  object: fc
    .array(
      fc.tuple(
        fc.constantFrom('value', 'display', 'displayName', 'type', 'primary', 'name', '__proto__', 'x'),
        tie('value')
      ),
      {
        maxLength: 4
      }
    )
    .map((pairs) => objectText(pairs)),
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('leaf'), tie('list'), tie('object'))
}));
const NAMES = ['emails', 'name', 'profile', '__proto__', 'constructor', 'urn:x:User', 'active', 'groups', 'x', 'Zoë'];

function objectText(pairs: readonly (readonly [string, string])[]): string {
  return `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
}

const id = fc.constantFrom('u1', 'u2', 'u3', 'g1', 'g2', 'gone');
const userText = fc
  .tuple(
    id,
    fc.array(fc.tuple(fc.constantFrom(...NAMES), jsonText.value), { maxLength: 6 }),
    fc.constantFrom('[]', '[{"value":"g1"}]', '[{"value":"g2","display":"Two"},"Three"]')
  )
  .map(([own, pairs, groups]) =>
    objectText([['id', `"${own}"`], ['userName', `"${own}"`], ['groups', groups], ...pairs])
  );
const groupText = fc
  .tuple(fc.constantFrom('g1', 'g2'), fc.array(id, { maxLength: 4 }), fc.boolean())
  .map(([own, members, isNamed]) =>
    group(own, members, { id: own, displayName: isNamed ? `Group ${own}` : undefined })
  );
const pageText = fc
  .array(userText, { maxLength: 3 })
  .map((users) => `{"totalResults":1,"Resources":[${[...users, '7'].join(',')}]}`);
const oddText = fc.constantFrom('7', '"x"', '[]', 'null', '{}');
const entryTexts = fc
  .array(fc.oneof({ weight: 6, arbitrary: userText }, { weight: 3, arbitrary: groupText }, pageText, oddText), {
    maxLength: 12
  })
  // So that it is lines, by the rule: an object first, and a second one.
  .map((texts) => [user('first'), user('second'), ...texts]);

/** What became of it, but for what says where: a page has places of its own. */
function seen({ preview, rows, summary }: StagedText) {
  return {
    mapping: preview.mapping,
    records: preview.records,
    recognized: preview.recognized,
    rows,
    attributes: summary.attributes,
    counts: [summary.rowsRead, summary.rowsStaged],
    // What cannot be read is shown as it stands: as a line, or as a value.
    issues: summary.issues.map(({ kind, count, examples }) => [
      kind,
      count,
      kind === 'unreadable-entry' ? [] : examples.map(({ excerpt }) => excerpt)
    ])
  };
}

describe('JSON Lines', () => {
  it('give what the same objects give as an array', async () => {
    await fc.assert(
      fc.asyncProperty(entryTexts, fc.constantFrom('\n', '\r\n', '\n\n', '\n \r\n'), async (texts, end) => {
        const lines = await stageText(texts.join(end));
        expect(lines.preview.dialect.format).toBe('json-lines');
        expect(seen(lines)).toEqual(seen(await stageText(`[${texts.join(',')}]`)));
      }),
      { numRuns: 300 }
    );
  });

  it('are numbered by their lines, blank ones counted', async () => {
    const staged = await stageText(`\uFEFF\n${user('a')}\r\n\r\n${user('b')}\n{"half":\n${user('c')}`);
    expect(staged.preview.dialect.format).toBe('json-lines');
    expect(staged.numbers).toEqual([2, 4, 6]);
    expect(staged.summary.issues.map(({ kind, examples }) => [kind, examples[0].record])).toEqual([
      ['unreadable-entry', 5]
    ]);
  });

  it('have groups in several parts, before and behind their members', async () => {
    const staged = await stageText(
      [group('Sales', ['id-a']), user('a'), user('b'), group('All', ['id-a', 'id-b']), group('Sales', ['id-b'])].join(
        '\n'
      )
    );
    expect(objectsOf(staged).map(({ groups }) => groups)).toEqual(['Sales\nAll', 'All\nSales']);
    expect(staged.preview.mapping.at(-1)).toMatchObject({ header: 'groups', target: 'groups' });
    expect(staged.preview.records[1].at(-1)).toBe('Sales\nAll');
  });

  it('are told by content: a second object below a whole one', async () => {
    const formatOf = async (text: string) => (await stageText(text)).preview.dialect.format;
    expect(await formatOf(`${user('a')}\n${user('b')}`)).toBe('json-lines');
    expect(await formatOf(`\n\n${user('a')}\n\n${user('b')}`)).toBe('json-lines');
    expect(await formatOf(`${user('a')}\n\n`)).toBe('scim-json');
    expect(await formatOf(`[${user('a')},\n${user('b')}]`)).toBe('scim-json');
    expect(await formatOf(JSON.stringify(JSON.parse(user('a')), undefined, 1))).toBe('scim-json');
    // A group whose line is longer than the head.
    const long = group(
      'All',
      Array.from({ length: 9000 }, (_, i) => `id-${i}-of-a-member-with-a-long-identifier`)
    );
    expect(long.length).toBeGreaterThan(1 << 18);
    expect(await formatOf(`${long}\n${user('a')}\n`)).toBe('json-lines');
  });

  it('in UTF-16 come in too', async () => {
    const text = `${user('a', { displayName: 'Zoë' })}\n${user('b')}\n`;
    const bytes = Uint8Array.from([...text].flatMap((sign) => [sign.charCodeAt(0) & 0xff, sign.charCodeAt(0) >> 8]));
    const preview = await inspected(new Blob([bytes]));
    expect([preview.dialect.format, preview.dialect.encoding]).toEqual(['json-lines', 'utf-16le']);
    expect(preview.records[1]).toContain('Zoë');
  });

  it('report bytes over both passes, never less than before', async () => {
    const text = `${group('All', ['id-a'])}\n${`${user('a', { title: 'x'.repeat(400) })}\n`.repeat(12_000)}`;
    const { progress } = await staged(fileOf(text));
    expect(progress.at(-1)).toEqual({ phase: 'reading', done: text.length, total: text.length, rows: 12_000 });
    const done = progress.map((report) => report.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done[0]).toBeLessThan(text.length / 2);
  });
});

async function inspected(file: Blob) {
  const result = await inspectFile({
    file,
    choice: {},
    target: 'users',
    rememberedMappings: undefined,
    catalogId: undefined
  });
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

async function staged(file: Blob, recipe?: ImportRecipe) {
  const segments: SegmentTransfer[] = [];
  const progress: JobProgress[] = [];
  const outcome = await stageFile(
    { file, recipe: recipe ?? (await inspected(file)) },
    (segment) => Promise.resolve(void segments.push(segment)),
    (report) => void progress.push(report)
  );
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return { summary: outcome.value, rows: segments.flatMap(rowsOf), progress };
}

describe('columns behind the preview', () => {
  const late = [
    user('a'),
    user('b', { title: 'x' }),
    user('c', { 'phone ': '7', password: 'no', zest: 'yes' }),
    group('All', ['id-a'])
  ];
  /** As if the preview had ended behind the first line. */
  async function early(): Promise<ImportRecipe> {
    const { dialect, mapping } = await inspected(fileOf(`${user('a')}\n${user('b')}`));
    return {
      dialect: { ...dialect, columns: { names: ['id', 'userName'], isWhole: false, hasGroups: false } },
      mapping
    };
  }

  it('come in, under what is surely known of them, and are told with their line', async () => {
    const { summary, rows } = await staged(fileOf(late.join('\n')), await early());
    expect(summary.attributes).toEqual(['externalId', 'userName', 'title', 'phone', 'custom:zest', 'groups']);
    expect(rows).toEqual([
      ['id-a', 'a', '', '', '', 'All'],
      ['id-b', 'b', 'x', '', '', ''],
      ['id-c', 'c', '', '7', 'yes', '']
    ]);
    expect(
      summary.issues.map(({ kind, examples }) => [kind, examples.map(({ record, excerpt }) => [record, excerpt])])
    ).toEqual([
      [
        'late-column',
        [
          [2, 'title'],
          [3, 'phone '],
          [3, 'zest'],
          [4, 'groups']
        ]
      ]
    ]);
  });

  it('are never given an attribute that somebody has given to another column', async () => {
    const recipe = await early();
    const mapping = recipe.mapping.map((column) =>
      column.header === 'id' ? { ...column, target: 'title' as const } : column
    );
    const { recipe: planned } = await planJsonLines(fileOf(late.join('\n')), { ...recipe, mapping }, () => undefined);
    expect(planned.mapping.map(({ target }) => target)).toEqual([
      'title',
      'userName',
      'custom:title',
      'phone',
      undefined,
      'custom:zest',
      'groups'
    ]);
  });

  it('are found in a file of which the preview reads a part', { timeout: 60_000 }, async () => {
    const line = user('a', { title: 'x'.repeat(3000) });
    const lines = Array.from({ length: 23_000 }, () => line);
    lines.push(user('b', { zest: 'yes' }));
    const file = new Blob([lines.join('\n')]);
    const { dialect, mapping, isWhole } = await inspected(file);
    expect([isWhole, mapping.length]).toEqual([false, 3]);
    const { summary, rows } = await staged(file, { dialect, mapping });
    expect(rows).toHaveLength(23_001);
    expect(rows.at(-1)).toEqual(['id-b', 'b', '', 'yes']);
    expect(summary.issues[0]).toMatchObject({ kind: 'late-column', examples: [{ record: 23_001, excerpt: 'zest' }] });
  });
});

describe('hostile lines', () => {
  const nested = (levels: number) => `{"userName":"deep","x":${'['.repeat(levels - 1)}1${']'.repeat(levels - 1)}}`;

  it('that are too deep are left out, those at the limit come in', async () => {
    const brackets = user('text', { title: '[{'.repeat(200) + '\\"[' });
    const { rows, summary } = await stageText(
      [user('a'), nested(MAX_LEVELS), nested(MAX_LEVELS + 1), nested(500_000), brackets].join('\n')
    );
    expect(rows.map((row) => row[1])).toEqual(['a', 'deep', 'text']);
    expect(summary.issues.map(({ kind, count }) => [kind, count])).toEqual([['unreadable-entry', 2]]);
  });

  it(
    'that are too long are left out, wherever blocks end, and reading goes on behind them',
    { timeout: 60_000 },
    async () => {
      const long = (bytes: number) => `{"userName":"long","x":"${'é'.repeat((bytes - 26) / 2)}"}`;
      const lines = [
        user('a'),
        long(MAX_LINE_BYTES),
        user('b'),
        long(MAX_LINE_BYTES + 2),
        user('c'),
        long(MAX_LINE_BYTES * 2)
      ];
      const bytes = new TextEncoder().encode(lines.join('\n'));
      for (const size of [1 << 16, 1 << 20, 1 << 26]) {
        const found: unknown[] = [];
        const reader = new JsonLineReader({
          resource: ({ userName }, number) => void found.push([number, userName]),
          unreadable: (number, excerpt) => void found.push([number, excerpt.slice(0, 18)])
        });
        for await (const block of utf8Blocks(streamOf(bytes, [size]), 'utf-8', 1 << 19)) reader.read(block);
        expect(found).toEqual([
          [1, 'a'],
          [2, 'long'],
          [3, 'b'],
          [4, '{"userName":"long"'],
          [5, 'c'],
          [6, '{"userName":"long"']
        ]);
      }
    }
  );

  it('of ever new columns end the import', async () => {
    const text = Array.from({ length: 1500 }, (_, i) => user(`u${i}`, { [`x${i}`]: 1 })).join('\n');
    const result = await inspectFile({
      file: fileOf(text),
      choice: {},
      target: 'users',
      rememberedMappings: undefined,
      catalogId: undefined
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'file-too-many-columns' } });
  });

  it('leave prototypes alone', async () => {
    const line = '{"userName":"a","__proto__":{"admin":true},"constructor":"x"}';
    const { preview, rows } = await stageText(`${line}\n${line}`);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    expect(preview.mapping.map(({ header }) => header)).toEqual(['userName', '__proto__.admin', 'constructor']);
    expect(rows[0]).toEqual(['a', 'true', 'x']);
  });
});
