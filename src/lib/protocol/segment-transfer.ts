/** A packed segment on its way between workers (layout: `engine/packed-segment.ts`). Moved, not copied: do not reuse. */
export interface SegmentTransfer {
  readonly buffer: ArrayBuffer;
  readonly rowCount: number;
  /** For each row the number of its record in the file, from 1. */
  readonly recordNumbers: Uint32Array<ArrayBuffer>;
}
