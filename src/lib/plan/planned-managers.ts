import { cellText, type RecordSet } from '../engine/record-set';
import { CREATED_HERE } from '../engine/user-records';
import { distinctValues } from '../matching/distinct-values';
import { resolveReferences } from '../matching/resolve-references';
import type { ManagerFinder, OperationSource } from './plan-file';

/**
 * Whom the texts of managers mean among the users of the domain, for the files that say them: those that users have and
 * those that updates bring, resolved all at once. Cost: that of resolveReferences where anybody has a manager, and the
 * updates read once; memory: a number per distinct text.
 */
export function* plannedManagers(source: OperationSource, users: RecordSet): Generator<void, ManagerFinder> {
  const texts = new Set<string>();
  const known = yield* distinctValues(users, 'manager');
  for (const text of known.texts) texts.add(text);
  if (source.counts['update-user'] > 0) yield* addBrought(source, texts);
  const all = [...texts];
  const rows = all.length === 0 ? new Int32Array(0) : yield* resolveReferences(all, users);
  const rowOf = new Map(all.map((text, i) => [text, rows[i]]));
  const cell = (row: number, attribute: 'userName' | 'externalId' | typeof CREATED_HERE) =>
    users.attributes.includes(attribute) ? cellText(users, row, attribute) : '';
  return (text) => {
    const row = rowOf.get(text) ?? -1;
    if (row < 0) return undefined;
    // Who was made here does not exist in the target yet: the external ID is what the new user is to have.
    const isNew = cell(row, CREATED_HERE) !== '';
    return { userName: cell(row, 'userName'), targetId: isNew ? '' : cell(row, 'externalId') };
  };
}

const SLICE_OPERATIONS = 512;

function* addBrought(source: OperationSource, texts: Set<string>): Generator<void, void> {
  let seen = 0;
  for (const { changes } of source.operations(['update-user'])) {
    if (seen++ % SLICE_OPERATIONS === 0) yield;
    for (const { attribute, after } of changes) if (attribute === 'manager' && after !== '') texts.add(after);
  }
}
