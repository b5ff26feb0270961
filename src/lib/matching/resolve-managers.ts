import type { RecordSet } from '../engine/record-set';
import { distinctValues, NO_VALUE, type DistinctValues } from './distinct-values';
import { NOT_GIVEN, resolveReferences } from './resolve-references';
import { NOBODY } from './sought-values';

/** Whom the managers of a list are. Worked out per distinct value: a manager has many people. */
export interface Managers {
  readonly values: DistinctValues;
  /** By value: a row of the list itself, NOBODY, SEVERAL or NOT_GIVEN. */
  readonly answers: Int32Array;
  /** Accounts only. By value, where the list itself has nobody: a row of the users, NOBODY or SEVERAL. */
  readonly among: Int32Array | undefined;
}

/** The manager's own list comes first: identifiers of a vendor are those of its accounts. `users` for accounts only. */
export function* resolveManagers(records: RecordSet, users: RecordSet | undefined): Generator<void, Managers> {
  const values = yield* distinctValues(records, 'manager');
  const answers = yield* resolveReferences(values.texts, records);
  return { values, answers, among: users && (yield* amongUsers(values, answers, users)) };
}

function* amongUsers({ texts }: DistinctValues, answers: Int32Array, users: RecordSet): Generator<void, Int32Array> {
  const among = new Int32Array(texts.length).fill(NOBODY);
  const open = [...answers.keys()].filter((value) => answers[value] === NOBODY);
  if (open.length === 0) return among;
  const found = yield* resolveReferences(
    open.map((value) => texts[value]),
    users
  );
  open.forEach((value, i) => (among[value] = found[i]));
  return among;
}

/** Of one value: where it was found, if anywhere. */
export interface ManagerPlace {
  readonly list: 'own' | 'users';
  /** A row, NOBODY, SEVERAL or NOT_GIVEN. */
  readonly row: number;
}

export function managerOf({ values, answers, among }: Managers, row: number): ManagerPlace {
  const value = values.numbers[row];
  if (value === NO_VALUE) return { list: 'own', row: NOT_GIVEN };
  return answers[value] === NOBODY && among
    ? { list: 'users', row: among[value] }
    : { list: 'own', row: answers[value] };
}
