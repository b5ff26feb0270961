/** A packed segment on its way between workers (layout: `engine/packed-segment.ts`). Moved, not copied: do not reuse. */
export interface SegmentTransfer {
  readonly buffer: ArrayBuffer;
  readonly rowCount: number;
}
