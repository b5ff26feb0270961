import { DECISION_CODE } from '../model/decision';
import { FLAG } from '../model/flag';
import type { HoldCause } from '../model/hold-cause';
import type { ImportMode } from '../model/import-run';
import { STATUS_CODE } from '../model/status';
import { DEFAULT_SAFEGUARDS, type Safeguards } from '../model/synchronization';
import type { DecisionColumns } from './decision-columns';
import { RowList } from './row-list';

/** Lists this short shrink to nothing by one person leaving: only their emptying is held. */
const FEWEST_SHRINKING = 10;

/** Users know neither links nor limits of an app: only a source that shrank is held. */
export const USER_SAFEGUARDS: Safeguards = {
  ...DEFAULT_SAFEGUARDS,
  maxCreates: undefined,
  maxDeletes: undefined,
  disappearing: undefined
};

/** A whole import run against the list that is there. */
export interface SafeguardInput {
  readonly mode: ImportMode;
  readonly safeguards: Safeguards;
  /** Rows of the file that count: neither left out nor repeated. */
  readonly incomingCount: number;
  /** Rows of the file that the list does not have, ascending. */
  readonly appended: Uint32Array;
  /** Rows of the list that a full import misses, see vanishedRows. */
  readonly vanished: Uint32Array;
  /** What was decided about the accounts of the list before the import; undefined for users. */
  readonly decisions: DecisionColumns | undefined;
  /** Rows of the list that its source had last time; only looked at for users, whose list has others too. */
  readonly knownUsers: number;
}

/** A safeguard that holds the run, and exactly the rows that tripped it: rows of the file, or of the list. */
export interface TrippedSafeguard {
  readonly cause: HoldCause;
  readonly of: 'file' | 'list';
  /** Ascending. */
  readonly rows: Uint32Array;
}

/** Exact: every row of the run has been looked at, and nothing has been written. 3 ns per row of the list. */
export function trippedSafeguards(input: SafeguardInput): readonly TrippedSafeguard[] {
  const tripped: (TrippedSafeguard | undefined)[] = [tooManyCreates(input)];
  if (input.mode === 'full') tripped.push(tooManyDeletes(input), disappearing(input), shrunken(input));
  return tripped.filter((one) => one !== undefined);
}

/** Why a row may be missing from the source without having vanished from it. */
export interface KnownAbsences {
  /** Undefined for users. */
  readonly decisions: DecisionColumns | undefined;
  /** Users that were made in Muster, which no source has yet. */
  readonly isMadeHere: (row: number) => boolean;
}

/**
 * Rows of the list that the source had and that a full import does not have any more. `isPresent`: 1 for those that it
 * has. Accounts in the bin, protected ones and those that had vanished before are not among them.
 */
export function vanishedRows(isPresent: Uint8Array, { decisions, isMadeHere }: KnownAbsences): Uint32Array {
  const rows = new RowList();
  for (let row = 0; row < isPresent.length; row++) {
    if (isPresent[row] === 0 && (decisions ? canVanish(decisions, row) : !isMadeHere(row))) rows.push(row);
  }
  return rows.slice(0, isPresent.length).slice();
}

function canVanish(decisions: DecisionColumns, row: number): boolean {
  return isThere(decisions, row) && decisions.decision[row] !== DECISION_CODE.protect;
}

/** Not in the bin, and in the source last time. */
function isThere({ status, flags }: DecisionColumns, row: number): boolean {
  return status[row] !== STATUS_CODE.cleared && (flags[row] & FLAG.vanished) === 0;
}

function isLinked({ status, user }: DecisionColumns, row: number): boolean {
  return user[row] >= 0 && (status[row] === STATUS_CODE.confirmed || status[row] === STATUS_CODE.committed);
}

function tooManyCreates({ safeguards, appended }: SafeguardInput): TrippedSafeguard | undefined {
  const limit = safeguards.maxCreates;
  if (limit === undefined || appended.length <= limit) return undefined;
  return { cause: { kind: 'max-creates', count: appended.length, limit }, of: 'file', rows: appended };
}

function tooManyDeletes({ safeguards, vanished }: SafeguardInput): TrippedSafeguard | undefined {
  const limit = safeguards.maxDeletes;
  if (limit === undefined || vanished.length <= limit) return undefined;
  return { cause: { kind: 'max-deletes', count: vanished.length, limit }, of: 'list', rows: vanished };
}

function disappearing({ safeguards, decisions, vanished }: SafeguardInput): TrippedSafeguard | undefined {
  const share = safeguards.disappearing;
  if (!share || !decisions) return undefined;
  let linked = 0;
  for (let row = 0; row < decisions.status.length; row++) {
    if (isLinked(decisions, row) && isThere(decisions, row)) linked++;
  }
  const rows = vanished.filter((row) => isLinked(decisions, row));
  if (linked <= share.above || rows.length * 100 <= linked * share.percent) return undefined;
  const cause: HoldCause = { kind: 'disappearing', count: rows.length, linked, percent: share.percent };
  return { cause, of: 'list', rows };
}

function shrunken(input: SafeguardInput): TrippedSafeguard | undefined {
  const { decisions, vanished, incomingCount: now } = input;
  let before = input.knownUsers;
  if (decisions) {
    before = 0;
    for (let row = 0; row < decisions.status.length; row++) if (isThere(decisions, row)) before++;
  }
  const isEmptied = now === 0 && before > 0;
  const percent = before < FEWEST_SHRINKING ? 0 : (input.safeguards.shrinkPercent ?? 0);
  if (!isEmptied && now * 100 >= before * percent) return undefined;
  return { cause: { kind: 'shrunken', count: vanished.length, before, now }, of: 'list', rows: vanished };
}
