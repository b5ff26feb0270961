import { packSegment } from '../engine/packed-segment';
import type { RecordSet } from '../engine/record-set';
import type { Column, Segment } from '../engine/segment';
import { isStandardAttribute, type Attribute, type StandardAttribute } from '../model/attribute';

/** Nobody is told from another by these. */
const NOT_COMPARED: ReadonlySet<Attribute> = new Set<StandardAttribute>(['groups', 'active', 'userType']);

/** What is compared: standard attributes, and columns that both lists have under the same header. */
export function comparedAttributes(list: RecordSet, other: RecordSet): readonly Attribute[] {
  return list.attributes.filter((attribute) =>
    isStandardAttribute(attribute) ? !NOT_COMPARED.has(attribute) : other.attributes.includes(attribute)
  );
}

/** A copy with these columns only, as one buffer: 1 ms per MB. */
export function copyColumns(segment: Segment, attributes: readonly Attribute[]): ArrayBuffer {
  const columns = new Map<Attribute, Column>();
  for (const attribute of attributes) {
    const column = segment.columns.get(attribute);
    if (column) columns.set(attribute, column);
  }
  return packSegment(columns, segment.rowCount).buffer;
}
