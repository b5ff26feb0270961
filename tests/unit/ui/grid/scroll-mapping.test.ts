import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampOffset,
  isCompressed,
  MAX_SCROLL_HEIGHT,
  maxOffset,
  offsetOfScroll,
  offsetToReveal,
  pageRows,
  rowsInView,
  scrollHeight,
  scrollOfOffset,
  type ScrollGeometry
} from '../../../../src/lib/ui/grid/scroll-mapping';

const geometries = fc.record<ScrollGeometry>({
  rowCount: fc.integer({ min: 0, max: 5_000_000 }),
  rowHeight: fc.constantFrom(28, 42),
  viewHeight: fc.integer({ min: 0, max: 2_000 })
});

function scrollEnd(geometry: ScrollGeometry): number {
  return Math.max(0, scrollHeight(geometry) - geometry.viewHeight);
}

describe('scroll mapping', () => {
  it('leaves small lists to the browser, pixel by pixel', () => {
    const geometry = { rowCount: 10_000, rowHeight: 42, viewHeight: 600 };
    expect(isCompressed(geometry)).toBe(false);
    expect(scrollHeight(geometry)).toBe(420_000);
    expect(offsetOfScroll(geometry, 1_234)).toBe(1_234);
    expect(scrollOfOffset(geometry, 1_234)).toBe(1_234);
  });

  it('shows the very last row of a million exactly, at the end of the scrollbar', () => {
    const geometry = { rowCount: 1_000_000, rowHeight: 42, viewHeight: 610 };
    expect(scrollHeight(geometry)).toBe(MAX_SCROLL_HEIGHT);
    const offset = offsetOfScroll(geometry, scrollEnd(geometry));
    expect(rowsInView(geometry, offset, 0).end).toBe(1_000_000);
    expect(offset + geometry.viewHeight).toBe(42_000_000);
  });

  it('never makes an element higher than browsers allow', () => {
    fc.assert(fc.property(geometries, (geometry) => scrollHeight(geometry) <= MAX_SCROLL_HEIGHT));
  });

  it('meets at both ends of both scales', () => {
    fc.assert(
      fc.property(geometries, (geometry) => {
        expect(offsetOfScroll(geometry, 0)).toBe(0);
        expect(offsetOfScroll(geometry, scrollEnd(geometry))).toBe(maxOffset(geometry));
        expect(scrollOfOffset(geometry, 0)).toBe(0);
        expect(scrollOfOffset(geometry, maxOffset(geometry))).toBeCloseTo(scrollEnd(geometry), 6);
      })
    );
  });

  it('comes back to the same offset, to the pixel where it is not compressed, else within the scrollbar’s grain', () => {
    fc.assert(
      fc.property(geometries, fc.double({ min: 0, max: 1, noNaN: true }), (geometry, share) => {
        const offset = share * maxOffset(geometry);
        const grain = isCompressed(geometry) ? (2 * maxOffset(geometry)) / scrollEnd(geometry) : 1e-6;
        expect(Math.abs(offsetOfScroll(geometry, scrollOfOffset(geometry, offset)) - offset)).toBeLessThanOrEqual(
          grain
        );
      })
    );
  });

  it('maps in order: further down the scrollbar is never further up the list', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(geometries, share, share, (geometry, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((part) => part * scrollEnd(geometry));
        expect(offsetOfScroll(geometry, low)).toBeLessThanOrEqual(offsetOfScroll(geometry, high));
      })
    );
  });

  it('counts every row that is partly in sight, and no row that is not there', () => {
    fc.assert(
      fc.property(geometries, fc.double({ min: 0, max: 1, noNaN: true }), (geometry, share) => {
        const offset = share * maxOffset(geometry);
        const { start, end } = rowsInView(geometry, offset, 0);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(geometry.rowCount);
        expect(start * geometry.rowHeight).toBeLessThanOrEqual(offset);
        const isFilled = end * geometry.rowHeight >= offset + geometry.viewHeight;
        expect(isFilled || end === geometry.rowCount).toBe(true);
      })
    );
  });

  it('reveals a row wholly and moves no further than needed', () => {
    const geometry = { rowCount: 1_000_000, rowHeight: 42, viewHeight: 420 };
    expect(offsetToReveal(geometry, 0, 3)).toBe(0);
    expect(offsetToReveal(geometry, 0, 10)).toBe(42);
    expect(offsetToReveal(geometry, 4_200, 50)).toBe(2_100);
    expect(offsetToReveal(geometry, 0, 999_999)).toBe(maxOffset(geometry));
  });

  it('keeps offsets inside the list', () => {
    const geometry = { rowCount: 3, rowHeight: 42, viewHeight: 600 };
    expect(clampOffset(geometry, 500)).toBe(0);
    expect(clampOffset(geometry, -5)).toBe(0);
    expect(rowsInView(geometry, 0, 4)).toEqual({ start: 0, end: 3 });
  });

  it('pages by one row less than fit', () => {
    expect(pageRows({ rowCount: 100, rowHeight: 42, viewHeight: 430 })).toBe(9);
    expect(pageRows({ rowCount: 100, rowHeight: 42, viewHeight: 0 })).toBe(1);
  });
});
