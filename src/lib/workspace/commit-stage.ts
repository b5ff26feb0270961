import { appendRecords } from '../engine/append-records';
import { linkMadeUsers } from '../engine/link-made-users';
import type { RecordSet } from '../engine/record-set';
import type { App } from '../model/app';
import type { HistoryStep } from '../model/history-step';
import type { ImportRun } from '../model/import-run';
import { rememberedOf, withRemembered, type RememberedMapping } from '../model/remembered-mapping';
import type { IdentityDomain } from '../model/workspace';
import { listId, type ListHead } from '../storage/list-head';
import type { StepDraft } from './history';
import type { ImportJob, ImportOrder } from './import-order';
import { matchedWith, storeParts } from './list-parts';
import { withoutUnticked } from './new-users';
import type { OpenWorkspace } from './open-workspace';
import { replacedHolds, storeReplaced } from './replaced-holds';
import type { StagedAccounts, StagedList } from './staged-list';
import { storeBatches } from './store-batches';
import { writeRecords } from './write-records';

/** Made here, and waiting for the switch: the users of the domain with those that the import made behind them. */
interface UsersAfter {
  readonly before: ListHead;
  readonly records: RecordSet;
  readonly madeCount: number;
}

/**
 * Carries an import out: stores what is not stored yet in batches, then makes all of it visible in one transaction
 * ([Note: one final switch]). Killed, cancelled or failed before that, the list is as it was. Undefined when cancelled.
 */
export async function commitStage(workspace: OpenWorkspace, job: ImportJob): Promise<ImportRun | undefined> {
  const isWhole = await storeBatches(workspace, job, job.staged.records);
  if (!isWhole) return undefined;
  const { accounts } = job.staged;
  const users = accounts && (await linkNewUsers(workspace, job, accounts));
  return switchOver(workspace, job, users);
}

/** In the staged list, which nobody sees yet. */
async function linkNewUsers(
  { lists }: OpenWorkspace,
  { order, staged: { base } }: ImportJob,
  { list, made }: StagedAccounts
): Promise<UsersAfter | undefined> {
  if (!made || base.kind === 'users') return undefined;
  const { rows, users } = await withoutUnticked(made, order.untickedNewUsers);
  if (rows.length === 0) return undefined;
  const known = base.users;
  linkMadeUsers(list, rows, known.rowCount, base.step);
  return {
    before: lists.head(`users:${base.app.domainId}`),
    records: appendRecords(known, users),
    madeCount: rows.length
  };
}

/** The transaction that makes the import visible, and memory after it. */
async function switchOver(workspace: OpenWorkspace, job: ImportJob, users: UsersAfter | undefined): Promise<ImportRun> {
  const { history, db } = workspace;
  const ended = endOf(job, users);
  const app = appAfter(workspace, job);
  const domain = domainAfter(workspace, job);
  const before = workspace.lists.head(listId(ended.target));
  const replaced = replacedHolds(workspace, ended);
  const saved = await workspace.commit(async () => {
    const list = await headAfter(workspace, job, app);
    const usersHead = users && {
      ...users.before,
      rowCount: users.records.rowCount,
      records: await writeRecords(workspace, users.records)
    };
    await db.lists.bulkPut(usersHead ? [list, usersHead] : [list]);
    await db.runs.put(ended);
    await db.holds.delete(ended.id);
    await storeReplaced(workspace, replaced);
    if (app) await db.apps.put(app);
    if (domain) await db.domains.put(domain);
    const heads = users ? [before, users.before] : [before];
    const steps = await history.record(importStep(workspace, job), { heads });
    await workspace.store.removeUnreferenced();
    return { list, usersHead, steps };
  });
  accept(workspace, job.staged, saved);
  if (users && saved.usersHead) {
    workspace.lists.noteStored(users.records.segments, saved.usersHead.records);
    workspace.lists.setUsers(saved.usersHead, users.records);
  }
  for (const run of replaced) workspace.noteRun(run);
  if (app) workspace.noteApp(app);
  if (domain) workspace.noteDomain(domain);
  return ended;
}

function endOf({ run, staged, order }: ImportJob, users: UsersAfter | undefined): ImportRun {
  return {
    ...run,
    status: 'succeeded',
    endedAt: Date.now(),
    confirmed: staged.accounts?.confirmed ?? 0,
    usersCreated: users?.madeCount ?? 0,
    holds: order.held?.holds ?? []
  };
}

/** As it is now: its switches may have been turned since the file was checked. */
function appAfter(workspace: OpenWorkspace, { staged: { base }, order }: ImportJob): App | undefined {
  const app = base.kind === 'accounts' ? workspace.app(base.app.id) : undefined;
  return app && { ...app, lastMapping: order.mapping, rememberedMappings: remembered(rememberedOf(app), order) };
}

function domainAfter(workspace: OpenWorkspace, { staged: { base }, order }: ImportJob): IdentityDomain | undefined {
  if (base.kind !== 'users') return undefined;
  const domain = workspace.domains.find(({ id }) => id === base.domainId);
  return domain && { ...domain, rememberedMappings: remembered(domain.rememberedMappings ?? [], order) };
}

/** Rows that came without a file have no columns to remember. */
function remembered(
  known: readonly RememberedMapping[],
  { mapping, reading }: ImportOrder
): readonly RememberedMapping[] {
  if (mapping.length === 0) return known;
  return withRemembered(known, { exportKind: reading?.exportKind, choice: reading?.choice ?? {}, mapping });
}

/** Inside the transaction: stores the list. */
async function headAfter(
  workspace: OpenWorkspace,
  { staged, order }: ImportJob,
  app: App | undefined
): Promise<ListHead> {
  const target = staged.base.kind === 'users' ? staged.base : { kind: 'accounts' as const, appId: staged.base.app.id };
  const before = workspace.lists.head(listId(target));
  return {
    ...before,
    ...(app && matchedWith(workspace, app)),
    ...(order.watermark && { watermark: order.watermark }),
    ...(staged.accounts && (await storeParts(workspace, staged.accounts.list))),
    rowCount: staged.records.rowCount,
    records: await writeRecords(workspace, staged.records),
    key: staged.key,
    revision: before.revision + 1
  };
}

function accept(
  { lists, history }: OpenWorkspace,
  staged: StagedList,
  saved: { readonly list: ListHead; readonly steps: readonly HistoryStep[] }
): void {
  lists.noteStored(staged.records.segments, saved.list.records);
  if (staged.accounts) lists.setAccounts(saved.list, staged.accounts.list);
  else lists.setUsers(saved.list, staged.records);
  history.accept(saved.steps);
}

function importStep(workspace: OpenWorkspace, { staged: { base, rows }, run }: ImportJob): StepDraft {
  const rowCount = rows.created + rows.updated + rows.vanished;
  const note = run.fileName;
  if (base.kind === 'users') {
    return { action: 'import-users', domainId: base.domainId, appId: undefined, rowCount, origin: 'bulk', note };
  }
  const domainId = workspace.domainOf(base.app.id);
  return { action: 'import-accounts', domainId, appId: base.app.id, rowCount, origin: 'bulk', note };
}
