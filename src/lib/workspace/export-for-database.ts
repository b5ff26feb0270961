import type { App } from '../model/app';
import type { PlanScope } from '../model/commit';
import { MUSTER_VERSION } from '../model/muster-version';
import { FileNames } from '../plan/csv/file-name';
import { FileLedger } from '../plan/hand-over/file-ledger';
import type { FilePiece } from '../plan/plan-file';
import type { Evaluator } from '../protocol/expression-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { FileSink, HandedOver } from '../protocol/plan-api';
import { exportFileName } from './export-file-name';
import { databaseFiles } from './export-parquet';
import { writeArchive } from './hand-over-archive';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';

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
  const apps = workspace.apps.filter((app) => isIn(scope, app));
  const folders = new FileNames();
  const made: Iterable<FilePiece>[] = [];
  for (const app of apps) {
    const folder = apps.length === 1 ? '' : `${folders.nameOf(app.name)}/`;
    const request = { app, evaluator, musterVersion: MUSTER_VERSION, forPostgres: true, folder };
    const files = await databaseFiles(workspace, request);
    if (!files.ok) return { status: 'failed', error: files.error };
    made.push(files.value);
  }
  const ledger = new FileLedger();
  const report = new ProgressReport(onProgress);
  let written = 0;
  const pieces = noted(made, (piece) => {
    ledger.add(piece);
    written += piece.bytes.length;
  });
  const outcome = await writeArchive(pieces, sink, new Date(), () =>
    report.report({ phase: 'saving', done: written, total: undefined, rows: 0 })
  );
  if (outcome.status !== 'done') return outcome;
  const files = ledger.finish().map(({ path, rows = 0, bytes, sha256 }) => ({ path, rows, bytes, sha256 }));
  const name = exportFileName(nameOf(workspace, scope), 'database', 'zip');
  return { status: 'done', value: { fileName: name, bytes: outcome.bytes, files, unsaid: [], notes: [] } };
}

function isIn(scope: PlanScope, app: App): boolean {
  return scope.kind === 'app' ? app.id === scope.appId : app.domainId === scope.domainId;
}

function nameOf({ apps, domains }: OpenWorkspace, scope: PlanScope): string {
  if (scope.kind === 'app') return apps.find(({ id }) => id === scope.appId)?.name ?? '';
  return domains.find(({ id }) => id === scope.domainId)?.name ?? '';
}

function* noted(all: readonly Iterable<FilePiece>[], note: (piece: FilePiece) => void): Generator<FilePiece, void> {
  for (const pieces of all) {
    for (const piece of pieces) {
      note(piece);
      yield piece;
    }
  }
}
