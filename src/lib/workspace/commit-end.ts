import { cellText, type RecordSet } from '../engine/record-set';
import type { OperationState } from '../model/commit';
import { TARGET_LABEL } from '../model/commit-target';
import { KEY_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { AppId } from '../model/ids';
import type { OperationKind, PlannedAccount, PlannedUser, PlanOperation } from '../model/plan-operation';
import { INCLUDED } from '../plan/excluded-operations';
import type { PlanInput } from '../plan/plan-source';
import { PART_OPERATIONS, type StoredCommit } from '../storage/stored-commit';
import { breathe } from './breathe';
import type { JournalChange } from './commit-change';
import { CommitEffects } from './commit-effects';
import type { CommitJournal } from './commit-journal';
import { acceptLists, headsBefore, listsAfter, storeLists, type LeftOver, type ListsAfter } from './commit-lists';
import type { DoneOperation } from './commit-users';
import type { OpenWorkspace } from './open-workspace';
import type { CurrentPlan } from './plan-books';
import { runSliced } from './run-sliced';

const NONE = -1;

/** Handed over as files: what stands in them counts as done at once, kinds that do not are left to do. */
export async function endFiles(
  workspace: OpenWorkspace,
  commit: StoredCommit,
  current: CurrentPlan,
  unsaidKinds: readonly OperationKind[]
): Promise<void> {
  const unsaid = new Set(unsaidKinds);
  const effects = new CommitEffects(current.plan.input, keepsIds(workspace, current));
  await runSliced(noteSaid(current, effects, unsaid));
  const left: LeftOver = { isUndone: (kind) => unsaid.has(kind), isImported: () => false };
  const after = await runSliced(listsAfter(current, effects, left));
  if (after) await storeEnd(workspace, { commit, current, after }, () => workspace.db.commits.put(commit));
}

function* noteSaid(
  { plan, excluded: { marks } }: CurrentPlan,
  effects: CommitEffects,
  unsaid: ReadonlySet<OperationKind>
): Generator<void, void> {
  for (let i = 0; i < plan.length; i++) {
    if (i % 4096 === 0) yield;
    if (marks[i] !== INCLUDED) continue;
    const { kind, app, account, user, group } = plan.place(i);
    if (unsaid.has(kind)) continue;
    const changes = kind === 'update-user' ? plan.operation(i).changes : [];
    const groupName = group < 0 ? '' : plan.groupName(group);
    effects.note({ kind, app, account, user, groupName, changes, targetId: '' });
  }
}

/**
 * Applied through a connector, and nothing is under way any more: what was done since the last time becomes one step of
 * the history, stored together with `change`. Operations that were done are taken once, whatever is undone later.
 */
export async function endApplied(
  workspace: OpenWorkspace,
  {
    journal,
    change,
    current
  }: { readonly journal: CommitJournal; readonly change: JournalChange; readonly current: CurrentPlan }
): Promise<void> {
  const { commit } = change;
  const effects = new CommitEffects(current.plan.input, keepsIds(workspace, current));
  const undone = new Set<string>();
  for (let part = 0; part < journal.parts.length; part++) {
    const operations = await journal.operations(part);
    for (const [i, operation] of operations.entries()) {
      const place = part * PART_OPERATIONS + i;
      const isWhole = isDone(change.state(place)) && change.notCarried(place).length === 0;
      if (!isWhole) undone.add(operation.id);
      if (!isDone(change.state(place))) continue;
      if (!change.hasMark(place, 'taken')) take(effects, current.plan.input, { change, place, operation });
    }
    await breathe();
  }
  const isImported = (id: AppId) => workspace.lists.head(`accounts:${id}`).revision !== commit.listRevisions[id];
  const isUndone = (_: OperationKind, id: () => string) => undone.size > 0 && undone.has(id());
  const after = await runSliced(listsAfter(current, effects, { isUndone, isImported }));
  if (!after) return;
  await storeEnd(workspace, { commit, current, after }, () => change.store(workspace.db));
  journal.accept(change);
}

function isDone(state: OperationState): boolean {
  return state === 'done' || state === 'already-there';
}

interface Taken {
  readonly change: JournalChange;
  readonly place: number;
  readonly operation: PlanOperation;
}

function take(effects: CommitEffects, input: PlanInput, { change, place, operation }: Taken): void {
  const done = doneOperation(input, carriedOut(operation, change.notCarried(place)), change.targetId(place));
  if (done) effects.note(done);
  change.mark(place, 'taken');
}

interface EndOfCommit {
  readonly commit: StoredCommit;
  readonly current: CurrentPlan;
  readonly after: ListsAfter;
}

/** One transaction: the journal, the lists, the step with its before-image. Then memory. */
async function storeEnd(
  workspace: OpenWorkspace,
  { commit, current, after }: EndOfCommit,
  storeJournal: () => Promise<unknown>
): Promise<void> {
  const { history } = workspace;
  const before = headsBefore(workspace, current, after);
  const saved = await workspace.commit(async () => {
    await storeJournal();
    if (before.length === 0) return undefined;
    const heads = await storeLists(workspace, current, after);
    const steps = await history.record(
      {
        action: 'commit',
        domainId: commit.domainId,
        appId: commit.scope.kind === 'app' ? commit.scope.appId : undefined,
        rowCount: after.rowCount,
        origin: 'bulk',
        note: noteOf(commit)
      },
      { heads: before }
    );
    await workspace.store.removeUnreferenced();
    return { heads, steps };
  });
  if (!saved) return;
  acceptLists(workspace, after, saved.heads);
  history.accept(saved.steps);
}

function noteOf({ way, target, address, note }: StoredCommit): string {
  const where = way === 'files' ? `Files for ${TARGET_LABEL[target]}` : `Applied to ${address || TARGET_LABEL[target]}`;
  const said = note === '' ? '' : ` (${note})`;
  return `${where}${said}. Undo takes back what Muster knows of it, not what was done there.`;
}

/** Ids of the target are kept where they tell users apart: else a list with ids for a few would not merge any more. */
function keepsIds({ lists }: OpenWorkspace, { domainId }: CurrentPlan): boolean {
  return lists.head(`users:${domainId}`).key === 'externalId';
}

/** Without the changes that the target could not take. */
export function carriedOut(operation: PlanOperation, notCarried: readonly Attribute[]): PlanOperation {
  if (notCarried.length === 0) return operation;
  return { ...operation, changes: operation.changes.filter(({ attribute }) => !notCarried.includes(attribute)) };
}

/** Undefined where its rows are others' since: an import was undone, and another one came. */
function doneOperation(input: PlanInput, operation: PlanOperation, targetId: string): DoneOperation | undefined {
  const { kind, user, account, group, changes } = operation;
  const app = account ? input.apps.findIndex(({ id }) => id === account.appId) : NONE;
  const isSameAccount = account !== undefined && app >= 0 && hasAccount(input.apps[app], account);
  if (user && !hasUser(input.users, user)) return undefined;
  return {
    kind,
    app: isSameAccount ? app : NONE,
    account: isSameAccount ? account.row : NONE,
    user: user?.row ?? NONE,
    groupName: group?.name ?? '',
    changes,
    targetId
  };
}

function hasAccount({ list: { records }, key }: PlanInput['apps'][number], account: PlannedAccount): boolean {
  if (key !== undefined && account.key !== '') return cellText(records, account.row, key) === account.key;
  return (
    cellText(records, account.row, 'userName') === account.userName &&
    cellText(records, account.row, 'email') === account.email
  );
}

/** One of the keys that they had when the operation was planned is still theirs. */
function hasUser(users: RecordSet, { row, values }: PlannedUser): boolean {
  const known = KEY_ATTRIBUTES.filter((attribute) => (values[attribute] ?? '') !== '');
  if (row >= users.rowCount) return false;
  return known.length === 0 || known.some((attribute) => cellText(users, row, attribute) === values[attribute]);
}
