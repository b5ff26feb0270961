import { customAttribute, type Attribute } from '../model/attribute';
import { recordSet, type RecordSet } from './record-set';
import { SegmentBuilder } from './segment-builder';
import type { Column, Segment } from './segment';

/** Marks users that were made in Muster and do not exist in the target yet. */
export const CREATED_HERE = customAttribute('Created in Muster');

export type NewUser = Partial<Record<Attribute, string>>;

const ATTRIBUTES: readonly Attribute[] = [
  'userName',
  'displayName',
  'givenName',
  'familyName',
  'email',
  'employeeNumber',
  'department',
  'title',
  'phone',
  'active',
  CREATED_HERE
];

/** Records for users that are made here, with every attribute that one of them has. */
export function userRecords(users: readonly NewUser[], isActive = true): RecordSet {
  const attributes = attributesOf(users);
  const builder = new SegmentBuilder(attributes);
  const positions = Int32Array.from(attributes, (_, i) => i);
  const segments: Segment[] = [];
  for (const user of users) {
    const all: NewUser = { ...user, active: String(isActive), [CREATED_HERE]: 'yes' };
    builder.addRow(
      attributes.map((attribute) => all[attribute] ?? ''),
      positions
    );
    if (builder.isFull) segments.push(builder.pack());
  }
  if (builder.rowCount > 0) segments.push(builder.pack());
  return recordSet(segments);
}

/** Users that a source has, to be merged with those that are there: whoever was made here before is there now too. */
export function sourceRecords(incoming: RecordSet, existing: RecordSet): RecordSet {
  if (!existing.attributes.includes(CREATED_HERE)) return incoming;
  return recordSet(
    incoming.segments.map((segment) => {
      const empty: Column = { kind: 'text', bytes: new Uint8Array(0), offsets: new Uint32Array(segment.rowCount + 1) };
      return { ...segment, columns: new Map([...segment.columns, [CREATED_HERE, empty] as const]) };
    })
  );
}

function attributesOf(users: readonly NewUser[]): readonly Attribute[] {
  const attributes = new Set(ATTRIBUTES);
  // The keys of a record by attribute are attributes.
  for (const user of users) for (const attribute of Object.keys(user) as Attribute[]) attributes.add(attribute);
  return [...attributes];
}
