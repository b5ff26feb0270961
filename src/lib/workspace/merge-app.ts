import { KEY_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { DecisionColumns } from '../engine/decision-columns';
import type { RecordSet } from '../engine/record-set';
import type { App } from '../model/app';
import { must } from '../model/assert';
import { STATUSES } from '../model/status';
import type { MergeConflict, MergedDecision } from '../protocol/merge-api';
import type { ListHead } from '../storage/list-head';
import type { MergePair } from './merge-pairs';
import { mergeRows, type MergedRows } from './merge-rows';
import { NOT_HERE, sameRecords } from './merge-same-records';
import type { MergeSource } from './merge-source';
import { MergedUsers, nameOf } from './merge-users';
import type { OpenWorkspace } from './open-workspace';
import { runSliced } from './run-sliced';

/** The users of a domain that both have. */
export interface MergedDomain {
  readonly ours: RecordSet;
  readonly users: MergedUsers;
}

export interface MergedApp extends MergedRows {
  readonly app: App;
  /** Accounts that both have. */
  readonly common: number;
  /** Of the first so many conflicts; `firstId` is that of the first. */
  readonly words: (most: number, firstId: number) => readonly MergeConflict[];
}

export async function mergeDomain(
  workspace: OpenWorkspace,
  source: MergeSource,
  { ours, theirs }: MergePair
): Promise<MergedDomain> {
  const { records } = await workspace.lists.users(ours);
  const their = source.users(theirs);
  const here = await same(records, their, keyOf(workspace.lists.head(`users:${ours}`)));
  return { ours: records, users: new MergedUsers(records, their, here) };
}

export async function mergeApp(
  workspace: OpenWorkspace,
  source: MergeSource,
  { users, ours: ourUsers }: MergedDomain,
  pair: { readonly ours: App; readonly theirs: App }
): Promise<MergedApp> {
  const list = await workspace.lists.accounts(pair.ours.id);
  const theirs = source.accounts(pair.theirs.id);
  const here = await same(list.records, theirs.records, keyOf(workspace.lists.head(`accounts:${pair.ours.id}`)));
  const sides = { ours: list.decisions, theirs: theirs.decisions, here, users };
  const merged = must(await runSliced(mergeRows(sides)), 'it runs to its end');
  const ourStepAt = (id: number) => workspace.history.step(id)?.at ?? 0;
  return {
    ...merged,
    app: pair.ours,
    common: here.reduce((count, row) => count + (row === NOT_HERE ? 0 : 1), 0),
    words: (most, firstId) =>
      merged.conflicts.slice(0, most).map(({ row, theirRow }, i) => ({
        id: firstId + i,
        appId: pair.ours.id,
        account: nameOf(list.records, row),
        ours: decisionOf(list.decisions, row, (user) => nameOf(ourUsers, user), ourStepAt),
        theirs: decisionOf(
          theirs.decisions,
          theirRow,
          (user) => users.nameOf(user),
          (id) => source.stepAt(id)
        )
      }))
  };
}

async function same(ours: RecordSet, theirs: RecordSet, key: Attribute): Promise<Int32Array> {
  return must(await runSliced(sameRecords(ours, theirs, key)), 'it runs to its end');
}

function keyOf({ key }: ListHead): Attribute {
  return key ?? KEY_ATTRIBUTES[0];
}

function decisionOf(
  { status, user, step }: DecisionColumns,
  row: number,
  userName: (user: number) => string,
  stepAt: (id: number) => number
): MergedDecision {
  const name = STATUSES[status[row]];
  return {
    // Committed only there: what was committed here is no conflict.
    status: name,
    user: name !== 'cleared' && user[row] >= 0 ? userName(user[row]) : undefined,
    decidedAt: stepAt(step[row])
  };
}
