import { wordsFor, hasBit } from '../engine/row-bits';
import { foldForSearch } from '../engine/search-fold';
import { SearchHits } from '../engine/search-hits';
import type { SearchIndex, SearchQuery } from '../engine/search-index';
import type { SearchWord } from '../engine/search-word';
import { OPERATION_KINDS, type OperationKind } from '../model/plan-operation';
import { INCLUDED, type ExcludedOperations } from './excluded-operations';
import type { OperationList } from './operation-list';
import type { Plan } from './plan';

const SLICE_ROWS = 16_384;

export interface OperationSearch {
  /** None: all. */
  readonly kinds: readonly OperationKind[];
  /** Undefined: nothing is searched for. */
  readonly words: SearchQuery | undefined;
  readonly show: 'all' | 'included' | 'excluded';
  readonly users: SearchIndex;
  /** One per app of the plan. */
  readonly accounts: readonly SearchIndex[];
}

/**
 * Positions of the operations that a query finds, ascending. Every word has to be found in the user, the account or the
 * name of the group, no matter which. Yields every few milliseconds; cost: 10 ns per operation, and 30 to 200 ns per word
 * for each user and account that one of them is about.
 */
export function* findOperations(
  plan: Plan,
  excluded: ExcludedOperations,
  search: OperationSearch
): Generator<void, Uint32Array> {
  const kinds = search.kinds.length === 0 ? OPERATION_KINDS : search.kinds;
  const found = new Uint32Array(kinds.reduce((sum, kind) => sum + plan.counts[kind], 0));
  const words = search.words ? yield* foundWords(plan, kinds, search.words, search) : [];
  let count = 0;
  for (const kind of OPERATION_KINDS) {
    if (!kinds.includes(kind)) continue;
    const list = plan.list(kind);
    const { start } = plan.rangeOf(kind);
    for (let at = 0; at < list.length; at++) {
      if (at % SLICE_ROWS === 0) yield;
      if (!isShown(excluded.marks[start + at], search.show)) continue;
      if (words.every((word) => isFound(word, list, at, kind))) found[count++] = start + at;
    }
  }
  return found.slice(0, count);
}

/** Where one word is. */
interface FoundWord {
  readonly users: Uint32Array;
  readonly accounts: readonly Uint32Array[];
  readonly groups: Uint8Array;
}

function isFound(word: FoundWord, list: OperationList, at: number, kind: OperationKind): boolean {
  const [user, account] = [list.user(at), list.account(at)];
  if (user >= 0 && hasBit(word.users, user)) return true;
  if (account >= 0 && hasBit(word.accounts[list.app(at)], account)) return true;
  const group = kind === 'update-user' ? -1 : list.detail(at);
  return group >= 0 && word.groups[group] === 1;
}

function isShown(mark: number, show: OperationSearch['show']): boolean {
  return show === 'all' || (mark === INCLUDED) === (show === 'included');
}

function* foundWords(
  plan: Plan,
  kinds: readonly OperationKind[],
  words: SearchQuery,
  { users, accounts }: Pick<OperationSearch, 'users' | 'accounts'>
): Generator<void, readonly FoundWord[]> {
  const wanted = yield* rowsOf(plan, kinds);
  const groups = Array.from({ length: plan.groups.count }, (_, group) => foldForSearch(plan.groupName(group)));
  const found: FoundWord[] = [];
  for (const word of words) {
    const inAccounts: Uint32Array[] = [];
    for (const [app, index] of accounts.entries()) inAccounts.push(yield* hits(index, word, wanted.accounts[app]));
    const inUsers = yield* hits(users, word, wanted.users);
    const text = new TextDecoder().decode(word.bytes);
    found.push({
      users: inUsers,
      accounts: inAccounts,
      groups: Uint8Array.from(groups, (name) => (name.includes(text) ? 1 : 0))
    });
  }
  return found;
}

/** The users and accounts that the operations are about, a bit each. */
function* rowsOf(plan: Plan, kinds: readonly OperationKind[]) {
  const { users, apps } = plan.input;
  const wanted = {
    users: new Uint32Array(wordsFor(users.rowCount)),
    accounts: apps.map(({ list }) => new Uint32Array(wordsFor(list.records.rowCount)))
  };
  for (const kind of kinds) {
    const list = plan.list(kind);
    for (let at = 0; at < list.length; at++) {
      if (at % SLICE_ROWS === 0) yield;
      const [user, account] = [list.user(at), list.account(at)];
      if (user >= 0) wanted.users[user >> 5] |= 1 << (user & 31);
      if (account >= 0) wanted.accounts[list.app(at)][account >> 5] |= 1 << (account & 31);
    }
  }
  return wanted;
}

function* hits(index: SearchIndex, word: SearchWord, wanted: Uint32Array): Generator<void, Uint32Array> {
  const found = new SearchHits(index, [word]);
  yield* found.narrow();
  yield* found.check({ from: 0, to: wanted.length }, wanted);
  return found.bits;
}
