import { describe, expect, it } from 'vitest';
import {
  MAX_CELL_CHARS,
  MAX_CELL_LINES,
  MAX_UNTERMINATED,
  RecordReader
} from '../../../src/lib/importing/record-reader';

function read(text: string, width: number, partChars = 65_536) {
  const records: string[][] = [];
  const damage: { kind: string; number: number; excerpt: string }[] = [];
  const reader = new RecordReader(',', width, {
    record: (cells) => void records.push(cells),
    damage: (kind, number, excerpt) => void damage.push({ kind, number, excerpt })
  });
  for (let at = 0; at < text.length; at += partChars) reader.push(text.slice(at, at + partChars));
  reader.finish();
  return { records: records.filter((record) => record.length > 1 || record[0] !== ''), damage };
}

const lines = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `k${from + i},v\n`).join('');

describe('a quote that is never closed', () => {
  it.each([1, 1000, 65_536, 1 << 22])('costs its own record only, in parts of %i characters', (partChars) => {
    const count = partChars === 1 ? 1500 : 5000;
    const { records, damage } = read(lines(3) + 'bad,"open\n' + lines(count, 3), 2, partChars);
    expect(damage).toEqual([{ kind: 'unterminated-quote', number: 4, excerpt: expect.stringMatching(/^"open\n/) }]);
    expect(records.length).toBe(3 + count);
    expect(records.at(-1)).toEqual([`k${count + 2}`, 'v']);
  });

  it('is found at the end of a short file, and the lines behind it are read', () => {
    const { records, damage } = read('a,"open\nb,1\nc,2', 2);
    expect(damage.map(({ kind, number }) => [kind, number])).toEqual([['unterminated-quote', 1]]);
    expect(records).toEqual([
      ['b', '1'],
      ['c', '2']
    ]);
  });

  it('is found when a quote of a later record closes it by accident', () => {
    const { records, damage } = read('a,"open\nb,1\nc,"2"\nd,3\n', 2);
    expect(damage.map(({ kind, number }) => [kind, number])).toEqual([['unterminated-quote', 1]]);
    expect(records).toEqual([
      ['b', '1'],
      ['c', '2'],
      ['d', '3']
    ]);
  });

  it('is found where all cells are quoted and the record comes out with too many fields', () => {
    const { records, damage } = read('"a","open\n"b","1"\n"c","2"\n', 2);
    expect(damage.map(({ kind, number }) => [kind, number])).toEqual([['unterminated-quote', 1]]);
    expect(records).toEqual([
      ['b', '1'],
      ['c', '2']
    ]);
  });

  it('goes on behind a CRLF, however the parts cut it, and goes on counting', () => {
    const text = 'a,"open\r\nb,1\r\nc,"open\r\nd,2\r\n';
    for (let partChars = 1; partChars <= text.length; partChars++) {
      const { records, damage } = read(text, 2, partChars);
      expect(records).toEqual([
        ['b', '1'],
        ['d', '2']
      ]);
      expect(damage.map(({ number }) => number)).toEqual([1, 3]);
    }
  });

  it('is given up as soon as it is too long, not at the end of the file', () => {
    const numbers: number[] = [];
    const reader = new RecordReader(',', 2, {
      record: () => undefined,
      damage: (_, number) => void numbers.push(number)
    });
    reader.push('bad,"open\n' + lines(2 * MAX_CELL_LINES));
    expect(numbers).toEqual([1]);
  });

  it('stops the import when there are too many of them', () => {
    const text = 'a,"open\n'.repeat(MAX_UNTERMINATED + 1);
    expect(() => read(text, 2)).toThrow('import-stopped');
  });

  it('takes no more than moments, however many lines are behind it', () => {
    const startedAt = performance.now();
    read('bad,"open\n' + lines(300_000), 2, 1 << 19);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });
});

describe('a cell that is too large', () => {
  const large = 'x'.repeat(MAX_CELL_CHARS + 1);

  it.each([
    { name: 'quoted', text: `a,"${large}"\nb,1\n` },
    { name: 'without quotes', text: `a,${large}\nb,1\n` },
    { name: 'of many lines', text: `a,"${'x\n'.repeat(MAX_CELL_LINES)}"\nb,1\n` },
    { name: 'far larger than a part', text: `a,"${large}${large}${large}${large}",\nb,1\n` }
  ])('is left out with its record: $name', ({ text }) => {
    const { records, damage } = read(text, 2);
    expect(damage.map(({ kind, number }) => [kind, number])).toEqual([['oversized-cell', 1]]);
    expect(records).toEqual([['b', '1']]);
  });

  it('begins only behind the limits', () => {
    const cell = 'x\n'.repeat(MAX_CELL_LINES - 1) + 'x';
    expect(read(`a,"${cell}"\n`, 2)).toEqual({ records: [['a', cell]], damage: [] });
  });
});

it('keeps ordinary quotes inside a field as they are', () => {
  expect(read('a,5" disk\nb,"say "hi" now"\n', 2).records).toEqual([
    ['a', '5" disk'],
    ['b', 'say "hi" now']
  ]);
});

it('reads a record of many large cells that is far longer than a part', () => {
  const row = Array.from({ length: 40 }, (_, i) => String(i % 10).repeat(100_000));
  expect(read(`${row.join(',')}\n${row.join(',')}\n`, 40, 30_000)).toEqual({ records: [row, row], damage: [] });
});
