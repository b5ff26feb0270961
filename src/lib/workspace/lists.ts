import { must } from '../model/assert';
import type { AppId, IdentityDomainId } from '../model/ids';
import { countClaims } from '../engine/conflicts';
import { createDecisionColumns, unpackDecisionColumns } from '../engine/decision-columns';
import { createMatchColumns, unpackMatchColumns } from '../engine/match-columns';
import type { AccountList } from '../engine/account-list';
import { unpackSegment } from '../engine/packed-segment';
import { recordSet, type RecordSet } from '../engine/record-set';
import { SearchIndex } from '../engine/search-index';
import { SEGMENT_ROWS, type Segment } from '../engine/segment';
import { emptyHead, type ListHead, type ListId } from '../storage/list-head';
import type { SegmentStore } from '../storage/segment-store';
import type { WorkspaceDatabase } from '../storage/workspace-database';

/** The users of a domain in memory. Replaced whole when its records change. */
export interface UserList {
  readonly records: RecordSet;
  readonly search: SearchIndex;
}

/** The accounts of an app in memory. Replaced whole when its records change; decisions change in place. */
export interface LoadedAccounts extends AccountList {
  readonly search: SearchIndex;
  /** Accounts per user; undefined after a change, counted again when asked for. */
  claims: Uint32Array | undefined;
}

/**
 * The big lists of the open workspace: heads of all of them, contents of those that were looked at. A head in here is
 * always the one that is stored.
 */
export class Lists {
  readonly #db: WorkspaceDatabase;
  readonly #store: SegmentStore;
  readonly #heads = new Map<ListId, ListHead>();
  readonly #users = new Map<ListId, Promise<UserList>>();
  readonly #accounts = new Map<ListId, Promise<LoadedAccounts>>();
  readonly #numbers = new WeakMap<Segment, number>();
  /** Segments that are still in memory: a list that is read anew takes them over, so that undo reads little. */
  readonly #loaded = new Map<number, WeakRef<Segment>>();

  constructor(db: WorkspaceDatabase, store: SegmentStore) {
    this.#db = db;
    this.#store = store;
  }

  async open(): Promise<void> {
    for (const head of await this.#db.lists.toArray()) this.#heads.set(head.id, head);
  }

  head(id: ListId): ListHead {
    return this.#heads.get(id) ?? emptyHead(id);
  }

  users(domainId: IdentityDomainId): Promise<UserList> {
    return remembered(this.#users, `users:${domainId}`, (id) =>
      this.#current(id, async ({ records }) => userList(await this.records(records)))
    );
  }

  accounts(appId: AppId): Promise<LoadedAccounts> {
    return remembered(this.#accounts, `accounts:${appId}`, (id) =>
      this.#current(id, (head) => this.#loadAccounts(head))
    );
  }

  /** Takes note of a head that was just stored, with what it holds if that is in memory; else it is read when needed. */
  setUsers(head: ListHead, records?: RecordSet): void {
    this.#heads.set(head.id, head);
    if (records) this.#users.set(head.id, Promise.resolve(userList(records)));
    else this.#users.delete(head.id);
  }

  setAccounts(head: ListHead, list?: AccountList): void {
    this.#heads.set(head.id, head);
    if (list) this.#accounts.set(head.id, Promise.resolve(loadedAccounts(list)));
    else this.#accounts.delete(head.id);
  }

  /** A head whose contents are read when they are next needed. */
  readAnew(head: ListHead): void {
    if (head.id.startsWith('users:')) this.setUsers(head);
    else this.setAccounts(head);
  }

  /** A head whose contents in memory are up to date already. */
  setHead(head: ListHead): void {
    this.#heads.set(head.id, head);
  }

  /** Number under which a segment is stored; undefined for one that is not yet. */
  numberOf(segment: Segment): number | undefined {
    return this.#numbers.get(segment);
  }

  noteStored(segments: readonly Segment[], numbers: readonly number[]): void {
    segments.forEach((segment, i) => {
      this.#numbers.set(segment, numbers[i]);
      this.#loaded.set(numbers[i], new WeakRef(segment));
    });
  }

  claims(list: LoadedAccounts, userCount: number): Uint32Array {
    list.claims ??= countClaims(list, userCount);
    return list.claims;
  }

  /** Segments by number, those that are still in memory without reading them. */
  async records(numbers: readonly number[]): Promise<RecordSet> {
    const known = new Map(numbers.map((number) => [number, this.#loaded.get(number)?.deref()]));
    const missing = numbers.filter((number) => !known.get(number));
    const read = (await this.#store.read(missing)).map(unpackSegment);
    missing.forEach((number, i) => known.set(number, read[i]));
    const segments = numbers.map((number) => must(known.get(number), `segment ${number} was read`));
    this.noteStored(segments, numbers);
    return recordSet(segments);
  }

  /**
   * Another tab may have replaced the list since its head was read here, and removed what that head names: then the list
   * as it is now is read. In the tab that writes, the head is always the one that is stored.
   */
  async #current<Value>(id: ListId, load: (head: ListHead) => Promise<Value>): Promise<Value> {
    const head = this.head(id);
    try {
      return await load(head);
    } catch (error) {
      const stored = await this.#db.lists.get(id);
      if (!stored || JSON.stringify(stored) === JSON.stringify(head)) throw error;
      this.#heads.set(id, stored);
      return this.#current(id, load);
    }
  }

  async #loadAccounts(head: ListHead): Promise<LoadedAccounts> {
    const [records, matches, decisions] = await Promise.all([
      this.records(head.records),
      this.#store.readParts(head.matches),
      this.#store.readParts(head.decisions)
    ]);
    const match = createMatchColumns(head.rowCount);
    const decided = createDecisionColumns(head.rowCount);
    records.segments.forEach(({ rowCount }, i) => {
      const start = i * SEGMENT_ROWS;
      unpackMatchColumns(match, start, must(matches[i], 'matches go with records'), rowCount);
      unpackDecisionColumns(decided, start, must(decisions[i], 'decisions too'), rowCount);
    });
    return loadedAccounts({ records, match, decisions: decided });
  }
}

function userList(records: RecordSet): UserList {
  return { records, search: new SearchIndex(records) };
}

function loadedAccounts(list: AccountList): LoadedAccounts {
  return { ...list, search: new SearchIndex(list.records), claims: undefined };
}

/** A load that failed is not remembered: the next one tries again. */
function remembered<Value>(
  known: Map<ListId, Promise<Value>>,
  id: ListId,
  load: (id: ListId) => Promise<Value>
): Promise<Value> {
  const loading = known.get(id) ?? load(id);
  known.set(id, loading);
  loading.catch(() => known.delete(id));
  return loading;
}
