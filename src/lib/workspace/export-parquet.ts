import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { ok, type Result } from '../model/result';
import { rulesInForce } from '../model/synchronization';
import type { ListsSource } from '../plan/parquet/list-tables';
import type { FilePiece } from '../plan/plan-file';
import type { Evaluator } from '../protocol/expression-api';
import { deriveUsernames } from './derive-usernames';
import type { OpenWorkspace } from './open-workspace';

export interface ParquetExport {
  readonly app: App;
  readonly evaluator: Evaluator;
  readonly musterVersion: string;
}

/**
 * All accounts of the app as one Parquet file, piece by piece: attributes, situation, rule, decision, linked user. The
 * pieces are made as they are read: whoever writes them away keeps memory flat.
 */
export async function accountsParquet(
  workspace: OpenWorkspace,
  request: ParquetExport
): Promise<Result<Iterable<FilePiece>, AppError>> {
  const source = await listsSource(workspace, request);
  if (!source.ok) return source;
  const [{ accountsTable }, { parquetFile }] = await Promise.all([
    import('../plan/parquet/list-tables'),
    import('../plan/parquet/parquet-file')
  ]);
  return ok(parquetFile(accountsTable(source.value)));
}

export interface DatabaseExport extends ParquetExport {
  /** Adds what is compared as CSV, for databases that read no Parquet. */
  readonly forPostgres: boolean;
  /** Where the files lie inside what is handed over, with its slash: what is compared differs from app to app. */
  readonly folder: string;
}

/** Users, accounts and rules with the query that computes the situations, for a database to go on with. */
export async function databaseFiles(
  workspace: OpenWorkspace,
  request: DatabaseExport
): Promise<Result<Iterable<FilePiece>, AppError>> {
  const source = await listsSource(workspace, request);
  if (!source.ok) return source;
  const { outgrownFiles } = await import('../plan/sql/outgrown-files');
  return ok(inFolder(request.folder, outgrownFiles(source.value, request.forPostgres)));
}

function* inFolder(folder: string, pieces: Iterable<FilePiece>): Generator<FilePiece, void> {
  for (const { path, bytes } of pieces) yield { path: `${folder}${path}`, bytes };
}

async function listsSource(
  { lists, history, domains }: OpenWorkspace,
  { app, evaluator, musterVersion }: ParquetExport
): Promise<Result<ListsSource, AppError>> {
  const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
  const compared = await deriveUsernames(list.records, app.synchronization, evaluator);
  if (!compared.ok) return compared;
  const head = lists.head(`accounts:${app.id}`);
  return ok({
    appName: app.name,
    domainName: domains.find(({ id }) => id === app.domainId)?.name ?? '',
    list,
    compared: compared.value,
    users: users.records,
    rules: head.rules ?? rulesInForce(app.synchronization),
    keys: { account: head.key, user: lists.head(`users:${app.domainId}`).key },
    step: (id) => history.step(id),
    musterVersion
  });
}
