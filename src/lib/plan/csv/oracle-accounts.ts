import { isActiveStatus } from '../../model/active-status';
import type { AppId } from '../../model/ids';
import type { OperationTally } from '../hand-over/operation-tally';
import { assignedAccount } from '../assigned-accounts';
import { csvRow } from '../csv-row';
import type { AssignedAccounts, FilePiece, OperationSource, WriteOptions } from '../plan-file';
import { CsvFiles } from './csv-files';
import { FileNames } from './file-name';

const HEADERS = ['ID', 'NAME', 'ACTIVE'];

export interface AccountFileParts {
  readonly source: OperationSource;
  readonly options: Pick<WriteOptions, 'accounts'>;
  readonly tally: OperationTally;
}

/**
 * The flat file of each app of which accounts are linked or unlinked. Oracle takes it for the app's whole list, so that
 * all accounts stand in it that somebody has, those of earlier commits too; who is unlinked is not in it. NAME is what
 * Oracle compares with usernames, so that it is the username of the linked user, and the account finds exactly that
 * one. Plain CSV: this import has no quoting of its own. Never parted: a second file would replace the first. An app
 * without anybody left has no file: an empty one is nothing to rest on. Returns the paths.
 */
export function* accountFiles(parts: AccountFileParts): Generator<FilePiece, readonly string[]> {
  const paths: string[] = [];
  const names = new FileNames();
  for (const [appId, { name, said }] of saidByApp(parts)) {
    const app = parts.options.accounts?.find((one) => one.appId === appId);
    if (!app) continue;
    const path = `oracle/accounts-${names.nameOf(name)}.csv`;
    const fileCount = yield* accountFile(app, path);
    if (fileCount === 0) continue;
    paths.push(path);
    for (const kind of ['link', 'unlink'] as const) parts.tally.say(kind, said[kind]);
  }
  return paths;
}

interface SaidOfApp {
  readonly name: string;
  readonly said: { link: number; unlink: number };
}

/** How many links the file of each app has, and how many it says by not having the account. */
function saidByApp({ source, options }: AccountFileParts): ReadonlyMap<AppId, SaidOfApp> {
  const found = new Map<AppId, SaidOfApp>();
  const apps = new Map(options.accounts?.map((app) => [app.appId, app]));
  for (const { kind, account } of source.operations(['link', 'unlink'])) {
    const app = account && apps.get(account.appId);
    if (!account || !app || (kind !== 'link' && kind !== 'unlink')) continue;
    const of = found.get(account.appId) ?? { name: account.appName, said: { link: 0, unlink: 0 } };
    found.set(account.appId, of);
    if ((assignedAccount(app, account.row) !== undefined) === (kind === 'link')) of.said[kind]++;
  }
  return found;
}

/** Returns how many files: none, or one. */
function* accountFile(app: AssignedAccounts, path: string): Generator<FilePiece, number> {
  const files = new CsvFiles(() => path, csvRow(HEADERS));
  for (let row = 0; row < app.list.records.rowCount; row++) {
    const account = assignedAccount(app, row);
    if (!account) continue;
    const { id, userName, active } = account;
    files.addRow(csvRow([id, userName, String(isActiveStatus(active))]));
    if (files.isReady) yield* files.take();
  }
  yield* files.end();
  return files.fileCount;
}
