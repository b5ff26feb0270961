import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyHashes, type KeyHashes } from '../../../src/lib/matching/key-hashes';
import { KeyTable, NO_CODE } from '../../../src/lib/matching/key-table';
import { MatchMemory } from '../../../src/lib/matching/match-memory';

type Pair = readonly [low: number, high: number];

function hashesOf(pairs: readonly Pair[]): KeyHashes {
  const hashes = createKeyHashes(pairs.length);
  pairs.forEach(([low, high], row) => {
    hashes.low[row] = low;
    hashes.high[row] = high;
  });
  return hashes;
}

/** Few of them, in neighbouring slots, so that many meet. */
const pair: fc.Arbitrary<Pair> = fc.tuple(fc.constantFrom(1, 3, 5, 0x8000_0001, 0xffff_ffff), fc.nat({ max: 3 }));

test('every row that has the hashes of another list is behind its code; none behind no code', () => {
  const memory = new MatchMemory();
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), fc.array(pair, { maxLength: 10 }), (mine, theirs) => {
      const table = new KeyTable(hashesOf(mine), mine.length, memory);
      const rows = [...mine.keys()];
      table.addRows(Int32Array.from(rows));
      const codes = new Int32Array(theirs.length);
      table.find(hashesOf(theirs), Int32Array.from(theirs.keys()), codes);
      theirs.forEach(([low, high], i) => {
        const behind = codes[i] === NO_CODE ? [] : table.rowsOf(codes[i]);
        // Rows with the same high hash may stand together; their bytes tell them apart.
        expect(behind).toEqual(
          expect.arrayContaining(rows.filter((row) => mine[row][0] === low && mine[row][1] === high))
        );
        expect(behind.every((row) => mine[row][1] === high)).toBe(true);
        expect(behind).toEqual(behind.toSorted((one, other) => one - other));
      });
      for (let i = 0; i < table.sharing.length; i++) {
        const row = table.sharing.at(i);
        expect(table.rowBefore(row)).toBe(table.rowsBefore(row).at(-1));
      }
    }),
    { numRuns: 500 }
  );
});

test('more rows than are read ahead at once, each alone', () => {
  const pairs = Array.from({ length: 1001 }, (_, i): Pair => [((i * 2654435761) % 2 ** 32) | 1, i]);
  const hashes = hashesOf(pairs);
  const table = new KeyTable(hashes, pairs.length, new MatchMemory());
  const rows = Int32Array.from(pairs.keys());
  table.addRows(rows);
  const codes = new Int32Array(rows.length);
  table.find(hashes, rows, codes);
  expect([...codes]).toEqual(Array.from(rows, (row) => row + 1));
  expect(table.sharing.length).toBe(0);
});
