import type { Attribute } from '../model/attribute';
import { cellSlot, SEGMENT_MASK, SEGMENT_SHIFT, type Segment } from './segment';

/** The users of a domain or the accounts of an app: segments in order (see [Note: full segments]). Never changed. */
export interface RecordSet {
  readonly segments: readonly Segment[];
  readonly rowCount: number;
  /** In the order in which sources brought them. */
  readonly attributes: readonly Attribute[];
}

export const EMPTY_RECORDS: RecordSet = { segments: [], rowCount: 0, attributes: [] };

export function recordSet(segments: readonly Segment[]): RecordSet {
  const attributes = new Set<Attribute>();
  let rowCount = 0;
  for (const segment of segments) {
    rowCount += segment.rowCount;
    for (const attribute of segment.columns.keys()) attributes.add(attribute);
  }
  return { segments, rowCount, attributes: [...attributes] };
}

// Without ignoreBOM the decoder would swallow a U+FEFF at the start of a cell.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of one cell; empty where the record has no such attribute. About 0.3 µs: for windows, not for kernels. */
export function cellText(records: RecordSet, row: number, attribute: Attribute): string {
  const column = records.segments[row >> SEGMENT_SHIFT]?.columns.get(attribute);
  if (!column) return '';
  const slot = cellSlot(column, row & SEGMENT_MASK);
  const start = column.offsets[slot];
  const end = column.offsets[slot + 1];
  return start === end ? '' : decoder.decode(column.bytes.subarray(start, end));
}
