import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { MUSTER_VERSION } from '../model/muster-version';
import { ok, type Result } from '../model/result';
import { rulesInForce } from '../model/synchronization';
import { crosswalkFile } from '../plan/csv/crosswalk-file';
import { FileNames } from '../plan/csv/file-name';
import { accountsTable, usersTable, type ListsSource } from '../plan/parquet/list-tables';
import { parquetFile, type ParquetTable } from '../plan/parquet/parquet-file';
import type { FilePiece } from '../plan/plan-file';
import type { Evaluator } from '../protocol/expression-api';
import { deriveUsernames } from './derive-usernames';
import type { ListFormat } from './hand-over-writers';
import type { OpenWorkspace } from './open-workspace';

/** The lists of an app as they stand, for what is not about the plan. */
export interface HandedList extends ListsSource {
  readonly app: App;
}

export async function handedLists(
  workspace: OpenWorkspace,
  apps: readonly App[],
  evaluator: Evaluator
): Promise<Result<readonly HandedList[], AppError>> {
  const handed: HandedList[] = [];
  for (const app of apps) {
    const list = await handedList(workspace, app, evaluator);
    if (!list.ok) return list;
    handed.push(list.value);
  }
  return ok(handed);
}

/** Usernames are worked out where rules compare them, which needs the evaluator: before anything is written. */
export async function handedList(
  { lists, history, domains }: OpenWorkspace,
  app: App,
  evaluator: Evaluator
): Promise<Result<HandedList, AppError>> {
  const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
  const compared = await deriveUsernames(list.records, app.synchronization, evaluator);
  if (!compared.ok) return compared;
  const head = lists.head(`accounts:${app.id}`);
  return ok({
    app,
    appName: app.name,
    domainName: domains.find(({ id }) => id === app.domainId)?.name ?? '',
    list,
    compared: compared.value,
    users: users.records,
    rules: head.rules ?? rulesInForce(app.synchronization),
    keys: { account: head.key, user: lists.head(`users:${app.domainId}`).key },
    step: (id) => history.step(id),
    musterVersion: MUSTER_VERSION
  });
}

/** Answers how many accounts stand in the files. Apps may be called alike, as far as paths can tell. */
export function* listFiles(format: ListFormat, lists: readonly HandedList[]): Generator<FilePiece, number> {
  const names = new FileNames();
  let count = 0;
  for (const list of lists) {
    const name = names.nameOf(list.appName);
    count += list.list.records.rowCount;
    if (format === 'crosswalk') yield* crosswalkFile(list, 'machines', name);
    else if (format === 'crosswalk-people') yield* crosswalkFile(list, 'people', name);
    else yield* inFolder(`lists/${name}/`, bothTables(list));
  }
  return count;
}

function* bothTables(list: ListsSource): Generator<FilePiece, void> {
  yield* counted(usersTable(list));
  yield* counted(accountsTable(list));
}

/** All rows are told with the first piece: which of them stand in it is nobody's business. */
function* counted(table: ParquetTable): Generator<FilePiece, void> {
  let rows = table.rowCount;
  for (const piece of parquetFile(table)) {
    yield { ...piece, rows };
    rows = 0;
  }
}

export function* inFolder(folder: string, pieces: Iterable<FilePiece>): Generator<FilePiece, void> {
  for (const piece of pieces) yield { ...piece, path: folder + piece.path };
}
