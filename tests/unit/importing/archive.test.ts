import fc from 'fast-check';
import { deflateSync, gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkSum } from '../../../src/lib/importing/archive-check-sum';
import { blobOf, unpackMember } from '../../../src/lib/importing/archive-unpack';
import { readZipDirectory } from '../../../src/lib/importing/zip-directory';
import { previewOf, refusalOf, stageBlob, stagedOutcome, inspected } from './stage-blob';
import { objectsOf, rowsOf } from './stage-text';
import { number, packed, workbookBytes } from '../../fixtures/workbook-writer';

const USERS = 'User ID,E-mail\nawolff,anna.wolff@alder.example\ntkhan,tom.khan@alder.example\n';
const GROUPS = 'Group,Members\nSales,3\n';
const MIB = 2 ** 20;

function zip(files: Record<string, string | Uint8Array>, name = 'list.zip'): File {
  return new File([packed(files)], name);
}

function file(bytes: Uint8Array, name = 'list.zip'): File {
  return new File([new Uint8Array(bytes)], name);
}

const people = () =>
  workbookBytes({
    sheets: [
      {
        name: 'People',
        rows: [
          ['User ID', 'E-mail', 'Hire Date'],
          ['awolff', 'anna.wolff@alder.example', number(46_053, 1)],
          ['tkhan', 'tom.khan@alder.example', number(46_054, 1)]
        ]
      }
    ],
    formats: ['yyyy-mm-dd']
  });

describe('a zip', () => {
  it('of one list is read like the list', async () => {
    const staged = await stageBlob(zip({ 'users.csv': USERS }));
    const plain = await stageBlob(new File([USERS], 'users.csv'));
    expect(staged.rows).toEqual(plain.rows);
    expect(staged.preview.mapping).toEqual(plain.preview.mapping);
    expect(staged.preview.dialect).toEqual({ ...plain.preview.dialect, member: 'users.csv' });
    expect(staged.summary.fileHash).not.toBe(plain.summary.fileHash);
  });

  it('of several is read from the largest, or from the one that is chosen, never from what a Mac adds', async () => {
    const archive = zip({
      'export/': new Uint8Array(0),
      'export/groups.csv': GROUPS,
      '__MACOSX/export/._users.csv': 'x'.repeat(5000),
      'export/.DS_Store': 'x'.repeat(5000),
      'export/users.csv': USERS,
      'export/picture.png': 'x'.repeat(5000)
    });
    const preview = await previewOf(archive);
    expect(preview.members).toEqual(['export/groups.csv', 'export/users.csv']);
    expect(preview.dialect.member).toBe('export/users.csv');
    expect((await previewOf(archive, { member: 'export/groups.csv' })).records[1]).toEqual(['Sales', '3']);
    expect(await refusalOf(archive, { member: 'gone.csv' })).toMatchObject({ kind: 'file-unreadable' });
  });

  it('is read from the file that has the columns of the last import', async () => {
    const then = (await previewOf(zip({ 'users-03.csv': USERS }))).mapping;
    const now = zip({
      'users-04.csv': USERS,
      'log-04.csv': `Time,Text\n${'1,went on\n'.repeat(20)}`
    });
    expect((await previewOf(now)).dialect.member).toBe('log-04.csv');
    expect(await previewOf(now, {}, then)).toMatchObject({
      isMappingRemembered: true,
      dialect: { member: 'users-04.csv' }
    });
  });

  it('may hold a workbook, LDIF or JSON, and a list without an ending', async () => {
    expect(objectsOf(await stageBlob(zip({ 'a.xlsx': people() })))).toMatchObject([{ userName: 'awolff' }, {}]);
    expect((await previewOf(zip({ 'a.xlsx': people() }))).dialect).toMatchObject({
      format: 'workbook',
      member: 'a.xlsx',
      sheet: 'People'
    });
    expect((await previewOf(zip({ 'a.json': '[{"userName":"a"}]' }))).dialect.format).toBe('scim-json');
    expect((await previewOf(zip({ 'a.ldif': 'dn: uid=a\nuid: a\n' }))).dialect.format).toBe('ldif');
    expect((await previewOf(zip({ EXPORT: USERS }))).dialect.member).toBe('EXPORT');
  });

  it('is refused with its own reason where there is none to read', async () => {
    expect(await refusalOf(zip({}))).toEqual({ kind: 'archive-empty' });
    expect(await refusalOf(zip({ '__MACOSX/._a.csv': 'x', 'folder/': '' }))).toEqual({ kind: 'archive-empty' });
    expect(await refusalOf(zip({ 'inner.zip': packed({ 'users.csv': USERS }) }))).toEqual({ kind: 'archive-nested' });
    expect(await refusalOf(zip({ 'users.csv': packed({ 'users.csv': USERS }) }))).toEqual({ kind: 'archive-nested' });
    expect(await refusalOf(zip({ 'users.csv': gzipSync(strToU8(USERS)) }))).toEqual({ kind: 'archive-nested' });
    expect(await refusalOf(zip({ 'users.csv': '' }))).toEqual({ kind: 'file-empty' });
    expect(await refusalOf(zip({ 'a.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }))).toMatchObject({
      kind: 'file-not-supported'
    });
    expect(await refusalOf(zip({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>' }, 'a.docx'))).toEqual({
      kind: 'file-not-supported',
      name: 'a.docx'
    });
    expect(await refusalOf(zip({ mimetype: 'x', 'content.xml': '<x/>' }, 'a.ods'))).toMatchObject({
      kind: 'file-not-supported'
    });
    expect(await refusalOf(zip({ '[Content_Types].xml': '<x/>', 'xl/workbook.bin': 'x' }))).toEqual({
      kind: 'workbook-old'
    });
  });

  it('is refused where it has a password, or is packed in another way', async () => {
    expect(await refusalOf(file(patched(packed({ 'users.csv': USERS }), 8, 1)))).toEqual({
      kind: 'file-encrypted',
      what: 'archive'
    });
    expect(await refusalOf(file(patched(packed({ 'users.csv': USERS }), 10, 14)))).toMatchObject({
      kind: 'file-unreadable'
    });
  });

  it('may have something before it and a comment behind it', async () => {
    const commented = zipSync({ 'users.csv': strToU8(USERS) });
    const note = strToU8('made on Monday');
    new DataView(commented.buffer).setUint16(commented.length - 2, note.length, true);
    const unpacker = new Uint8Array([0x50, 0x4b, 3, 4, ...new Uint8Array(500)]);
    const staged = await stageBlob(new File([unpacker, new Uint8Array(commented), note], 'a.zip'));
    expect(staged.rows).toHaveLength(2);
  });

  it('may have sizes of 64 bits', async () => {
    expect((await stageBlob(file(wide('users.csv', USERS)))).rows).toHaveLength(2);
  });
});

describe('a gzip file', () => {
  it('is read like what it holds, of one member or of several', async () => {
    const staged = await stageBlob(file(gzipSync(strToU8(USERS)), 'users.csv.gz'));
    expect(objectsOf(staged)).toMatchObject([{ userName: 'awolff' }, { userName: 'tkhan' }]);
    const parts = [gzipSync(strToU8(USERS)), gzipSync(strToU8('mlee,m.lee@alder.example\n'))].map(
      (part) => new Uint8Array(part)
    );
    expect((await stageBlob(new File(parts, 'a.gz'))).rows).toHaveLength(3);
  });

  it('is refused where it is cut or damaged, or holds an archive', async () => {
    const whole = gzipSync(strToU8(USERS));
    for (let end = 2; end < whole.length; end++) {
      expect(await refusalOf(file(whole.slice(0, end))), `${end} bytes`).toMatchObject({ kind: 'file-malformed' });
    }
    expect(await refusalOf(file(gzipSync(packed({ 'users.csv': USERS }))))).toEqual({ kind: 'archive-nested' });
    const tar = new Uint8Array(512);
    tar.set(strToU8('ustar'), 257);
    expect(await refusalOf(file(gzipSync(tar), 'a.tgz'))).toEqual({ kind: 'file-not-supported', name: 'This file' });
    expect(await refusalOf(file(gzipSync(new Uint8Array(60 * MIB))))).toMatchObject({ kind: 'archive-suspicious' });
  });
});

describe('a file that would do harm', () => {
  const bomb = zipSync({ 'users.csv': new Uint8Array(60 * MIB) });

  it('is refused before it is unpacked, by what it says of itself', async () => {
    expect(await refusalOf(file(bomb))).toMatchObject({ kind: 'archive-suspicious', bytes: 60 * MIB });
    const huge = sized(packed({ 'users.csv': USERS }), { packed: 50 * MIB, bytes: 600 * MIB });
    expect(await refusalOf(file(huge))).toMatchObject({ kind: 'archive-too-large', bytes: 600 * MIB });
    const parts = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}.csv`, 'x']));
    expect(await refusalOf(zip(parts))).toMatchObject({ kind: 'file-malformed' });
    const sheets = Array.from({ length: 3 }, (_, i) => ({ name: `S${i}`, rows: [] }));
    const workbook = sized(workbookBytes({ sheets }), { packed: 3 * MIB, bytes: 400 * MIB }, '.xml');
    expect(await refusalOf(file(workbook, 'a.xlsx'))).toMatchObject({ kind: 'archive-too-large' });
  });

  it('is stopped where it holds more, or less, than it says', async () => {
    for (const bytes of [1000, 49 * MIB]) {
      const [member] = await readZipDirectory(file(sized(bomb, { bytes })));
      let most = 0;
      const reading = (async () => {
        for await (const part of unpackMember(file(bomb), member)) most += part.length;
      })();
      await expect(reading).rejects.toMatchObject({ error: { kind: 'file-malformed' } });
      expect(most).toBeLessThanOrEqual(bytes);
    }
    expect(await refusalOf(file(sized(packed({ 'users.csv': USERS }), { bytes: 5000 })))).toMatchObject({
      kind: 'file-malformed'
    });
  });

  it('is given up where nothing more comes out of what it is packed into', async () => {
    const text = strToU8(USERS);
    const deflated = deflateSync(text);
    const junk = new Uint8Array(MIB);
    const header = new Uint8Array(30);
    header.set([0x50, 0x4b, 3, 4]);
    const whole = new Blob([header, new Uint8Array(deflated), junk]);
    const member = {
      name: 'users.csv',
      method: 8,
      isEncrypted: false,
      offset: 0,
      packedBytes: deflated.length,
      bytes: text.length,
      crc32: checkSum(text, 0)
    };
    const read = async (packedBytes: number) => {
      let bytes = 0;
      for await (const part of unpackMember(whole, { ...member, packedBytes })) bytes += part.length;
      return bytes;
    };
    expect(await read(deflated.length)).toBe(text.length);
    await expect(read(deflated.length + MIB)).rejects.toMatchObject({
      error: { kind: 'file-malformed', cause: 'Something else stands behind what is packed.' }
    });
  });

  it('is refused where it is too large for a workbook', async () => {
    const bytes = people();
    const before = new Uint8Array(101 * MIB);
    before.set([0x50, 0x4b, 3, 4]);
    expect(await refusalOf(new File([before, bytes], 'a.xlsx'))).toMatchObject({ kind: 'file-too-large' });
  });

  it('is told apart by its container: an old workbook, or one with a password', async () => {
    const container = new Uint8Array(4096);
    container.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await refusalOf(file(container, 'a.xls'))).toEqual({ kind: 'workbook-old' });
    const name = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);
    container.set(name, 2001);
    expect(await refusalOf(file(container, 'a.xlsx'))).toEqual({ kind: 'file-encrypted', what: 'workbook' });
  });
});

describe('a damaged workbook', () => {
  const whole = people();

  it('that is cut is refused, wherever it ends', async () => {
    for (let end = 4; end < whole.length; end += 7) {
      expect(await refusalOf(file(whole.slice(0, end), 'a.xlsx')), `${end} bytes`).toMatchObject({
        kind: 'file-malformed'
      });
    }
  });

  it('is refused, or comes in as the undamaged one does', async () => {
    const rows = (await stageBlob(file(whole, 'a.xlsx'))).rows;
    const flips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 3
    });
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const damaged = new Uint8Array(whole);
        for (const [at, change] of changes) damaged[at] ^= change;
        const given = file(damaged, 'a.xlsx');
        const result = await inspected(given);
        if (!result.ok || result.value.dialect.format !== 'workbook') return;
        const { outcome, segments } = await stagedOutcome(given, result.value);
        expect(['done', 'failed']).toContain(outcome.status);
        if (outcome.status === 'done') expect(segments.flatMap(rowsOf)).toEqual(rows);
      }),
      { numRuns: 400 }
    );
  });

  it('gives a value for any bytes at all', async () => {
    const openings = [
      [0x50, 0x4b, 3, 4],
      [0x50, 0x4b, 5, 6],
      [0x1f, 0x8b, 8, 0],
      [0xd0, 0xcf, 0x11, 0xe0]
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...openings), fc.uint8Array({ maxLength: 400 }), async (opening, rest) => {
        expect(await inspected(file(Uint8Array.from([...opening, ...rest])))).toHaveProperty('ok');
      }),
      { numRuns: 400 }
    );
  });

  it('is made of bytes that are collected in one piece', async () => {
    const long = new Uint8Array(20 * MIB).map((_, at) => (at * 31) & 0xff);
    const archive = file(zipSync({ 'a.csv': [long, { level: 1 }] }));
    const [member] = await readZipDirectory(archive);
    const blob = await blobOf(unpackMember(archive, member));
    expect(Buffer.compare(Buffer.from(await blob.arrayBuffer()), long)).toBe(0);
  });
});

/** Writes a number of two bytes into the first entry of the directory. */
function patched(bytes: Uint8Array, place: number, value: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setUint16(view.getUint32(bytes.length - 6, true) + place, value, true);
  return bytes;
}

/** Writes other sizes into the directory, for the members whose name ends so. */
function sized(
  given: Uint8Array,
  sizes: { readonly packed?: number; readonly bytes: number },
  ending = ''
): Uint8Array {
  const bytes = new Uint8Array(given);
  const view = new DataView(bytes.buffer);
  let at = view.getUint32(bytes.length - 6, true);
  while (view.getUint32(at, true) === 0x02014b50) {
    const end = at + 46 + view.getUint16(at + 28, true);
    if (new TextDecoder().decode(bytes.subarray(at + 46, end)).endsWith(ending)) {
      if (sizes.packed !== undefined) view.setUint32(at + 20, sizes.packed, true);
      view.setUint32(at + 24, sizes.bytes, true);
    }
    at = end + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

/** A zip of one stored file whose directory gives sizes, place and its own end in 64 bits, as some writers always do. */
function wide(name: string, text: string): Uint8Array {
  const plain = zipSync({ [name]: [strToU8(text), { level: 0 }] });
  const from = new DataView(plain.buffer);
  const directory = from.getUint32(plain.length - 6, true);
  const entry = plain.slice(directory, plain.length - 22);
  const view = new DataView(entry.buffer);
  const extra = new DataView(new ArrayBuffer(28));
  extra.setUint16(0, 1, true);
  extra.setUint16(2, 24, true);
  for (const [i, value] of [text.length, text.length, 0].entries()) extra.setBigUint64(4 + i * 8, BigInt(value), true);
  for (const place of [20, 24, 42]) view.setUint32(place, 0xffffffff, true);
  view.setUint16(30, 28, true);
  const bytes = entry.length + 28;
  const end = new DataView(new ArrayBuffer(56 + 20 + 22));
  end.setUint32(0, 0x06064b50, true);
  end.setBigUint64(4, 44n, true);
  for (const [place, value] of [
    [24, 1],
    [32, 1],
    [40, bytes],
    [48, directory]
  ] as const) {
    end.setBigUint64(place, BigInt(value), true);
  }
  end.setUint32(56, 0x07064b50, true);
  end.setBigUint64(64, BigInt(directory + bytes), true);
  end.setUint32(72, 1, true);
  end.setUint32(76, 0x06054b50, true);
  for (const place of [84, 86]) end.setUint16(place, 0xffff, true);
  for (const place of [88, 92]) end.setUint32(place, 0xffffffff, true);
  const parts = [plain.slice(0, directory), entry, new Uint8Array(extra.buffer), new Uint8Array(end.buffer)];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
