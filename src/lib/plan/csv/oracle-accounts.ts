import { isActiveStatus } from '../../model/active-status';
import type { PlanOperation } from '../../model/plan-operation';
import { csvRow } from '../csv-row';
import type { FilePiece, OperationSource } from '../plan-file';
import { CsvFiles } from './csv-files';
import { FileNames } from './file-name';
import type { WriteCount } from './write-count';

const HEADERS = ['ID', 'NAME', 'ACTIVE'];

/**
 * The flat file of each app's accounts. NAME is what Oracle compares with usernames, so that it is the username of the
 * linked user, and the account finds exactly that one. Plain CSV: this import has no quoting of its own.
 *
 * Never parted: an import of it is taken for the whole list, and a second one would replace the first. Links come app
 * by app in a plan. Returns the paths.
 */
export function* accountFiles(source: OperationSource, count: WriteCount): Generator<FilePiece, readonly string[]> {
  const paths: string[] = [];
  const names = new FileNames();
  let files: CsvFiles | undefined;
  let app: string | undefined;
  for (const operation of source.operations(['link'])) {
    const { account } = operation;
    const row = rowOf(operation);
    if (!account || row === undefined) {
      count.leaveOut('link');
      continue;
    }
    if (!files || account.appId !== app) {
      if (files) yield* files.end();
      const path = `oracle/accounts-${names.nameOf(account.appName)}.csv`;
      paths.push(path);
      files = new CsvFiles(() => path, csvRow(HEADERS));
      app = account.appId;
    }
    files.addRow(row);
    count.wrote();
    if (files.isReady) yield* files.take();
  }
  if (files) yield* files.end();
  return paths;
}

/** Undefined without an id or a username: such a row finds nobody. */
function rowOf({ account, user }: PlanOperation): string | undefined {
  const id = account?.key || account?.userName;
  const name = user?.values.userName;
  if (!id || !name) return undefined;
  return csvRow([id, name, String(isActiveStatus(user.values.active ?? 'true'))]);
}
