import { hashSkeletons, rowsWithHash, skeletonHash, type SkeletonHashes } from '../engine/name-skeletons';
import { cellText, type RecordSet } from '../engine/record-set';
import { must } from '../model/assert';
import type { AppError } from '../model/app-error';
import { asRow, type AppId, type RowIndex } from '../model/ids';
import { looksAlike } from '../model/look-alike';
import { err, ok, type Result } from '../model/result';
import type { LookAlike } from '../protocol/engine-api';
import type { OpenWorkspace } from './open-workspace';
import { recordName } from './read-rows';
import { runSliced } from './run-sliced';

const MOST_TOLD = 5;

/** Names and user names are compared each with their own. */
const READERS: readonly ((records: RecordSet, row: number) => string)[] = [
  recordName,
  (records, row) => cellText(records, row, 'userName')
];

/**
 * Users who are called almost as an account, or as a user who may be its owner, and are not: `Ana` with a Cyrillic `а`.
 * The users' names are hashed when the first is asked for, in the background: about 2 s and 8 MB per million users.
 */
export class LookAlikes {
  readonly #workspace: OpenWorkspace;
  /** By the users: forgotten with them. */
  readonly #known = new WeakMap<RecordSet, Promise<readonly SkeletonHashes[]>>();

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace;
  }

  async read(appId: AppId, row: number, owners: readonly RowIndex[]): Promise<Result<readonly LookAlike[], AppError>> {
    const app = this.#workspace.app(appId);
    if (!app) return err({ kind: 'not-found', what: 'The app' });
    const { lists } = this.#workspace;
    const [{ records }, { records: users }] = await Promise.all([lists.accounts(appId), lists.users(app.domainId)]);
    const hashes = await this.#hashes(users);
    const found = new Map<number, LookAlike>();
    const subjects = [{ from: records, at: row }, ...owners.map((at) => ({ from: users, at: Number(at) }))];
    for (const one of namesLike(users, hashes, subjects)) {
      if (!found.has(one.user)) found.set(one.user, one);
      if (found.size === MOST_TOLD) break;
    }
    return ok([...found.values()]);
  }

  #hashes(users: RecordSet): Promise<readonly SkeletonHashes[]> {
    const known = this.#known.get(users);
    if (known) return known;
    const made = (async () => {
      const all: SkeletonHashes[] = [];
      for (const read of READERS) {
        const hashed = await runSliced(hashSkeletons(users.rowCount, (row) => read(users, row)));
        all.push(must(hashed, 'nobody ends this work'));
      }
      return all;
    })();
    this.#known.set(users, made);
    // What failed is tried again when it is asked for again.
    made.catch(() => this.#known.delete(users));
    return made;
  }
}

interface Subject {
  readonly from: RecordSet;
  readonly at: number;
}

function* namesLike(
  users: RecordSet,
  hashes: readonly SkeletonHashes[],
  subjects: readonly Subject[]
): Generator<LookAlike> {
  const known = subjects.filter(({ from, at }) => at >= 0 && at < from.rowCount);
  for (const [which, read] of READERS.entries()) {
    for (const { from, at } of known) yield* likeOne(users, hashes[which], { of: read(from, at), read });
  }
}

function* likeOne(
  users: RecordSet,
  hashes: SkeletonHashes,
  { of, read }: { readonly of: string; readonly read: (records: RecordSet, row: number) => string }
): Generator<LookAlike> {
  for (const row of rowsWithHash(hashes, skeletonHash(of))) {
    const name = read(users, row);
    if (looksAlike(name, of)) yield { user: asRow(row), name, of };
  }
}
