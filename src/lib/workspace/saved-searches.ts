import { newId } from '../model/ids';
import { ok, type Result } from '../model/result';
import type { AppError } from '../model/app-error';
import type { OpenWorkspace } from './open-workspace';

const MOST_SEARCHES = 500;

/** Texts that were searched for, by id. They stay in the workspace, so that a URL carries no personal data. */
export async function rememberSearch(workspace: OpenWorkspace, text: string): Promise<Result<string, AppError>> {
  const { searches } = workspace.db;
  // No index: it would hold the texts beside the sealed rows. At most 500 rows.
  const known = (await searches.toArray()).find((one) => one.text === text);
  if (known) return ok(known.id);
  const id = newId<string>().slice(0, 8);
  if (workspace.access !== 'writer') return ok('');
  await workspace.commit(async () => {
    await searches.put({ id, text, at: Date.now() });
    const surplus = (await searches.count()) - MOST_SEARCHES;
    if (surplus > 0)
      await searches.bulkDelete((await searches.toCollection().sortBy('at')).slice(0, surplus).map((old) => old.id));
  });
  return ok(id);
}

export async function recallSearch(workspace: OpenWorkspace, id: string): Promise<string | undefined> {
  return (await workspace.db.searches.get(id))?.text;
}
