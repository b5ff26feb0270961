import type { AccountList } from '../engine/account-list';
import { carryDecisions, confirmExactMatches, reviewDecisions } from '../engine/carry-decisions';
import { mergeRecords } from '../engine/merge-records';
import { cellText, type RecordSet } from '../engine/record-set';
import { matchAccounts } from '../matching/match-accounts';
import type { UserIndexes } from '../matching/user-indexes';
import { mergeKey, planMerge, type MergePlan } from '../matching/merge-plan';
import type { App } from '../model/app';
import { rulesInForce } from '../model/synchronization';
import type { Attribute } from '../model/attribute';
import type { IdentityDomainId } from '../model/ids';
import type { RowTally } from '../model/import-run';
import type { RowIssueTally } from '../model/row-issue';
import type { LoadedAccounts, UserList } from './lists';
import { runSliced } from './run-sliced';

/** A list as it would be after an import, worked out in memory, and what it was worked out from. */
export interface StagedList {
  readonly key: Attribute;
  readonly records: RecordSet;
  readonly rows: RowTally;
  readonly duplicates: RowIssueTally | undefined;
  /** Accounts only. */
  readonly accounts: AccountList | undefined;
  readonly base: StageBase;
}

export type StageBase =
  | { readonly kind: 'users'; readonly domainId: IdentityDomainId; readonly users: UserList }
  | {
      readonly kind: 'accounts';
      readonly app: App;
      readonly list: LoadedAccounts;
      readonly users: UserList;
      readonly step: number;
      /** Built while the file was read; large, and not kept beyond the match. */
      readonly prepared: UserIndexes | undefined;
    };

export type OnShare = (phase: 'checking' | 'matching', share: number) => boolean;

const MOST_EXAMPLES = 100;

/** The rows that were read, and what is known of the file they come from. */
export interface StagedRows {
  readonly records: RecordSet;
  /** Rows of the file that were left out while reading. */
  readonly skipped: number;
  readonly recordNumber: (row: number) => number;
}

/** Merges and matches. Undefined when `onShare` ended it; 'no-key' when nothing tells one row from another. */
export async function stageList(
  base: StageBase,
  rows: StagedRows,
  onShare: OnShare
): Promise<StagedList | 'no-key' | undefined> {
  const incoming = rows.records;
  const existing = base.kind === 'users' ? base.users.records : base.list.records;
  const key = mergeKey(existing, incoming);
  if (key === undefined) return 'no-key';
  const merging = () => onShare('checking', 0);
  const plan = await runSliced(planMerge(existing, incoming, key), merging);
  const records = plan && (await runSliced(mergeRecords(existing, incoming, plan), merging));
  if (!plan || !records) return undefined;
  const accounts = base.kind === 'accounts' ? await stageAccounts(base, records, plan, onShare) : undefined;
  if (base.kind === 'accounts' && !accounts) return undefined;
  return {
    key,
    records,
    rows: tally(plan, rows),
    duplicates: duplicateKeys(plan, rows, key),
    accounts,
    base: base.kind === 'accounts' ? { ...base, prepared: undefined } : base
  };
}

async function stageAccounts(
  base: Extract<StageBase, { kind: 'accounts' }>,
  records: RecordSet,
  plan: MergePlan,
  onShare: OnShare
): Promise<AccountList | undefined> {
  const { app, list, users, step, prepared } = base;
  const input = { users: users.records, accounts: records, rules: rulesInForce(app.synchronization) };
  const match = await runSliced(matchAccounts(input, prepared), (share) => onShare('matching', share));
  if (!match) return undefined;
  const decisions = carryDecisions(list.decisions, records.rowCount, plan);
  const staged: AccountList = { records, match, decisions };
  reviewDecisions(decisions, list.match, match);
  if (app.synchronization.onExactMatch === 'link-and-confirm') {
    confirmExactMatches(staged, users.records.rowCount, { step, origin: 'rule' });
  }
  return staged;
}

function tally(plan: MergePlan, { records, skipped }: StagedRows): RowTally {
  const created = plan.appended.length;
  const updated = plan.updatedCount;
  return {
    created,
    updated,
    unchanged: records.rowCount - created - updated - plan.duplicates.length,
    skipped: skipped + plan.duplicates.length,
    vanished: plan.vanishedCount
  };
}

function duplicateKeys(plan: MergePlan, rows: StagedRows, key: Attribute): RowIssueTally | undefined {
  if (plan.duplicates.length === 0) return undefined;
  const examples = Array.from(plan.duplicates.subarray(0, MOST_EXAMPLES), (row) => ({
    kind: 'duplicate-key' as const,
    record: rows.recordNumber(row),
    excerpt: cellText(rows.records, row, key).slice(0, 120)
  }));
  return { kind: 'duplicate-key', count: plan.duplicates.length, examples };
}
