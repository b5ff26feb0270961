import type { App } from '../model/app';
import { MUSTER_VERSION } from '../model/muster-version';
import { DELETING_KINDS, OPERATION_KINDS } from '../model/plan-operation';
import { fileName } from '../plan/csv/file-name';
import { FileLedger } from '../plan/hand-over/file-ledger';
import { MANIFEST_PATH, manifestText } from '../plan/hand-over/manifest';
import { includedOperations } from '../plan/included-operations';
import type { FilePiece, OperationSource, WriteOptions } from '../plan/plan-file';
import type { Evaluator } from '../protocol/expression-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { FileSink, HandedOver, HandOverRequest } from '../protocol/plan-api';
import { writeArchive } from './hand-over-archive';
import { countedSource, handedFiles, totalOf, type WrittenFormat } from './hand-over-files';
import { handedLists } from './hand-over-lists';
import { rulesInWords } from './hand-over-rules';
import { isListFormat } from './hand-over-writers';
import type { OpenWorkspace } from './open-workspace';
import type { CurrentPlan } from './plan-books';
import { ProgressReport } from './progress-report';

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
  const isAboutLists = request.formats.some(isListFormat);
  const lists = isAboutLists ? await handedLists(workspace, current, evaluator) : undefined;
  if (lists && !lists.ok) return { status: 'failed', error: lists.error };
  const { revision } = workspace.history;
  const at = new Date();
  const source = includedOperations(current.plan, current.excluded);
  const progress = progressOf(work, source);
  const written: WrittenFormat[] = [];
  const rules = current.apps.flatMap((app) => rulesInWords(app, rulesOf(workspace, app)));
  const pieces = handedFiles(
    {
      ...request,
      source: countedSource(source, progress.count),
      options: optionsOf(work),
      rules,
      lists: lists?.value ?? []
    },
    written
  );
  const manifest = new FileLedger();
  const all = withManifest(pieces, manifest, () => manifestOf(work, { source, rules, written, at }));
  const outcome = await writeArchive(all, sink, at, progress.report);
  if (outcome.status !== 'done') return outcome;
  if (isAboutLists && (workspace.history.revision !== revision || workspace.isDeciding))
    return { status: 'failed', error: { kind: 'commit-outdated' } };
  return { status: 'done', value: handedOver(work, { source, written, at, manifest, bytes: outcome.bytes }) };
}

function rulesOf(workspace: OpenWorkspace, { id }: App) {
  return workspace.lists.head(`accounts:${id}`).rules;
}

function optionsOf({ workspace, current, request }: HandOverWork): WriteOptions {
  const { target, address, targetApps, maxOperations, maxBytes } = request;
  const named = Object.entries(targetApps).filter(([, name]) => name.trim() !== '');
  return {
    target,
    address,
    maxOperations,
    maxBytes,
    domainName: domainOf(workspace, current),
    targetApps: new Map(named)
  };
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

/** The manifest comes last: it tells what the others became. */
function* withManifest(
  pieces: Iterable<FilePiece>,
  ledger: FileLedger,
  text: () => string
): Generator<FilePiece, void> {
  yield* pieces;
  const piece = { path: MANIFEST_PATH, bytes: new TextEncoder().encode(text()) };
  ledger.add(piece);
  yield piece;
}

interface Outcome {
  readonly source: OperationSource;
  readonly written: readonly WrittenFormat[];
  readonly at: Date;
}

function manifestOf(
  { workspace, current, request }: HandOverWork,
  { source, written, at, rules }: Outcome & { readonly rules: readonly string[] }
): string {
  const { counts } = source;
  return manifestText({
    musterVersion: MUSTER_VERSION,
    createdAt: at.toISOString(),
    domain: domainOf(workspace, current),
    app: current.scope.kind === 'app' ? current.apps[0]?.name : undefined,
    target: request.target,
    counts: Object.fromEntries(OPERATION_KINDS.filter((kind) => counts[kind] > 0).map((kind) => [kind, counts[kind]])),
    rules,
    formats: written.map(({ format, written: count, unsaid, files }) => ({ format, written: count, unsaid, files }))
  });
}

function handedOver(
  { workspace, current }: HandOverWork,
  { source, written, at, manifest, bytes }: Outcome & { readonly manifest: FileLedger; readonly bytes: number }
): HandedOver {
  const place = current.scope.kind === 'app' ? (current.apps[0]?.name ?? '') : domainOf(workspace, current);
  const files = [...written.flatMap((format) => format.files), ...manifest.finish()];
  return {
    fileName: `${fileName(place)}-${at.toISOString().slice(0, 10)}.zip`,
    bytes,
    files: files.map(({ path, rows = 0, bytes: size, sha256 }) => ({ path, rows, bytes: size, sha256 })),
    unsaid: written
      .filter(({ isInverse }) => !isInverse)
      .flatMap(({ format, unsaid }) =>
        OPERATION_KINDS.flatMap((kind) => {
          const count = unsaid[kind] ?? 0;
          return count > 0 ? [{ format, kind, count }] : [];
        })
      ),
    notes: notesOf(source, written)
  };
}

function notesOf({ counts }: OperationSource, written: readonly WrittenFormat[]): readonly string[] {
  const notes = written.flatMap(({ notes: own, isInverse }) =>
    own.map((note) => (isInverse ? `Inverse: ${note}` : note))
  );
  const inverse = written.filter(({ isInverse }) => isInverse);
  if (inverse.length === 0) return notes;
  for (const { format, unsaid } of inverse) {
    const left = Object.values(unsaid).reduce((sum, count) => sum + count, 0);
    if (left > 0) notes.push(`Inverse: ${left} operations cannot be said as ${format}.`);
  }
  const deletions = DELETING_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  if (deletions > 0)
    notes.push(
      `Inverse: ${deletions} deletions are made good by creating anew, under other ids and without passwords or what Muster never knew.`
    );
  return notes;
}
