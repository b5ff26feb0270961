import { SEGMENT_ROWS } from '../engine/segment';
import type { RecordSet } from '../engine/record-set';
import { NO_VALUE } from '../matching/distinct-values';
import { countInCircles } from '../matching/reference-circles';
import { managerOf, resolveManagers, type Managers } from '../matching/resolve-managers';
import { NOBODY, SEVERAL } from '../matching/sought-values';
import type { ManagerTally } from '../model/manager-tally';
import type { RowIssue, RowIssueKind, RowIssueTally } from '../model/row-issue';

const MOST_EXAMPLES = 100;
const MOST_EXCERPT_CHARS = 120;

/** A list as it would be, and which of its rows the file has. */
export interface ManagedList {
  readonly records: RecordSet;
  /** For accounts: those of the domain. */
  readonly users: RecordSet | undefined;
  /** The list's row for each row of the file; below 0 for one that was left out. */
  readonly mergedRow: Int32Array;
  readonly recordNumber: (fileRow: number) => number;
}

export interface StagedManagers {
  /** Undefined where no row names a manager. */
  readonly tally: ManagerTally | undefined;
  readonly issues: readonly RowIssueTally[];
}

export const NO_MANAGERS: StagedManagers = { tally: undefined, issues: [] };

/**
 * The second pass: managers may stand behind those whom they manage, so that they are looked up when the whole list is
 * there. 0.4 to 0.8 s for a million rows with 50,000 managers (matching/resolve-references.ts).
 */
export function* stageManagers(list: ManagedList): Generator<void, StagedManagers> {
  const { records, users, mergedRow } = list;
  const managers = yield* resolveManagers(records, users);
  const inCircles = countInCircles(nextInList(managers));
  yield;
  const nobody = new ManagerIssue('unresolved-manager');
  const several = new ManagerIssue('ambiguous-manager');
  let found = 0;
  for (let fileRow = 0; fileRow < mergedRow.length; fileRow++) {
    if (fileRow % SEGMENT_ROWS === 0) yield;
    const row = mergedRow[fileRow];
    if (row < 0) continue;
    const manager = managerOf(managers, row);
    if (manager.row >= 0) found++;
    else if (manager.row === NOBODY) nobody.add(fileRow, row);
    else if (manager.row === SEVERAL) several.add(fileRow, row);
  }
  if (found + nobody.count + several.count === 0) return NO_MANAGERS;
  const issues = [nobody, several].map((issue) => issue.tally(list, managers)).filter((issue) => issue !== undefined);
  return { tally: { found, nobody: nobody.count, several: several.count, inCircles }, issues };
}

function nextInList({ values: { numbers }, answers }: Managers): Int32Array {
  const next = new Int32Array(numbers.length);
  for (let row = 0; row < next.length; row++) next[row] = numbers[row] === NO_VALUE ? NOBODY : answers[numbers[row]];
  return next;
}

class ManagerIssue {
  count = 0;
  readonly #kind: RowIssueKind;
  readonly #first: { readonly fileRow: number; readonly row: number }[] = [];

  constructor(kind: RowIssueKind) {
    this.#kind = kind;
  }

  add(fileRow: number, row: number): void {
    if (this.count++ < MOST_EXAMPLES) this.#first.push({ fileRow, row });
  }

  tally({ recordNumber }: ManagedList, { values }: Managers): RowIssueTally | undefined {
    if (this.count === 0) return undefined;
    const examples = this.#first.map(({ fileRow, row }): RowIssue => ({
      kind: this.#kind,
      record: recordNumber(fileRow),
      excerpt: values.texts[values.numbers[row]].slice(0, MOST_EXCERPT_CHARS)
    }));
    return { kind: this.#kind, count: this.count, examples };
  }
}
