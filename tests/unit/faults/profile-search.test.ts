import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findingsIn, searchProfile } from '../../faults/profile-search';
import { unsnapped } from '../../faults/snappy';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'muster-search-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the search for canaries', () => {
  it('finds them as UTF-8, UTF-16 and base64, wherever they begin, in whatever case', () => {
    expect(findingsIn(Buffer.from('x QZXmail-7-ab@x'), 'a')).toMatchObject([{ kind: 'mails', form: 'UTF-8' }]);
    expect(findingsIn(Buffer.from('xqzxtoken-7', 'utf16le'), 'a')).toMatchObject([{ kind: 'tokens', form: 'UTF-16' }]);
    for (const before of ['', 'a', 'ab', 'abc']) {
      const encoded = Buffer.from(`${before}qzxtoken-12-abcdef`).toString('base64');
      expect(findingsIn(Buffer.from(encoded), 'a')).toMatchObject([{ kind: 'tokens', form: 'base64' }]);
    }
    expect(findingsIn(Buffer.from('qzx token, mail'), 'a')).toEqual([]);
  });

  it('looks into packed files and into the blocks of tables', () => {
    writeFileSync(path.join(folder, 'packed'), gzipSync('x'.repeat(100) + 'qzxmail-1'));
    writeFileSync(path.join(folder, 'table.ldb'), table(snapped('key qzxtoken-1 value')));
    writeFileSync(path.join(folder, 'clean'), 'nothing');
    const found = searchProfile(folder).map(({ kind, place }) => `${kind} in ${place}`);
    expect(found.toSorted()).toEqual(['mails in packed, unpacked', 'tokens in table.ldb, unpacked']);
  });
});

describe('unsnapped', () => {
  it('repeats what a copy points to, also where it reaches into itself', () => {
    expect(unsnapped(Buffer.from([12, 3 << 2, 97, 98, 99, 100, (4 << 2) | 1, 4]), 0)?.toString()).toBe('abcdabcdabcd');
    expect(unsnapped(Buffer.from([6, 0, 97, ((5 - 1) << 2) | 2, 1, 0]), 0)?.toString()).toBe('aaaaaa');
  });

  it('refuses what is cut or points before its beginning', () => {
    expect(unsnapped(Buffer.from([12, 3 << 2, 97, 98]), 0)).toBeUndefined();
    expect(unsnapped(Buffer.from([12, 0, 97, (4 << 2) | 1, 4]), 0)).toBeUndefined();
    expect(unsnapped(Buffer.from([5]), 0)).toBeUndefined();
  });
});

/** A literal for every three letters: no search of the packed bytes would find the text. */
function snapped(text: string): Buffer {
  const parts = text.match(/.{1,3}/g) ?? [];
  const literals = parts.map((part) => Buffer.concat([Buffer.from([(part.length - 1) << 2]), Buffer.from(part)]));
  return Buffer.concat([Buffer.from([text.length]), ...literals]);
}

/** One block and the index that names it, as LevelDB writes them. */
function table(block: Buffer): Buffer {
  const trailer = (kind: number) => Buffer.from([kind, 0, 0, 0, 0]);
  const handle = Buffer.from([0, block.length]);
  const entry = Buffer.concat([Buffer.from([0, 1, handle.length]), Buffer.from('k'), handle]);
  const index = Buffer.concat([entry, Buffer.from([0, 0, 0, 0, 1, 0, 0, 0])]);
  const footer = Buffer.alloc(48);
  Buffer.from([0, 0, block.length + 5, index.length]).copy(footer);
  Buffer.from('57fb808b247547db', 'hex').copy(footer, 40);
  return Buffer.concat([block, trailer(1), index, trailer(0), footer]);
}
