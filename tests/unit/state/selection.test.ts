import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asRow } from '../../../src/lib/model/ids';
import { Selection } from '../../../src/lib/state/selection.svelte';

const rows = (...numbers: number[]) => numbers.map(asRow);

describe('selection', () => {
  it('starts with nothing', () => {
    const selection = new Selection();
    expect(selection.isEmpty).toBe(true);
    expect(selection.count(10)).toBe(0);
    expect(selection.hasAll([])).toBe(false);
  });

  it('names the rows that were picked', () => {
    const selection = new Selection();
    selection.toggle(asRow(7), 0);
    selection.toggle(asRow(3), 1);
    selection.toggle(asRow(7), 0);
    expect(selection.toRowSelection(5)).toEqual({ kind: 'rows', rows: rows(3) });
  });

  it('makes a range from the last picked row, in either direction', () => {
    const selection = new Selection();
    expect(selection.rangeTo(4)).toBeUndefined();
    selection.toggle(asRow(90), 9);
    expect(selection.rangeTo(12)).toEqual({ start: 9, end: 13 });
    expect(selection.rangeTo(5)).toEqual({ start: 5, end: 10 });
  });

  it('takes all that match, but the ones picked out again', () => {
    const selection = new Selection();
    selection.selectAll();
    selection.toggle(asRow(2), 0);
    expect(selection.has(asRow(2))).toBe(false);
    expect(selection.has(asRow(999_999))).toBe(true);
    expect(selection.count(48_211)).toBe(48_210);
    expect(selection.toRowSelection(5)).toEqual({ kind: 'view', viewId: 5, except: rows(2) });
  });

  it('keeps named rows over another question, but not “all that match”', () => {
    const selection = new Selection();
    selection.toggle(asRow(1), 0);
    selection.questionChanged();
    expect(selection.count(10)).toBe(1);
    selection.selectAll();
    selection.questionChanged();
    expect(selection.isEmpty).toBe(true);
  });

  it('agrees with a plain set of rows, whatever is done to it', () => {
    const total = 12;
    const everything = Array.from({ length: total }, (_, row) => row);
    const row = fc.integer({ min: 0, max: total - 1 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('toggle' as const), row }),
      fc.record({ kind: fc.constant('set' as const), rows: fc.uniqueArray(row), isOn: fc.boolean() }),
      fc.record({ kind: fc.constantFrom('all' as const, 'clear' as const) })
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const selection = new Selection();
        const oracle = new Set<number>();
        for (const one of steps) {
          if (one.kind === 'toggle') {
            selection.toggle(asRow(one.row), one.row);
            if (!oracle.delete(one.row)) oracle.add(one.row);
          } else if (one.kind === 'set') {
            selection.set(rows(...one.rows), one.isOn);
            for (const each of one.rows)
              if (one.isOn) oracle.add(each);
              else oracle.delete(each);
          } else {
            oracle.clear();
            if (one.kind === 'all') for (const each of everything) oracle.add(each);
            if (one.kind === 'all') selection.selectAll();
            else selection.clear();
          }
        }
        expect(everything.filter((each) => selection.has(asRow(each)))).toEqual(
          everything.filter((each) => oracle.has(each))
        );
        expect(selection.count(total)).toBe(oracle.size);
      })
    );
  });
});
