import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { ok, type Result } from '../model/result';
import { crosswalkFile } from '../plan/csv/crosswalk-file';
import type { OpenWorkspace } from './open-workspace';
import { runSliced } from './run-sliced';

/** One row per account of the app (CSV for machines, RFC 4180, UTF-8). Each piece is a blob that the browser may spill. */
export async function exportCrosswalk(workspace: OpenWorkspace, app: App): Promise<Result<Blob, AppError>> {
  const { lists, history, domains } = workspace;
  const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
  const head = lists.head(`accounts:${app.id}`);
  const source = {
    appName: app.name,
    domainName: domains.find(({ id }) => id === app.domainId)?.name ?? '',
    list,
    users: users.records,
    rules: head.rules,
    keys: { account: head.key, user: lists.head(`users:${app.domainId}`).key },
    step: (id: number) => history.step(id)
  };
  const parts: Blob[] = [];
  await runSliced(collect(source, parts));
  return ok(new Blob(parts, { type: 'text/csv;charset=utf-8' }));
}

function* collect(source: Parameters<typeof crosswalkFile>[0], parts: Blob[]): Generator<void, void> {
  for (const { bytes } of crosswalkFile(source, 'machines')) {
    parts.push(new Blob([bytes]));
    yield;
  }
}
