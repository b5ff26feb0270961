import { FORMAT_LABEL } from '../model/file-format';
import { DELETING_KINDS, OPERATION_KINDS } from '../model/plan-operation';
import { assignedAccounts } from '../plan/assigned-accounts';
import { fileName } from '../plan/csv/file-name';
import { includedOperations } from '../plan/included-operations';
import type { ManagerFinder, OperationSource, WriteOptions } from '../plan/plan-file';
import { plannedManagers } from '../plan/planned-managers';
import type { Evaluator } from '../protocol/expression-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { FileSink, HandedOver, HandOverRequest } from '../protocol/plan-api';
import { countedSource, handedFiles, totalOf, type HandedFormat } from './hand-over-files';
import { handedLists } from './hand-over-lists';
import { filledCounts, writeWithManifest } from './hand-over-manifest';
import { rulesOf } from './hand-over-rules';
import { isListFormat } from './hand-over-writers';
import type { OpenWorkspace } from './open-workspace';
import type { CurrentPlan } from './plan-books';
import { ProgressReport } from './progress-report';
import { runSliced } from './run-sliced';
import { unsaidKinds } from './unsaid-kinds';

export interface HandOverWork {
  readonly workspace: OpenWorkspace;
  readonly evaluator: Evaluator;
  readonly current: CurrentPlan;
  readonly request: HandOverRequest;
  readonly sink: FileSink;
  readonly onProgress: OnProgress;
}

/**
 * The plan without what is excluded, in every format asked for, with its inverse and a manifest, as one zip archive. It is
 * the plan as it was when this began; lists, which change in place, are refused if a decision came between.
 */
export async function handOver(work: HandOverWork): Promise<JobOutcome<HandedOver>> {
  const { workspace, evaluator, current, request, sink } = work;
  const lists = request.formats.some(isListFormat) ? await handedLists(workspace, current.apps, evaluator) : undefined;
  if (lists && !lists.ok) return { status: 'failed', error: lists.error };
  const { revision } = workspace.history;
  const at = new Date();
  const source = includedOperations(current.plan, current.excluded);
  const managers = await runSliced(plannedManagers(source, current.plan.input.users));
  const progress = progressOf(work, source);
  const passed: HandedFormat[] = [];
  const rules = rulesOf(workspace, current.apps);
  const pieces = handedFiles(
    {
      ...request,
      source: countedSource(source, progress.count),
      options: optionsOf(work, managers),
      rules,
      lists: lists?.value ?? []
    },
    passed
  );
  const head = {
    domain: domainOf(workspace, current),
    app: appOf(current),
    target: request.target,
    counts: filledCounts(source.counts),
    rules
  };
  const outcome = await writeWithManifest({ pieces, passed, head, sink, at, onSlice: progress.report });
  if (outcome.status !== 'done') return outcome;
  if (readsLists(request) && hasChanged(workspace, revision))
    return { status: 'failed', error: { kind: 'commit-outdated' } };
  const name = `${fileName(head.app ?? head.domain)}-${at.toISOString().slice(0, 10)}.zip`;
  const { bytes, files } = outcome;
  const said = { unsaid: unsaidOf(passed), notes: notesOf(source, passed) };
  const left = unsaidKinds(source.counts, passed, request.target);
  return {
    status: 'done',
    value: { fileName: name, bytes, revision: current.revision, files, ...said, unsaidKinds: left }
  };
}

function hasChanged({ history, isDeciding }: OpenWorkspace, revision: OpenWorkspace['history']['revision']): boolean {
  return history.revision !== revision || isDeciding;
}

/** Lists change in place, those of Oracle's accounts too. */
function readsLists({ formats }: HandOverRequest): boolean {
  return formats.some((format) => isListFormat(format) || format === 'oracle-csv');
}

function optionsOf({ workspace, current, request }: HandOverWork, managers: ManagerFinder | undefined): WriteOptions {
  const { target, address, targetApps, maxOperations, maxBytes } = request;
  const named = Object.entries(targetApps).filter(([, name]) => name.trim() !== '');
  return {
    target,
    address,
    maxOperations,
    maxBytes,
    domainName: domainOf(workspace, current),
    targetApps: new Map(named),
    managers,
    accounts: assignedAccounts(current.plan, current.excluded)
  };
}

function appOf({ scope, apps }: CurrentPlan): string | undefined {
  return scope.kind === 'app' ? apps[0]?.name : undefined;
}

function domainOf({ domains }: OpenWorkspace, { domainId }: CurrentPlan): string {
  return domains.find(({ id }) => id === domainId)?.name ?? '';
}

/** Operations as they are read; a writer may read them twice, and is done when it says so. */
function progressOf({ request, onProgress }: HandOverWork, { counts }: OperationSource) {
  const report = new ProgressReport(onProgress);
  const formats = request.formats.filter((format) => !isListFormat(format)).length;
  const total = totalOf(counts) * formats * (request.withInverse ? 2 : 1);
  let read = 0;
  return {
    count: () => void read++,
    report: () => {
      const done = Math.min(read, total);
      report.report({ phase: 'saving', done, total: total === 0 ? undefined : total, rows: done });
    }
  };
}

/** Of the plan; what its inverse cannot say is a note. */
export function unsaidOf(passed: readonly HandedFormat[]): HandedOver['unsaid'] {
  return passed.flatMap(({ format, unsaid, isInverse }) =>
    OPERATION_KINDS.flatMap((kind) => {
      const count = isInverse ? 0 : (unsaid[kind] ?? 0);
      return count > 0 ? [{ format, kind, count }] : [];
    })
  );
}

function notesOf({ counts }: OperationSource, passed: readonly HandedFormat[]): readonly string[] {
  const notes = passed.flatMap(({ notes: own, isInverse }) =>
    own.map((note) => (isInverse ? `Inverse: ${note}` : note))
  );
  const inverse = passed.filter(({ isInverse }) => isInverse);
  if (inverse.length === 0) return notes;
  for (const { format, unsaid } of inverse) {
    const left = Object.values(unsaid).reduce((sum, count) => sum + count, 0);
    if (left > 0) notes.push(`Inverse: ${counted(left, 'operation')} cannot be said in: ${FORMAT_LABEL[format]}.`);
  }
  const deletions = DELETING_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  if (deletions > 0)
    notes.push(
      `Inverse: ${counted(deletions, 'deletion')} ${deletions === 1 ? 'is' : 'are'} made good by creating anew, under other ids and without passwords or what Muster never knew.`
    );
  return notes;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
}
