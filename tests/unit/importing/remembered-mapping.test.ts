import { describe, expect, it, vi } from 'vitest';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { rememberedReading, type PreviewOf } from '../../../src/lib/importing/remembered-reading';
import {
  MOST_REMEMBERED,
  rememberedOf,
  withRemembered,
  type RememberedMapping
} from '../../../src/lib/model/remembered-mapping';
import type { DialectChoice, FilePreview } from '../../../src/lib/protocol/import-api';
import { workbookFile } from '../../fixtures/workbook-writer';
import { fileOf } from './table-writer';

async function inspect(
  text: string | Blob,
  remembered: readonly RememberedMapping[],
  choice: DialectChoice = {}
): Promise<FilePreview> {
  const result = await inspectFile({
    file: typeof text === 'string' ? fileOf(text) : text,
    choice,
    target: 'accounts',
    rememberedMappings: remembered,
    catalogId: undefined
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The file as it was imported: one column sent elsewhere by hand. */
async function imported(
  text: string | Blob,
  { header, choice = {} }: { header: string; choice?: DialectChoice }
): Promise<RememberedMapping> {
  const preview = await inspect(text, [], choice);
  const mapping = preview.mapping.map((column) =>
    column.header === header ? { ...column, target: 'department' as const, confidence: 1 } : column
  );
  expect(mapping).not.toEqual(preview.mapping);
  return { exportKind: preview.exportKind, choice, mapping };
}

const targetOf = ({ mapping }: FilePreview, header: string) =>
  mapping.find((column) => column.header === header)?.target;

const VENDOR = 'login,email,odd\na,a@b.example,1\n';
const OTHER = 'badge,mail,odd\n1,a@b.example,1\n';

describe('mappings of several kinds', () => {
  it('do not overwrite one another: each file finds its own', async () => {
    const vendor = await imported(VENDOR, { header: 'odd' });
    const other = await imported(OTHER, { header: 'mail' });
    const both = withRemembered(withRemembered([], vendor), other);
    expect(both).toHaveLength(2);
    const again = await inspect('odd,login,email\n2,b,b@b.example\n', both);
    expect([again.isMappingRemembered, again.drift, targetOf(again, 'odd')]).toEqual([true, undefined, 'department']);
    const another = await inspect(OTHER, both);
    expect([another.isMappingRemembered, targetOf(another, 'mail'), targetOf(another, 'odd')]).toEqual([
      true,
      'department',
      'custom:odd'
    ]);
  });

  it('are of the file that has most in common where none has the same headers', async () => {
    const both = [await imported(OTHER, { header: 'mail' }), await imported(VENDOR, { header: 'odd' })];
    const preview = await inspect('login,odd,new\na,1,2\n', both);
    expect([preview.isMappingRemembered, preview.drift]).toEqual([false, { added: ['new'], missing: ['email'] }]);
    expect(targetOf(preview, 'odd')).toBe('department');
  });

  it('say nothing of a file that has nothing in common with any', async () => {
    const preview = await inspect('user,phone\na,1\n', [await imported(VENDOR, { header: 'odd' })]);
    expect([preview.isMappingRemembered, preview.drift]).toEqual([false, undefined]);
  });

  it('of a recognized export are found again when its columns have changed', async () => {
    const okta = 'login,firstName,lastName,email,secondEmail,mobilePhone,odd\na,b,c,d@e.example,,,1\n';
    const first = await imported(okta, { header: 'odd' });
    expect(first.exportKind).toBeDefined();
    const vendor = await imported(VENDOR, { header: 'odd' });
    const preview = await inspect(okta.replace('odd', 'odd,even'), [vendor, first]);
    expect([preview.exportKind, preview.drift]).toEqual([first.exportKind, { added: ['even'], missing: [] }]);
    expect(withRemembered([vendor, first], { ...first, mapping: preview.mapping })).toEqual([
      { ...first, mapping: preview.mapping },
      vendor
    ]);
  });

  it('are kept for the newest kinds', async () => {
    const vendor = await imported(VENDOR, { header: 'odd' });
    const kinds = Array.from({ length: MOST_REMEMBERED + 3 }, (_, i) => ({
      ...vendor,
      mapping: [...vendor.mapping, { column: 3, header: `h${i}`, target: undefined, confidence: 0 }]
    }));
    const kept = kinds.reduce<readonly RememberedMapping[]>((known, one) => withRemembered(known, one), []);
    expect(kept).toEqual(kinds.slice(3).reverse());
  });

  it('begin with the one of an app from before there were kinds', async () => {
    const { mapping } = await imported(VENDOR, { header: 'odd' });
    expect(rememberedOf({ lastMapping: undefined })).toEqual([]);
    const [old] = rememberedOf({ lastMapping: mapping });
    expect((await inspect(VENDOR, [old])).isMappingRemembered).toBe(true);
    const now = withRemembered([old], { exportKind: 'x/y', choice: {}, mapping });
    expect(rememberedOf({ lastMapping: mapping, rememberedMappings: now })).toEqual(now);
    expect(now).toHaveLength(1);
  });

  it('tell columns of one name apart by their order', async () => {
    const twice = 'login,email,odd,odd\na,a@b.example,1,2\n';
    const preview = await inspect(twice, []);
    const mapping = preview.mapping.map((column, at) => ({
      ...column,
      target: at === 3 ? ('title' as const) : column.target
    }));
    const again = await inspect(twice, [{ exportKind: undefined, choice: {}, mapping }]);
    expect(again.mapping.map(({ target }) => target)).toEqual(mapping.map(({ target }) => target));
    const more = await inspect('login,email,odd,odd,odd\na,a@b.example,1,2,3\n', [
      { exportKind: undefined, choice: {}, mapping }
    ]);
    expect(more.drift).toEqual({ added: [more.mapping[4].header], missing: [] });
  });
});

describe('what was chosen by hand', () => {
  const western = (text: string) => new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))]);

  it('is chosen again: the header row, where a title stands above it', async () => {
    const report = 'login,email,odd\nlogin,email,odd\na,a@b.example,1\nb,b@b.example,2\n';
    const first = await imported(report, { header: 'odd', choice: { headerRow: 1 } });
    const again = await inspect(report.replace('b@b', 'c@c'), [first]);
    expect([again.isMappingRemembered, again.replayed, again.dialect.headerRow]).toEqual([true, { headerRow: 1 }, 1]);
    expect(targetOf(again, 'odd')).toBe('department');
  });

  it('is chosen again: the delimiter, without which there are other columns', async () => {
    const odd = 'login|email|a,b,c\na|a@b.example|1,2,3\nb|b@b.example|1,2,3\n';
    const first = await imported(odd, { header: 'a,b,c', choice: { delimiter: '|' } });
    const again = await inspect(odd, [first]);
    expect([again.isMappingRemembered, again.replayed, again.dialect.delimiter]).toEqual([
      true,
      { delimiter: '|' },
      '|'
    ]);
  });

  it('is not chosen again where the file does not fit, or where a person chooses', async () => {
    const first = await imported('login;email;odd\na;a@b.example;1\n', { header: 'odd', choice: { delimiter: ';' } });
    const other = await inspect('user,phone\na,1\n', [first]);
    expect([other.replayed, other.dialect.delimiter]).toEqual([undefined, ',']);
    const chosen = await inspect('login;email;odd\na;a@b.example;1\n', [first], { headerRow: undefined });
    expect(chosen.replayed).toBeUndefined();
  });

  it('is chosen again: the sheet, where another has the same columns, unless it has gone', async () => {
    const rows = (login: string) => [
      ['login', 'email', 'odd'],
      [login, 'a@b.example', '1']
    ];
    const staff = { name: 'Staff', rows: rows('a') };
    const guests = { name: 'Guests', rows: rows('b') };
    const first = await imported(workbookFile({ sheets: [staff, guests] }), {
      header: 'odd',
      choice: { sheet: 'Guests' }
    });
    const again = await inspect(workbookFile({ sheets: [staff, guests] }), [first]);
    expect([again.isMappingRemembered, again.dialect.sheet, again.replayed]).toEqual([
      true,
      'Guests',
      { sheet: 'Guests' }
    ]);
    const gone = await inspect(workbookFile({ sheets: [staff] }), [first]);
    expect([gone.isMappingRemembered, gone.dialect.sheet]).toEqual([true, 'Staff']);
  });

  it('is chosen again: no header row, unless the file has one', async () => {
    const nameless = '7,a@b.example,1\n8,b@b.example,2\n';
    const preview = await inspect(nameless, [], { headerRow: undefined });
    const first = { exportKind: undefined, choice: { headerRow: undefined }, mapping: preview.mapping };
    const again = await inspect(nameless.replaceAll('b@', 'c@'), [first]);
    expect([again.isMappingRemembered, again.dialect.headerRow]).toEqual([true, undefined]);
    const named = await inspect(`login,email,odd\n${nameless}`, [first]);
    expect([named.isMappingRemembered, named.replayed, named.dialect.headerRow]).toEqual([false, undefined, 0]);
  });

  it('is not sought in other ways where the file fits as it is read', async () => {
    const vendor = await imported(VENDOR, { header: 'odd' });
    const western = { ...(await imported(OTHER, { header: 'mail' })), choice: { encoding: 'windows-1252' } } as const;
    const rememberedMappings = [western, vendor];
    const guess = await inspect(VENDOR, rememberedMappings);
    expect([guess.isMappingRemembered, guess.replayed]).toEqual([true, undefined]);
    const again = vi.fn<PreviewOf>(async () => guess);
    const request = {
      file: fileOf(VENDOR),
      choice: {},
      target: 'accounts',
      rememberedMappings,
      catalogId: undefined
    } as const;
    expect([await rememberedReading(guess, request, again), again.mock.calls]).toEqual([undefined, []]);
  });

  it('an encoding is not taken over the file’s own', async () => {
    const first = await imported(western('login,email,odd\nä,a@b.example,1\n'), {
      header: 'odd',
      choice: { encoding: 'windows-1252' }
    });
    const utf8 = await inspect('login,email,odd\nä,a@b.example,1\n', [first]);
    expect([utf8.isMappingRemembered, utf8.replayed, utf8.dialect.encoding]).toEqual([true, undefined, 'utf-8']);
    const plain = await inspect('login,email,odd\na,a@b.example,1\n', [first]);
    expect([plain.isMappingRemembered, plain.dialect.encoding]).toEqual([true, 'windows-1252']);
  });
});
