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
      fc.record({ kind: fc.constantFrom('on' as const, 'off' as const, 'toggle' as const), rows: fc.uniqueArray(row) }),
      fc.record({ kind: fc.constantFrom('all' as const, 'clear' as const), rows: fc.constant<number[]>([]) })
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const selection = new Selection();
        let oracle: readonly number[] = [];
        for (const { kind, rows: named } of steps) {
          take(selection, kind, named);
          oracle = everything.filter((each) => isSelectedAfter(kind, oracle.includes(each), named.includes(each)));
        }
        expect(everything.filter((each) => selection.has(asRow(each)))).toEqual(oracle);
        expect(selection.count(total)).toBe(oracle.length);
      })
    );
  });
});

type Step = 'on' | 'off' | 'toggle' | 'all' | 'clear';

function take(selection: Selection, kind: Step, named: readonly number[]): void {
  if (kind === 'all') selection.selectAll();
  else if (kind === 'clear') selection.clear();
  else if (kind === 'toggle') for (const each of named) selection.toggle(asRow(each), each);
  else selection.set(rows(...named), kind === 'on');
}

function isSelectedAfter(kind: Step, was: boolean, isNamed: boolean): boolean {
  if (kind === 'all' || kind === 'clear') return kind === 'all';
  if (!isNamed) return was;
  return kind === 'toggle' ? !was : kind === 'on';
}
