import { unpackSegment } from '../engine/packed-segment';
import { recordSet, type RecordSet } from '../engine/record-set';
import type { Segment } from '../engine/segment';
import { must } from '../model/assert';
import type { LinkageModel } from '../model/linkage-model';
import type { Suggestion, Suggestions } from '../model/suggestion';
import type {
  LearntPairs,
  LinkageApi,
  LinkageEvidence,
  LinkedApp,
  LinkedList,
  LinkedSegment,
  RankedUsers,
  ScoredRows
} from '../protocol/linkage-api';
import { PROTOCOL_VERSION } from '../protocol/version';
import { runSliced } from './run-sliced';

/** Accounts of another app, with the row of their owner, -1 for none. */
export interface OwnedAccounts {
  readonly appName: string;
  readonly accounts: RecordSet;
  readonly owners: Int32Array;
}

/** What ranks the users of one list for the accounts of another (linkage/suggester.ts). */
export interface Ranker {
  readonly model: LinkageModel;
  suggest(account: number, limit: number): Suggestions;
  explain(account: number, user: number): Suggestion;
  suggestAll(accounts: Uint32Array): Generator<void, ScoredRows>;
  /** The same with weights of these lists: seconds of work. */
  refine(): Generator<void, Ranker>;
}

export interface RankerInput {
  readonly users: RecordSet;
  readonly accounts: RecordSet;
  readonly known: readonly OwnedAccounts[];
  readonly learnt: LearntPairs;
}

/** Makes a ranker, as soon as users can be ranked; of the one before takes what is still the same. */
export type MakeRanker = (input: RankerInput, before: Ranker | undefined) => Promise<Ranker>;

interface OpenApp {
  readonly lists: LinkedApp;
  readonly input: RankerInput;
  ranker: Ranker;
  /** Resolves when the ranker has weights of these lists, or nobody needs it any more. */
  refined: Promise<void>;
}

/**
 * What the linkage worker does (protocol/linkage-api.ts). Long work breathes every few milliseconds, so that what somebody
 * waits for is answered in between.
 */
export class LinkageService implements LinkageApi {
  readonly #make: MakeRanker;
  readonly #segments = new Map<number, Segment>();
  readonly #apps = new Map<string, OpenApp>();

  constructor(make: MakeRanker) {
    this.#make = make;
  }

  async hello(): Promise<number> {
    return PROTOCOL_VERSION;
  }

  async addSegments(segments: readonly LinkedSegment[]): Promise<void> {
    for (const { number, buffer } of segments) this.#segments.set(number, unpackSegment(buffer));
  }

  async open(lists: LinkedApp, evidence: LinkageEvidence): Promise<void> {
    const before = this.#apps.get(lists.appId);
    const users = this.#records(
      lists.users,
      [...this.#apps.values()].map((app) => [app.lists.users, app.input.users])
    );
    const accounts = this.#records(lists.accounts, before ? [[before.lists.accounts, before.input.accounts]] : []);
    const known = evidence.known?.map((app) => ({ ...app, accounts: this.#records(app.accounts, []) }));
    const input = { users, accounts, known: known ?? before?.input.known ?? [], learnt: evidence.learnt };
    const ranker = await this.#make(input, before?.ranker ?? this.#rankerOf(users));
    const app: OpenApp = { lists, input, ranker, refined: Promise.resolve() };
    this.#apps.set(lists.appId, app);
    this.#forgetUnused();
    app.refined = this.#refine(app);
    // Whoever scores is told.
    app.refined.catch(() => undefined);
  }

  async close(appId: string): Promise<void> {
    this.#apps.delete(appId);
    this.#forgetUnused();
  }

  async suggest(appId: string, row: number, limit: number, also: readonly number[]): Promise<RankedUsers> {
    const { ranker } = this.#app(appId);
    const { candidates, nobody } = ranker.suggest(row, limit);
    const others = also.filter((user) => !candidates.some((candidate) => candidate.user === user));
    return { candidates, nobody, others: others.map((user) => ranker.explain(row, user)) };
  }

  async score(appId: string, rows: Uint32Array<ArrayBuffer>): Promise<ScoredRows> {
    const app = this.#app(appId);
    await app.refined;
    return must(await runSliced(app.ranker.suggestAll(rows)), 'nobody ends this work');
  }

  async model(appId: string): Promise<LinkageModel> {
    const app = this.#app(appId);
    await app.refined;
    return app.ranker.model;
  }

  /** Until then one account at a time is ranked with the weights that there are; all of them wait, so as to be alike. */
  async #refine(app: OpenApp): Promise<void> {
    const isOpen = () => this.#apps.get(app.lists.appId) === app;
    app.ranker = (await runSliced(app.ranker.refine(), isOpen)) ?? app.ranker;
  }

  #app(appId: string): OpenApp {
    return must(this.#apps.get(appId), 'an app is opened before it is asked about');
  }

  /** Of another app of the same users, of whom much is made once. */
  #rankerOf(users: RecordSet): Ranker | undefined {
    return [...this.#apps.values()].find(({ input }) => input.users === users)?.ranker;
  }

  /** The same object for the same segments: what was made of it holds. */
  #records(list: LinkedList, known: readonly (readonly [LinkedList, RecordSet])[]): RecordSet {
    const same = known.find(([numbers]) => isSame(numbers, list));
    return same?.[1] ?? recordSet(list.map((number) => must(this.#segments.get(number), `segment ${number} is here`)));
  }

  #forgetUnused(): void {
    const used = new Set([...this.#apps.values()].flatMap(({ lists }) => [...lists.users, ...lists.accounts]));
    for (const number of this.#segments.keys()) if (!used.has(number)) this.#segments.delete(number);
  }
}

function isSame(one: LinkedList, other: LinkedList): boolean {
  return one.length === other.length && one.every((number, i) => number === other[i]);
}
