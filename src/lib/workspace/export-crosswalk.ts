import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { ok, type Result } from '../model/result';
import { crosswalkCsv } from '../plan/crosswalk';
import type { OpenWorkspace } from './open-workspace';
import { runSliced } from './run-sliced';

/** One row per account of the app (CSV for machines, RFC 4180, UTF-8). */
export async function exportCrosswalk(workspace: OpenWorkspace, app: App): Promise<Result<Blob, AppError>> {
  const { lists, history, domains } = workspace;
  const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
  const head = lists.head(`accounts:${app.id}`);
  const parts: string[] = [];
  const chunks = crosswalkCsv({
    appName: app.name,
    domainName: domains.find(({ id }) => id === app.domainId)?.name ?? '',
    list,
    users: users.records,
    rules: head.rules,
    keys: { account: head.key, user: lists.head(`users:${app.domainId}`).key },
    step: (id) => history.step(id)
  });
  await runSliced(collect(chunks, parts));
  return ok(new Blob(parts, { type: 'text/csv;charset=utf-8' }));
}

function* collect(chunks: Iterable<string>, parts: string[]): Generator<void, void> {
  for (const chunk of chunks) {
    parts.push(chunk);
    yield;
  }
}
