import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnBuilder, type CellRanges } from '../../../src/lib/engine/column-builder';
import type { Column } from '../../../src/lib/engine/segment';

/** The obvious way: all cells first, then what becomes of them. */
function slowColumn(cells: readonly string[]): Column {
  const codes = new Map<string, number>();
  const isFew = cells.every((cell, row) => {
    const code = codes.get(cell) ?? codes.size;
    codes.set(cell, code);
    return code < 4096 && (code <= 128 || row > 256);
  });
  const { bytes, offsets } = joined(isFew ? [...codes.keys()] : cells);
  if (!isFew) return { kind: 'text', bytes, offsets };
  return { kind: 'dictionary', codes: Uint16Array.from(cells, (cell) => codes.get(cell) ?? 0), bytes, offsets };
}

function joined(cells: readonly string[]): { bytes: Uint8Array; offsets: Uint32Array } {
  const encoded = cells.map((cell) => new TextEncoder().encode(cell));
  const offsets = Uint32Array.from([0, ...encoded.map(({ length }) => length)]);
  for (let i = 1; i < offsets.length; i++) offsets[i] += offsets[i - 1];
  return { bytes: Uint8Array.from(encoded.flatMap((bytes) => [...bytes])), offsets };
}

/** The cells as a scanner finds them, with other bytes around each. */
function rangesOf(cells: readonly string[]): CellRanges {
  const { bytes, offsets } = joined(cells.flatMap((cell) => ['"', cell, '",']));
  const padded = new Uint8Array(bytes.length + 4);
  padded.set(bytes);
  const bounds = cells.flatMap((_, i) => [offsets[i * 3 + 1], offsets[i * 3 + 2]]);
  return { bytes: new DataView(padded.buffer), bounds: Int32Array.from(bounds), first: 0, stride: 2 };
}

function textColumn(cells: readonly string[]): Column {
  return { kind: 'text', ...joined(cells) };
}

function addCells(builder: ColumnBuilder, cells: readonly string[]): void {
  const column = textColumn(cells);
  for (let i = 0; i < cells.length; i++) builder.addCell(column, i);
}

/** Adds the cells in parts, each in one of the three ways. */
function fill(builder: ColumnBuilder, cells: readonly string[], ways: readonly { size: number; way: number }[]): void {
  let at = 0;
  for (let turn = 0; at < cells.length; turn++) {
    const { size, way } = ways[turn % ways.length];
    const part = cells.slice(at, at + size);
    if (way === 0) for (const cell of part) builder.add(cell);
    else if (way === 1) builder.addAll(rangesOf(part), part.length);
    else addCells(builder, part);
    at += size;
  }
}

const ways = fc.array(fc.record({ size: fc.integer({ min: 1, max: 200 }), way: fc.nat(2) }), {
  minLength: 1,
  maxLength: 4
});
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', 'a', 'aa', 'aaaa', 'aaaab', '\uFEFFa', 'é'.repeat(40))
);

describe('a column', () => {
  it('is the same as made the obvious way, however its cells come in', () => {
    const cells = fc
      .integer({ min: 1, max: 400 })
      .chain((distinct) =>
        fc.tuple(
          fc.array(cell, { minLength: 1, maxLength: 20 }),
          fc.array(fc.nat(distinct), { maxLength: 700, size: 'max' })
        )
      );
    const builder = new ColumnBuilder();
    fc.assert(
      fc.property(cells, ways, ([kinds, picks], parts) => {
        const column = picks.map((pick) => kinds[pick % kinds.length] + (pick < kinds.length ? '' : String(pick)));
        fill(builder, column, parts);
        expect(builder.take()).toEqual(slowColumn(column));
      }),
      { numRuns: 100 }
    );
  });

  it.each([
    { name: '4,096 values', distinct: 4096, kind: 'dictionary' },
    { name: '4,097 values', distinct: 4097, kind: 'text' }
  ])('of $name is $kind', ({ distinct, kind }) => {
    const column = Array.from({ length: 20_000 }, (_, row) => `value ${row < 300 ? 0 : row % distinct}`);
    for (const way of [0, 1, 2]) {
      const builder = new ColumnBuilder();
      fill(builder, column, [{ size: 199, way }]);
      const made = builder.take();
      expect(made.kind).toBe(kind);
      expect(made).toEqual(slowColumn(column));
    }
  });

  it.each([
    { row: 256, kind: 'text' },
    { row: 257, kind: 'dictionary' }
  ])('whose first value too many comes in row $row is $kind', ({ row, kind }) => {
    const column = Array.from({ length: 300 }, (_, at) => (at === row ? 'new' : `value ${at % 129}`));
    const builder = new ColumnBuilder();
    fill(builder, column, [{ size: 100, way: 1 }]);
    const made = builder.take();
    expect(made.kind).toBe(kind);
    expect(made).toEqual(slowColumn(column));
  });
});
