import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { MUSTER_VERSION } from '../model/muster-version';
import { ok, type Result } from '../model/result';
import { rulesInForce } from '../model/synchronization';
import { crosswalkFile } from '../plan/csv/crosswalk-file';
import { fileName } from '../plan/csv/file-name';
import { accountsTable, usersTable, type ListsSource } from '../plan/parquet/list-tables';
import { parquetFile, type ParquetTable } from '../plan/parquet/parquet-file';
import type { FilePiece } from '../plan/plan-file';
import type { Evaluator } from '../protocol/expression-api';
import { deriveUsernames } from './derive-usernames';
import type { ListFormat } from './hand-over-writers';
import type { OpenWorkspace } from './open-workspace';
import type { CurrentPlan } from './plan-books';

/** The lists of an app as they stand, for formats that are not about the plan. */
export interface HandedList extends ListsSource {
  readonly app: App;
}

/** Usernames are worked out where rules compare them, which needs the evaluator: before anything is written. */
export async function handedLists(
  workspace: OpenWorkspace,
  { apps, lists, users, domainId }: CurrentPlan,
  evaluator: Evaluator
): Promise<Result<readonly HandedList[], AppError>> {
  const handed: HandedList[] = [];
  const domainName = workspace.domains.find(({ id }) => id === domainId)?.name ?? '';
  for (const [i, app] of apps.entries()) {
    const compared = await deriveUsernames(lists[i].records, app.synchronization, evaluator);
    if (!compared.ok) return compared;
    const head = workspace.lists.head(`accounts:${app.id}`);
    handed.push({
      app,
      appName: app.name,
      domainName,
      list: lists[i],
      compared: compared.value,
      users: users.records,
      rules: head.rules ?? rulesInForce(app.synchronization),
      keys: { account: head.key, user: workspace.lists.head(`users:${domainId}`).key },
      step: (id) => workspace.history.step(id),
      musterVersion: MUSTER_VERSION
    });
  }
  return ok(handed);
}

/** Answers how many accounts stand in the files. */
export function* listFiles(format: ListFormat, lists: readonly HandedList[]): Generator<FilePiece, number> {
  let count = 0;
  for (const list of lists) {
    count += list.list.records.rowCount;
    if (format === 'crosswalk') yield* crosswalkFile(list, 'machines');
    else if (format === 'crosswalk-people') yield* crosswalkFile(list, 'people');
    else yield* inFolder(`lists/${fileName(list.appName)}/`, bothTables(list));
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

function* inFolder(folder: string, pieces: Iterable<FilePiece>): Generator<FilePiece, void> {
  for (const piece of pieces) yield { ...piece, path: folder + piece.path };
}
