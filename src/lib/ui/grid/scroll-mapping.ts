/**
 * Between the pixels a browser can scroll and the pixels that all rows would take. Browsers cap an element's height
 * (Chromium near 33.5 million device pixels), so above MAX_SCROLL_HEIGHT the scroll space is compressed: the
 * scrollbar maps by ratio, while wheel and keyboard move the true offset and the scrollbar follows.
 * Invariant: the ends of both scales meet exactly, so the first and the last row are always reachable.
 */
export const MAX_SCROLL_HEIGHT = 8_000_000;

export interface ScrollGeometry {
  readonly rowCount: number;
  readonly rowHeight: number;
  /** Height of the window that rows are seen through, header left out. */
  readonly viewHeight: number;
}

export interface RowRange {
  readonly start: number;
  readonly end: number;
}

function contentHeight(geometry: ScrollGeometry): number {
  return geometry.rowCount * geometry.rowHeight;
}

/** Height of the element that makes the scrollbar. */
export function scrollHeight(geometry: ScrollGeometry): number {
  return Math.min(contentHeight(geometry), MAX_SCROLL_HEIGHT);
}

export function isCompressed(geometry: ScrollGeometry): boolean {
  return contentHeight(geometry) > MAX_SCROLL_HEIGHT;
}

/** Greatest true offset: the last row ends at the lower edge of the window. */
export function maxOffset(geometry: ScrollGeometry): number {
  return Math.max(0, contentHeight(geometry) - geometry.viewHeight);
}

function maxScrollTop(geometry: ScrollGeometry): number {
  return Math.max(0, scrollHeight(geometry) - geometry.viewHeight);
}

export function clampOffset(geometry: ScrollGeometry, offset: number): number {
  return Math.min(Math.max(0, offset), maxOffset(geometry));
}

/** The true offset that a scrollbar position stands for. Less than a pixel from an end counts as the end. */
export function offsetOfScroll(geometry: ScrollGeometry, scrollTop: number): number {
  if (!isCompressed(geometry)) return clampOffset(geometry, scrollTop);
  const last = maxScrollTop(geometry);
  if (scrollTop >= last - 1) return maxOffset(geometry);
  if (scrollTop < 1) return 0;
  return clampOffset(geometry, (scrollTop / last) * maxOffset(geometry));
}

/** Where the scrollbar stands for a true offset. */
export function scrollOfOffset(geometry: ScrollGeometry, offset: number): number {
  const clamped = clampOffset(geometry, offset);
  if (!isCompressed(geometry)) return clamped;
  return (clamped / maxOffset(geometry)) * maxScrollTop(geometry);
}

/** Rows at least partly in the window, and `overscan` more on either side. */
export function rowsInView(geometry: ScrollGeometry, offset: number, overscan: number): RowRange {
  const first = Math.floor(offset / geometry.rowHeight) - overscan;
  const behind = Math.ceil((offset + geometry.viewHeight) / geometry.rowHeight) + overscan;
  const end = Math.min(geometry.rowCount, behind);
  return { start: Math.min(Math.max(0, first), end), end };
}

/** The least move that brings a row wholly into the window. */
export function offsetToReveal(geometry: ScrollGeometry, offset: number, row: number): number {
  const top = row * geometry.rowHeight;
  const bottom = top + geometry.rowHeight - geometry.viewHeight;
  if (offset > top) return clampOffset(geometry, top);
  return clampOffset(geometry, Math.max(offset, bottom));
}

/** Whole rows that PageUp and PageDown move by: one less than fit, so that a known row stays in sight. */
export function pageRows(geometry: ScrollGeometry): number {
  return Math.max(1, Math.floor(geometry.viewHeight / geometry.rowHeight) - 1);
}
