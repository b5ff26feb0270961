import { describe, expect, it } from 'vitest';
import { movedByKey } from '../../../../src/lib/ui/grid/grid-keys';

const BOUNDS = { rowCount: 100, columnCount: 6, pageRows: 10 };

function press(key: string, row: number, column: number, ctrlKey = false) {
  return movedByKey({ key, ctrlKey, metaKey: false, altKey: false }, { row, column }, BOUNDS);
}

describe('moving through a grid by key', () => {
  it.each([
    ['ArrowDown', 5, 2, { row: 6, column: 2 }],
    ['ArrowUp', 5, 2, { row: 4, column: 2 }],
    ['ArrowRight', 5, 2, { row: 5, column: 3 }],
    ['ArrowLeft', 5, 2, { row: 5, column: 1 }],
    ['Home', 5, 2, { row: 5, column: 0 }],
    ['End', 5, 2, { row: 5, column: 5 }],
    ['PageDown', 5, 2, { row: 15, column: 2 }],
    ['PageUp', 5, 2, { row: 0, column: 2 }]
  ])('%s moves by one step of its kind', (key, row, column, expected) => {
    expect(press(key, row, column)).toEqual(expected);
  });

  it('goes to the first and last cell with Ctrl', () => {
    expect(press('Home', 50, 3, true)).toEqual({ row: 0, column: 0 });
    expect(press('End', 50, 3, true)).toEqual({ row: 99, column: 5 });
  });

  it('stays within the grid', () => {
    expect(press('ArrowDown', 99, 0)).toEqual({ row: 99, column: 0 });
    expect(press('PageDown', 95, 0)).toEqual({ row: 99, column: 0 });
    expect(press('ArrowLeft', 0, 0)).toEqual({ row: 0, column: 0 });
    expect(press('ArrowRight', 0, 5)).toEqual({ row: 0, column: 5 });
  });

  it('reaches the header above the first row, and comes back', () => {
    expect(press('ArrowUp', 0, 2)).toEqual({ row: -1, column: 2 });
    expect(press('ArrowUp', -1, 2)).toEqual({ row: -1, column: 2 });
    expect(press('ArrowDown', -1, 2)).toEqual({ row: 0, column: 2 });
  });

  it('leaves other keys, and keys with Alt, to others', () => {
    expect(press('a', 0, 0)).toBeUndefined();
    expect(
      movedByKey({ key: 'ArrowLeft', ctrlKey: false, metaKey: false, altKey: true }, { row: 0, column: 1 }, BOUNDS)
    ).toBeUndefined();
  });
});
