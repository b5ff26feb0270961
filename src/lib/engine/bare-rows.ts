import type { Attribute } from '../model/attribute';
import { isFilled } from './is-filled';
import type { RecordSet } from './record-set';

/**
 * Rows that have nothing but their key and whether they are active, as lists of changes tell of one who was deleted. A
 * row is looked at until its first other cell.
 */
export function bareRows(records: RecordSet, key: Attribute): (row: number) => boolean {
  const others = records.attributes.filter((attribute) => attribute !== key && attribute !== 'active');
  return (row) => !others.some((attribute) => isFilled(records, row, attribute));
}
