import type { AccountList } from '../engine/account-list';
import { carryDecisions, confirmExactMatches, reviewDecisions } from '../engine/carry-decisions';
import { bareRows } from '../engine/bare-rows';
import { CellReader } from '../engine/cell-reader';
import { countGroups } from '../engine/group-list';
import { mergeRecords } from '../engine/merge-records';
import { cellText, type RecordSet } from '../engine/record-set';
import {
  trippedSafeguards,
  USER_SAFEGUARDS,
  vanishedRows,
  type KnownAbsences,
  type TrippedSafeguard
} from '../engine/safeguards';
import { CREATED_HERE, sourceRecords } from '../engine/user-records';
import { matchAccounts } from '../matching/match-accounts';
import { knownOnly } from '../matching/known-only';
import { mergeKey, planMerge, type MergePlan } from '../matching/merge-plan';
import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { ImportMode, RowTally } from '../model/import-run';
import type { ManagerTally } from '../model/manager-tally';
import { err, ok, type Result } from '../model/result';
import type { RowIssueKind, RowIssueTally } from '../model/row-issue';
import { rulesInForce } from '../model/synchronization';
import type { Evaluator } from '../protocol/expression-api';
import { deriveUsernames } from './derive-usernames';
import { FailedRows } from './failed-rows';
import { makeUsers, type MadeUsers } from './new-users';
import { runSliced } from './run-sliced';
import type { StageBase } from './stage-base';
import { NO_MANAGERS, stageManagers, type ManagedList, type StagedManagers } from './staged-managers';

/** A list as it would be after an import, worked out in memory, and what it was worked out from. */
export interface StagedList {
  readonly mode: ImportMode;
  readonly key: Attribute;
  readonly records: RecordSet;
  readonly rows: RowTally;
  /** Distinct groups in the file. */
  readonly groups: number;
  /** Undefined where no row of the file names a manager. */
  readonly managers: ManagerTally | undefined;
  /** What is wrong with rows beyond what reading found. */
  readonly issues: readonly RowIssueTally[];
  /** Undefined for users. */
  readonly accounts: StagedAccounts | undefined;
  /** Safeguards that hold it. */
  readonly tripped: readonly TrippedSafeguard[];
  readonly base: StageBase;
}

export interface StagedAccounts {
  readonly list: AccountList;
  /** Linked to a user that was there, and confirmed, by the import itself. */
  readonly confirmed: number;
  readonly made: MadeUsers | undefined;
  /** Accounts for which an expression of the settings gave nothing. */
  readonly failed: FailedRows;
  /** A decision was being made meanwhile, which may have been taken back: not to be stored. */
  readonly isProvisional: boolean;
}

export type OnShare = (phase: 'checking' | 'matching', share: number) => boolean;

const MOST_EXAMPLES = 100;

/** The rows that were read, and what is known of the file they come from. */
export interface StagedRows {
  readonly mode: ImportMode;
  /** Rows that the list does not have are left out. */
  readonly isKnownOnly?: boolean;
  readonly records: RecordSet;
  /** Rows of the file that were left out while reading. */
  readonly skipped: number;
  readonly recordNumber: (row: number) => number;
}

/** How the work goes: what evaluates expressions, and what is told of it. */
export interface StageWork {
  readonly evaluator: Evaluator;
  readonly onShare: OnShare;
}

type AccountsBase = Extract<StageBase, { kind: 'accounts' }>;

/** Merges and matches. Undefined when `onShare` ended it. */
export async function stageList(
  base: StageBase,
  rows: StagedRows,
  work: StageWork
): Promise<Result<StagedList | undefined, AppError>> {
  const incoming = rows.records;
  const existing = base.kind === 'users' ? base.users.records : base.list.records;
  const key = mergeKey(existing, incoming);
  if (key === undefined) return err({ kind: 'file-no-usable-column' });
  const source = base.kind === 'users' ? { ...rows, records: sourceRecords(incoming, existing) } : rows;
  const merged = await merge(existing, source, { key, base, goesOn: () => work.onShare('checking', 0) });
  if (!merged) return ok(undefined);
  const { plan, records, groups, managers } = merged;
  const accounts = base.kind === 'accounts' ? await stageAccounts(base, merged, work) : ok(undefined);
  if (!accounts.ok) return accounts;
  if (base.kind === 'accounts' && !accounts.value) return ok(undefined);
  const vanished = rows.mode === 'full' ? vanishedRows(plan.isPresent, knownAbsences(base)) : new Uint32Array(0);
  return ok({
    mode: rows.mode,
    key,
    records,
    rows: tally(merged, rows, vanished.length),
    groups,
    managers: managers.tally,
    issues: rowIssues(merged, rows, { key, failed: accounts.value?.failed }),
    accounts: accounts.value,
    tripped: trip(base, plan, { rows, vanished }),
    base
  });
}

interface MergedRecords {
  readonly records: RecordSet;
  readonly plan: MergePlan;
  /** Rows of the file that are left out because the list does not have them, ascending. */
  readonly unknown: Uint32Array;
  readonly mode: ImportMode;
  readonly groups: number;
  readonly managers: StagedManagers;
}

async function merge(
  existing: RecordSet,
  { records: incoming, mode, isKnownOnly, recordNumber }: StagedRows,
  { key, base, goesOn }: { readonly key: Attribute; readonly base: StageBase; readonly goesOn: () => boolean }
): Promise<MergedRecords | undefined> {
  const isBare = mode === 'incremental' ? bareRows(incoming, key) : undefined;
  const whole = await runSliced(planMerge(existing, incoming, key, isBare), goesOn);
  const { plan, unknown } =
    whole && isKnownOnly ? knownOnly(whole, existing.rowCount) : { plan: whole, unknown: new Uint32Array(0) };
  const records = plan && (await runSliced(mergeRecords(existing, incoming, { ...plan, isBare }), goesOn));
  const groups = await runSliced(countGroups(incoming), goesOn);
  if (!plan || !records || groups === undefined) return undefined;
  const users = base.kind === 'accounts' ? base.users : undefined;
  const list = { records, users, mergedRow: plan.mergedRow, recordNumber };
  const managers = await runSliced(managersOf(incoming, list), goesOn);
  return managers && { plan, unknown, records, groups, mode, managers };
}

/** Only where the file has managers: it looks at the whole list. */
function* managersOf({ attributes }: RecordSet, list: ManagedList): Generator<void, StagedManagers> {
  return attributes.includes('manager') ? yield* stageManagers(list) : NO_MANAGERS;
}

async function stageAccounts(
  base: AccountsBase,
  { records, plan, mode }: MergedRecords,
  { evaluator, onShare }: StageWork
): Promise<Result<StagedAccounts | undefined, AppError>> {
  const { app, users, step } = base;
  const goesOn = () => onShare('matching', 1);
  const failed = new FailedRows(records.rowCount);
  const accounts = await deriveUsernames(records, app.synchronization, evaluator, failed);
  if (!accounts.ok) return accounts;
  if (!onShare('matching', 0)) return ok(undefined);
  const input = { users, accounts: accounts.value, rules: rulesInForce(app.synchronization) };
  const match = await runSliced(matchAccounts(input), (share) => onShare('matching', share));
  if (!match) return ok(undefined);
  const isProvisional = !base.isSettled();
  const decisions = carryDecisions(base.list.decisions, records.rowCount, plan, mode);
  const list: AccountList = { records, match, decisions };
  reviewDecisions(decisions, base.list.match, match);
  const isConfirming = app.synchronization.onExactMatch === 'link-and-confirm';
  const confirmed = isConfirming ? confirmExactMatches(list, users.rowCount, { step, origin: 'rule' }) : 0;
  const { mergedRow } = plan;
  const made = await makeUsers({ app, list, users, mergedRow, evaluator, goesOn, failed });
  if (!made.ok) return made;
  return ok(goesOn() ? { list, confirmed, made: made.value, failed, isProvisional } : undefined);
}

function knownAbsences(base: StageBase): KnownAbsences {
  if (base.kind === 'accounts') return { decisions: base.list.decisions, isMadeHere: () => false };
  const cell = new CellReader(base.users.records, CREATED_HERE);
  return { decisions: undefined, isMadeHere: (row) => cell.at(row).end > cell.start };
}

function trip(
  base: StageBase,
  plan: MergePlan,
  { rows, vanished }: { readonly rows: StagedRows; readonly vanished: Uint32Array }
): readonly TrippedSafeguard[] {
  const isUsers = base.kind === 'users';
  return trippedSafeguards({
    mode: rows.mode,
    safeguards: isUsers ? USER_SAFEGUARDS : base.app.synchronization.safeguards,
    incomingCount: rows.records.rowCount - plan.duplicates.length,
    appended: plan.appended,
    vanished,
    decisions: isUsers ? undefined : base.list.decisions,
    knownUsers: isUsers ? base.knownUsers : 0
  });
}

function tally({ plan, unknown }: MergedRecords, { records, skipped }: StagedRows, vanished: number): RowTally {
  const created = plan.appended.length;
  const updated = plan.updatedCount;
  const leftOut = plan.duplicates.length + unknown.length;
  return {
    created,
    updated,
    unchanged: records.rowCount - created - updated - leftOut,
    skipped: skipped + leftOut,
    vanished
  };
}

function rowIssues(
  { plan, unknown, managers }: MergedRecords,
  rows: StagedRows,
  { key, failed }: { readonly key: Attribute; readonly failed: FailedRows | undefined }
): readonly RowIssueTally[] {
  const found = [
    rowsLeftOut('duplicate-key', plan.duplicates, { rows, key }),
    rowsLeftOut('nobody-here', unknown, { rows, key }),
    failed?.tally(plan.mergedRow, rows.recordNumber)
  ];
  return [...found.filter((issue) => issue !== undefined), ...managers.issues];
}

function rowsLeftOut(
  kind: RowIssueKind,
  leftOut: Uint32Array,
  { rows, key }: { readonly rows: StagedRows; readonly key: Attribute }
): RowIssueTally | undefined {
  if (leftOut.length === 0) return undefined;
  const examples = Array.from(leftOut.subarray(0, MOST_EXAMPLES), (row) => ({
    kind,
    record: rows.recordNumber(row),
    excerpt: cellText(rows.records, row, key).slice(0, 120)
  }));
  return { kind, count: leftOut.length, examples };
}
