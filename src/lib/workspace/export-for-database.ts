import type { AppError } from '../model/app-error';
import type { PlanScope } from '../model/commit';
import { ok, type Result } from '../model/result';
import { FileNames } from '../plan/csv/file-name';
import { FileLedger } from '../plan/hand-over/file-ledger';
import type { FilePiece } from '../plan/plan-file';
import { outgrownFiles } from '../plan/sql/outgrown-files';
import type { Evaluator } from '../protocol/expression-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { FileSink, HandedOver } from '../protocol/plan-api';
import { appsOf, nameOfScope } from './apps-of-scope';
import { exportFileName } from './export-file-name';
import { handedLists, inFolder, type HandedList } from './hand-over-lists';
import { writeWithManifest, type PassedFormat } from './hand-over-manifest';
import { rulesOf } from './hand-over-rules';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { wholeHash } from './whole-hash';

export interface DatabaseWork {
  readonly workspace: OpenWorkspace;
  readonly evaluator: Evaluator;
  readonly scope: PlanScope;
  readonly sink: FileSink;
  readonly onProgress: OnProgress;
}

/** Both lists, rules and query of each app as one zip archive, a folder for each where there are several. */
export async function exportForDatabase(work: DatabaseWork): Promise<JobOutcome<HandedOver>> {
  const { workspace, evaluator, scope, sink, onProgress } = work;
  const made = await databaseFiles(workspace, scope, evaluator);
  if (!made.ok) return { status: 'failed', error: made.error };
  const apps = appsOf(workspace, scope);
  const report = new ProgressReport(onProgress);
  let written = 0;
  const onSlice = () => report.report({ phase: 'saving', done: written, total: undefined, rows: 0 });
  const passed: PassedFormat[] = [];
  const outcome = await writeWithManifest({
    pieces: noted(made.value, passed, (byteCount) => (written += byteCount)),
    passed,
    head: {
      domain: workspace.domains.find(({ id }) => id === apps[0]?.domainId)?.name ?? '',
      app: scope.kind === 'app' ? nameOfScope(workspace, scope) : undefined,
      target: undefined,
      counts: {},
      rules: rulesOf(workspace, apps)
    },
    sink,
    at: new Date(),
    onSlice
  });
  if (outcome.status !== 'done') return outcome;
  const { bytes, files } = outcome;
  const fileName = exportFileName(nameOfScope(workspace, scope), 'database', 'zip');
  return { status: 'done', value: { fileName, bytes, revision: '', files, unsaid: [], notes: [] } };
}

/** Users, accounts and rules with the query that computes the situations, for a database to go on with. */
export async function databaseFiles(
  workspace: OpenWorkspace,
  scope: PlanScope,
  evaluator: Evaluator
): Promise<Result<Iterable<FilePiece>, AppError>> {
  const lists = await handedLists(workspace, appsOf(workspace, scope), evaluator);
  return lists.ok ? ok(inFolders(lists.value)) : lists;
}

/** What is compared differs from app to app, and so do the users’ keys. */
function* inFolders(lists: readonly HandedList[]): Generator<FilePiece, void> {
  const names = new FileNames();
  for (const list of lists) {
    const folder = lists.length === 1 ? '' : `${names.nameOf(list.appName)}/`;
    yield* inFolder(folder, outgrownFiles(list, true));
  }
}

function* noted(
  pieces: Iterable<FilePiece>,
  passed: PassedFormat[],
  onBytes: (count: number) => void
): Generator<FilePiece, void> {
  const ledger = new FileLedger(wholeHash);
  for (const piece of pieces) {
    ledger.add(piece);
    onBytes(piece.bytes.length);
    yield piece;
  }
  passed.push({ format: 'database', isInverse: false, written: 0, unsaid: {}, notes: [], files: ledger.finish() });
}
