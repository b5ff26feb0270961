import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSets } from '../../quality/data-sets/find-sets';
import { knownList, withOnly } from '../../quality/data-sets/read-set';
import { shuffledSet } from '../../quality/shuffled';

const FEBRL = 'rec_id, given_name, surname, suburb\nrec-12-org, anna, berg, york\nrec-12-dup-0, ana,"berg, von", \n';

describe('a list that says who is who', () => {
  it('is read with names where they belong, other columns under their header', () => {
    expect(knownList(FEBRL)).toEqual({
      list: {
        attributes: ['givenName', 'familyName', 'custom:suburb'],
        rows: [
          ['anna', 'berg', 'york'],
          ['ana', 'berg, von', '']
        ]
      },
      persons: ['rec-12', 'rec-12']
    });
  });

  it('may have clusters; neither they nor row numbers are compared', () => {
    const list = knownList('unique_id,first_name,email,cluster\n0,Ann,a@b.example,7\n');
    expect(list?.list.attributes).toEqual(['givenName', 'email']);
    expect(list?.persons).toEqual(['7']);
  });

  it('is none where nothing says so', () => {
    expect(knownList('name,mail\na,b\n')).toBeUndefined();
  });

  it('can be cut down to some attributes', () => {
    const list = knownList(FEBRL)?.list;
    if (!list) throw new Error('Not read.');
    expect(withOnly(list, ['familyName', 'title', 'givenName']).rows[0]).toEqual(['berg', 'anna']);
  });
});

describe('a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has pairs of files and single ones, by name; others are left out', () => {
    const files = { 'x_4a.csv': FEBRL, 'x_4b.csv': FEBRL, 'y_1.csv': FEBRL, 'other.csv': 'a,b\n1,2\n', 'z.txt': FEBRL };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    expect(findSets(folder).map(({ kind, name }) => [kind, name])).toEqual([
      ['paired', 'x4'],
      ['single', 'y1']
    ]);
  });

  it('is the same set in another order', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `rec-${i >> 1}-dup-${i & 1},n${i >> 1},s,y`).join('\n');
    writeFileSync(join(folder, 'y.csv'), `rec_id,given_name,surname,suburb\n${rows}\n`);
    const [set] = findSets(folder);
    const moved = shuffledSet(set, 3);
    if (set.kind !== 'single' || moved.kind !== 'single') throw new Error('Not a single list.');
    expect(moved.list.persons).not.toEqual(set.list.persons);
    expect(moved.list.persons.toSorted()).toEqual(set.list.persons.toSorted());
    // Who is who has moved with the rows.
    expect(moved.list.list.rows.every((row, at) => `rec-${row[0].slice(1)}` === moved.list.persons[at])).toBe(true);
  });
});
