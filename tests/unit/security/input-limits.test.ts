import { gzipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  MAX_DIRECTORY_BYTES,
  MAX_MEMBERS,
  MAX_UNPACKED_BYTES,
  MAX_WORKBOOK_BYTES
} from '../../../src/lib/importing/archive-limits';
import { MAX_LEVELS } from '../../../src/lib/importing/json-line-reader';
import { MAX_COLUMNS } from '../../../src/lib/importing/max-columns';
import { MAX_ENTRY_BYTES } from '../../../src/lib/importing/read-entries';
import { MAX_CELL_CHARS, MAX_CELL_LINES } from '../../../src/lib/importing/record-reader';
import type { RowIssueKind } from '../../../src/lib/model/row-issue';
import { errorMessage } from '../../../src/lib/state/error-message';
import { inline, packed, workbookBytes } from '../../fixtures/workbook-writer';
import { refusalOf, stageBlob } from '../importing/stage-blob';

/** What one import may hold: every limit, what becomes of what is beyond it, and that there are words for it. */
const HUGE = 'x'.repeat(MAX_CELL_CHARS + 1);
const AT_LIMIT = 'x'.repeat(MAX_CELL_CHARS);

const file = (text: string | Uint8Array, name = 'list') =>
  new File([typeof text === 'string' ? text : new Uint8Array(text)], name);
const scim = (...names: string[]) =>
  JSON.stringify({ Resources: names.map((displayName, i) => ({ userName: `u${i}`, displayName })) });

async function issuesOf(list: File): Promise<{ rows: number; issues: readonly (readonly [RowIssueKind, number])[] }> {
  const { rows, summary } = await stageBlob(list);
  return { rows: rows.length, issues: summary.issues.map(({ kind, count }) => [kind, count] as const) };
}

const LEFT_OUT = { rows: 2, issues: [['oversized-cell', 1]] };

describe('A cell of more than 1 MiB leaves its row out, and is told', () => {
  it.each([
    ['CSV', `username,name\na,ok\nb,${HUGE}\nc,${AT_LIMIT}\n`],
    ['quoted CSV', `username,name\na,ok\nb,"${HUGE}"\nc,"${AT_LIMIT}"\n`],
    ['SCIM', scim('ok', HUGE, AT_LIMIT)],
    [
      'JSON Lines',
      ['ok', HUGE, AT_LIMIT].map((displayName, i) => JSON.stringify({ userName: `u${i}`, displayName })).join('\n')
    ],
    [
      'LDIF',
      ['ok', HUGE, AT_LIMIT.slice(20)]
        .map((name, i) => `dn: uid=u${i},dc=x\nobjectClass: person\nuid: u${i}\ndescription: ${name}\n`)
        .join('\n')
    ]
  ])('in %s', async (_, text) => expect(await issuesOf(file(text))).toEqual(LEFT_OUT));

  it('in a workbook', async () => {
    const rows = [
      ['username', 'name'],
      ['a', 'ok'],
      ['b', inline(HUGE)],
      ['c', inline(AT_LIMIT)]
    ];
    expect(await issuesOf(file(workbookBytes({ sheets: [{ name: 'S', rows }] })))).toEqual(LEFT_OUT);
  });

  it('put together of values that are small', async () => {
    const values = Array.from({ length: 30_000 }, (_, i) => `description: ${'y'.repeat(40)}${i}`).join('\n');
    const text = ['', '', values]
      .map((more, i) => `dn: uid=u${i},dc=x\nobjectClass: person\nuid: u${i}\ncn: n\n${more}`)
      .join('\n\n');
    expect(await issuesOf(file(`${text}\n`))).toEqual(LEFT_OUT);
  });

  it('as one of more than 1,000 lines does', async () => {
    const lines = (count: number) => Array.from({ length: count }, () => 'x').join('\n');
    const { issues } = await issuesOf(
      file(`username,name\na,"${lines(MAX_CELL_LINES)}"\nb,"${lines(MAX_CELL_LINES + 1)}"\n`)
    );
    expect(issues).toEqual([['oversized-cell', 1]]);
  });
});

describe('Objects within objects', () => {
  it('of one JSON document are followed a few levels', async () => {
    const deep = `{"d":${'{"results":[],"d":'.repeat(60_000)}1${'}'.repeat(60_001)}`;
    expect(await refusalOf(file(deep))).toEqual({ kind: 'file-no-rows' });
    const { rows } = await stageBlob(file(`[{"userName":"a","x":${'{"x":'.repeat(60_000)}1${'}'.repeat(60_000)}}]`));
    expect(rows).toEqual([['a']]);
  });

  it(`of a JSON line leave it out beyond ${MAX_LEVELS} levels, and it is told`, async () => {
    const nested = (levels: number) =>
      `{"userName":"n${levels}","x":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    const told = await issuesOf(file(['{"userName":"a"}', nested(MAX_LEVELS), nested(MAX_LEVELS + 1)].join('\n')));
    expect(told).toEqual({ rows: 2, issues: [['unreadable-entry', 1]] });
  });

  it('are no archives within archives', async () => {
    const inner = packed({ 'users.csv': 'username\na\n' });
    for (const outer of [
      packed({ 'inner.zip': new Uint8Array(inner) }),
      gzipSync(new Uint8Array(inner)),
      gzipSync(gzipSync(strToU8('username\na\n')))
    ])
      expect(await refusalOf(file(new Uint8Array(outer)))).toEqual({ kind: 'archive-nested' });
  });
});

describe('More than a thousand columns are refused', () => {
  const names = Array.from({ length: MAX_COLUMNS }, (_, i) => `c${i}`);
  it.each([
    ['CSV', `username,${names.join(',')}\n${'a,'.repeat(MAX_COLUMNS)}a\n`],
    ['SCIM', JSON.stringify([{ userName: 'a', ...Object.fromEntries(names.map((name) => [name, 'x'])) }])],
    [
      'JSON Lines',
      `{"userName":"b"}\n${JSON.stringify({ userName: 'a', ...Object.fromEntries(names.map((name) => [name, 'x'])) })}`
    ],
    ['LDIF', `dn: uid=a,dc=x\nobjectClass: person\n${names.map((name) => `${name}: x`).join('\n')}\n`]
  ])('of %s', async (_, text) =>
    expect(await refusalOf(file(text))).toMatchObject({ kind: 'file-too-many-columns', limit: MAX_COLUMNS })
  );
});

describe('Every limit', () => {
  it('is what the documentation says', () => {
    expect({ MAX_CELL_CHARS, MAX_CELL_LINES, MAX_COLUMNS, MAX_LEVELS, MAX_MEMBERS }).toEqual({
      MAX_CELL_CHARS: 2 ** 20,
      MAX_CELL_LINES: 1000,
      MAX_COLUMNS: 1000,
      MAX_LEVELS: 64,
      MAX_MEMBERS: 10_000
    });
    expect(
      [MAX_ENTRY_BYTES, MAX_UNPACKED_BYTES, MAX_WORKBOOK_BYTES, MAX_DIRECTORY_BYTES].map((bytes) => bytes / 2 ** 20)
    ).toEqual([256, 512, 100, 16]);
  });

  it('has a sentence, a cause and a next step', () => {
    for (const error of [
      { kind: 'file-too-large', bytes: 2 ** 30, limit: MAX_ENTRY_BYTES },
      { kind: 'file-too-many-columns', columns: 1001, limit: MAX_COLUMNS },
      { kind: 'archive-nested' },
      { kind: 'archive-too-large', bytes: 2 ** 30, limit: MAX_UNPACKED_BYTES },
      { kind: 'archive-suspicious', packedBytes: 2 ** 10, bytes: 2 ** 30 },
      { kind: 'import-stopped', cause: 'Record 7 is longer than 64 MiB.' },
      { kind: 'system-too-large', host: 'a.test', limit: 2 ** 26 },
      { kind: 'system-answer', host: 'a.test', cause: 'Its parts are nested more than 64 deep.', excerpt: '' },
      { kind: 'system-incomplete', host: 'a.test', cause: { kind: 'endless', records: 10_000_000 } }
    ] as const) {
      const { title, cause, remedy } = errorMessage(error);
      for (const words of [title, cause, remedy]) expect(words.length, error.kind).toBeGreaterThan(10);
    }
  });
});
