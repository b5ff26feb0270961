import { editRecords } from '../engine/committed-cells';
import { commitRows, flagChanged } from '../engine/committed-rows';
import { copyDecisionColumns, createDecisionColumns, type DecisionColumns } from '../engine/decision-columns';
import type { RecordSet } from '../engine/record-set';
import { SEGMENT_SHIFT } from '../engine/segment';
import { countSituations } from '../engine/count-situations';
import { FLAG } from '../model/flag';
import type { AppId } from '../model/ids';
import type { OperationKind } from '../model/plan-operation';
import { computePlan } from '../plan/compute-plan';
import { excludedOperations, INCLUDED } from '../plan/excluded-operations';
import type { PlanInput } from '../plan/plan-source';
import type { ListHead } from '../storage/list-head';
import type { CommitEffects } from './commit-effects';
import { storeDecisions } from './list-parts';
import type { LoadedAccounts } from './lists';
import type { OpenWorkspace } from './open-workspace';
import type { CurrentPlan } from './plan-books';
import { writeRecords } from './write-records';

/** The lists as a commit leaves them, worked out beside those that are there. */
export interface ListsAfter {
  /** Undefined where no user is another than before. */
  readonly users: RecordSet | undefined;
  /** Those of whose accounts some are others than before. */
  readonly apps: readonly AppAfter[];
  readonly rowCount: number;
}

interface AppAfter {
  readonly appId: AppId;
  readonly list: LoadedAccounts;
  readonly decisions: DecisionColumns;
  /** Rows that the commit was about, ascending. */
  readonly rows: Uint32Array;
}

/** What of the plan is still to be done, although its account is committed. */
export interface LeftOver {
  /** Tried, and not done as a whole; or in no file. */
  readonly isUndone: (kind: OperationKind, id: () => string) => boolean;
  /** Its list was imported since the operations were planned: what was done may not be what is wanted now. */
  readonly isImported: (appId: AppId) => boolean;
}

/**
 * Works the lists out, in slices. An account whose operations were not all done is committed where it is linked, and
 * flagged as changed, so that the next plan has what is left and nothing else: the plan is computed once more to know.
 */
export function* listsAfter(
  { plan: { input }, exclusions, lists }: CurrentPlan,
  effects: CommitEffects,
  left: LeftOver
): Generator<void, ListsAfter> {
  const { edits } = effects.users;
  const users = edits.isEmpty ? undefined : yield* editRecords(input.users, edits);
  const apps: AppAfter[] = lists.map((list, i) => {
    const decisions = createDecisionColumns(list.decisions.status.length);
    copyDecisionColumns(decisions, 0, list.decisions);
    const rows = commitRows(decisions, { done: effects.done[i], ended: effects.ended });
    flagChanged(decisions, rows, () => true);
    return { appId: input.apps[i].id, list, decisions, rows };
  });
  yield;
  const after: PlanInput = {
    users: users ?? input.users,
    apps: input.apps.map((app, i) => ({ ...app, list: { ...app.list, decisions: apps[i].decisions } }))
  };
  const isLeft = yield* rowsLeft(after, exclusions.keys(), { ...left, lists });
  for (const [i, { decisions, rows }] of apps.entries()) flagChanged(decisions, rows, (row) => isLeft[i][row] === 1);
  return {
    users,
    apps: apps.filter(({ rows }) => rows.length > 0),
    rowCount: apps.reduce((sum, { rows }) => sum + rows.length, 0)
  };
}

/** Per app, 1 for each account of which something is still to be done. */
function* rowsLeft(
  input: PlanInput,
  excludedIds: Iterable<string>,
  { isUndone, isImported, lists }: LeftOver & Pick<CurrentPlan, 'lists'>
): Generator<void, readonly Uint8Array[]> {
  const isLeft = input.apps.map(({ list }) => new Uint8Array(list.decisions.status.length));
  const plan = yield* computePlan(input);
  const excluded = yield* excludedOperations(plan, excludedIds);
  const isNew = input.apps.map(({ id }) => isImported(id));
  for (let i = 0; i < plan.length; i++) {
    const { kind, app, account } = plan.place(i);
    if (account < 0) continue;
    const wasFlagged = (lists[app].decisions.flags[account] & FLAG.changedSinceDecision) !== 0;
    const isMissing = excluded.marks[i] !== INCLUDED || isUndone(kind, () => plan.id(i));
    if (isMissing || (isNew[app] && wasFlagged)) isLeft[app][account] = 1;
  }
  return isLeft;
}

/** What stood there before, for the step's image. */
export function headsBefore(
  { lists }: OpenWorkspace,
  { domainId }: CurrentPlan,
  { users, apps }: ListsAfter
): readonly ListHead[] {
  const heads = apps.map(({ appId }) => lists.head(`accounts:${appId}`));
  return users ? [lists.head(`users:${domainId}`), ...heads] : heads;
}

/** Inside a transaction. Gives the heads in the order of `headsBefore`. */
export async function storeLists(
  workspace: OpenWorkspace,
  { domainId }: CurrentPlan,
  { users, apps }: ListsAfter
): Promise<readonly ListHead[]> {
  const heads: ListHead[] = [];
  if (users) {
    const head = workspace.lists.head(`users:${domainId}`);
    heads.push({ ...head, records: await writeRecords(workspace, users) });
  }
  for (const app of apps) heads.push(await storeApp(workspace, app));
  await workspace.db.lists.bulkPut(heads);
  return heads;
}

async function storeApp(workspace: OpenWorkspace, { appId, list, decisions, rows }: AppAfter): Promise<ListHead> {
  const head = workspace.lists.head(`accounts:${appId}`);
  const segments = [...new Set(rows.map((row) => row >> SEGMENT_SHIFT))];
  const after = { ...list, decisions };
  const numbers = await storeDecisions(workspace, after, segments);
  const stored = [...head.decisions];
  segments.forEach((segment, i) => (stored[segment] = numbers[i]));
  return { ...head, decisions: stored, counts: countSituations(after) };
}

/** After the transaction. */
export function acceptLists({ lists }: OpenWorkspace, { users, apps }: ListsAfter, heads: readonly ListHead[]): void {
  const ofApps = users ? heads.slice(1) : heads;
  if (users) {
    lists.noteStored(users.segments, heads[0].records);
    lists.setUsers(heads[0], users);
  }
  apps.forEach(({ list, decisions }, i) => {
    copyDecisionColumns(list.decisions, 0, decisions);
    list.claims = undefined;
    lists.setHead(ofApps[i]);
  });
}
