import type { RecordSet } from '../engine/record-set';
import type { LinkageModel } from '../model/linkage-model';
import type { Suggestion, Suggestions } from '../model/suggestion';
import type { Comparison } from './comparison';
import { DELIVERED_CALIBRATION, DELIVERED_MODEL } from './delivered-model';
import { encodeLists, type EncodedLists } from './encoded-lists';
import { fitLists, learnLists, type LearntPairs } from './fit-lists';
import { makeComparisons } from './make-comparisons';
import { OtherApps, type OwnedAccounts } from './other-apps';
import { CandidateFinder, MOST_CANDIDATES } from './retrieve/candidate-finder';
import type { LatinSpelling } from './text/latin-spelling';
import { calibratedPosterior, type Calibration } from './weigh/calibration';
import { Rarity } from './weigh/frequency-weight';
import { finest, PairScorer, wordless } from './weigh/pair-scorer';
import { priorBits } from './weigh/posterior';
import type { PairSource } from './weigh/sample-pairs';
import { WeightCells } from './weigh/weight-cells';
import { WeightTable } from './weigh/weight-table';

export interface SuggesterOptions {
  /** For what is not Latin. */
  readonly latin?: LatinSpelling | undefined;
  /** What is made of the same lists is taken from this one. */
  readonly before?: Suggester | undefined;
  /** Confirmed accounts of the domain's other apps. */
  readonly known?: readonly OwnedAccounts[];
  readonly learnt?: LearntPairs;
  /** Weights to begin with; undefined for those as delivered, null for none. */
  readonly prior?: LinkageModel | null;
  /** Weights to score with, as they are: nothing is fitted. */
  readonly model?: LinkageModel;
  readonly calibration?: Calibration;
  /** One list with itself: nobody is suggested for his own row, and a person may stand there several times. */
  readonly isSameList?: boolean;
  /** Row of the owner per account, -1 for none: fits the weights to what is known, for generated lists. */
  readonly owners?: Int32Array;
}

/** The best user of each account that was asked about. */
export interface BestUsers {
  /** Row of the user, -1 for none. */
  readonly users: Int32Array<ArrayBuffer>;
  /** Whole percent, rounded down. */
  readonly percents: Uint8Array<ArrayBuffer>;
  /** Users who reach a percent, at most 255. */
  readonly counts: Uint8Array<ArrayBuffer>;
}

/** Who has an account in this app already is less likely to own another one. */
const TAKEN_BITS = -3;
/** Users below are not worth a look. */
const LEAST_SHOWN = 0.01;
const SLICE = 64;

/**
 * Proposes users for accounts. Two passes: bits for all candidates, without an object; evidence for those that are shown.
 * The same lists give the same suggestions, whatever the order of their rows; only equal ones stand by row.
 */
export class Suggester {
  readonly model: LinkageModel;
  readonly lists: EncodedLists;
  readonly #parts: SuggesterParts;
  /** Before anybody confirmed anything; undefined until they are fitted. */
  readonly #fitted: LinkageModel | undefined;
  readonly #finder: CandidateFinder;
  readonly #others: OtherApps | undefined;
  readonly #known: readonly OwnedAccounts[];
  readonly #scorer: PairScorer;
  readonly #prior: number;
  readonly #calibration: Calibration;
  readonly #isSameList: boolean;
  /** Account that a user was confirmed for, by user. */
  readonly #accountOf: ReadonlyMap<number, number>;
  readonly #found: Uint32Array;
  readonly #bits: Float64Array;
  readonly #probabilities: Float64Array;

  private constructor(parts: SuggesterParts) {
    const { lists, comparisons, options, model, others } = parts;
    const userCount = lists.users.rowCount;
    const table = new WeightTable(new WeightCells(comparisons), model, new Rarity(userCount));
    this.#parts = parts;
    this.lists = lists;
    this.model = model;
    this.#fitted = parts.fitted;
    this.#others = others;
    this.#known = options.known ?? [];
    this.#finder = new CandidateFinder(lists.index, lists.accounts);
    this.#scorer = new PairScorer(comparisons, table, userCount, others);
    // In one list with itself each pair stands for itself: the share is that of further records per record.
    this.#prior = finest(
      options.isSameList ? Math.log2(model.ownerShare / Math.max(1, userCount)) : priorBits(model.ownerShare, userCount)
    );
    this.#calibration = options.calibration ?? DELIVERED_CALIBRATION;
    this.#isSameList = options.isSameList ?? false;
    this.#accountOf = confirmedAccounts(options.learnt);
    const most = MOST_CANDIDATES + (others ? MOST_CANDIDATES : 0);
    this.#found = new Uint32Array(most);
    this.#bits = new Float64Array(most);
    this.#probabilities = new Float64Array(most);
  }

  /** With weights fitted to the lists. */
  static *build(users: RecordSet, accounts: RecordSet, options: SuggesterOptions = {}): Generator<void, Suggester> {
    return yield* (yield* Suggester.prepare(users, accounts, options)).refine();
  }

  /**
   * As soon as users can be ranked: with weights as delivered, or those of the one before where the lists are
   * the same. `refine` gives the same with weights of its own.
   */
  static *prepare(users: RecordSet, accounts: RecordSet, options: SuggesterOptions = {}): Generator<void, Suggester> {
    const { before } = options;
    const lists = yield* encodeLists(users, accounts, options.latin, before?.lists);
    const comparisons = makeComparisons(lists);
    const isFitted = before?.lists === lists;
    const fitted = options.model ?? (isFitted ? before.#fitted : undefined);
    const others = yield* Suggester.#otherApps(lists, options);
    const model = options.model ?? (isFitted ? before.model : (options.prior ?? DELIVERED_MODEL));
    return new Suggester({ lists, comparisons, fitted, model, others, options: { ...options, before: undefined } });
  }

  static *#otherApps(
    lists: EncodedLists,
    { before, known = [] }: SuggesterOptions
  ): Generator<void, OtherApps | undefined> {
    if (before?.lists === lists && areSame(before.#known, known)) return before.#others;
    return known.length > 0 ? yield* OtherApps.build(lists, known) : undefined;
  }

  /** Fitted to the lists, as far as they were not, and moved by what people decided. */
  *refine(): Generator<void, Suggester> {
    const { lists, comparisons, options } = this.#parts;
    const source = { comparisons, cells: new WeightCells(comparisons), rarity: new Rarity(lists.users.rowCount) };
    const fitted = this.#fitted ?? (yield* fitToLists(source, lists, options));
    const model = yield* learnFromPairs(source, lists, fitted, options.learnt);
    return new Suggester({ ...this.#parts, fitted, model });
  }

  /** At most `limit` users, best first. */
  suggest(account: number, limit: number): Suggestions {
    const { count, nobody } = this.#rank(account);
    const order = Array.from({ length: count }, (_, at) => at).sort(
      (a, b) => this.#bits[b] - this.#bits[a] || this.#found[a] - this.#found[b]
    );
    const shown = order.slice(0, limit).map((at) => [this.#found[at], this.#probabilities[at]]);
    return { candidates: shown.map(([user, probability]) => this.#explained(account, user, probability)), nobody };
  }

  /** A user's parts, whether or not among the candidates: what speaks against whom, too. */
  explain(account: number, user: number): Suggestion {
    const { count } = this.#rank(account);
    const at = this.#found.subarray(0, count).indexOf(user);
    return this.#explained(account, user, at < 0 ? 0 : this.#probabilities[at]);
  }

  /** For many accounts, without evidence. Whoever does not go on has cancelled it. */
  *suggestAll(accounts: Uint32Array): Generator<void, BestUsers> {
    const best = {
      users: new Int32Array(accounts.length).fill(-1),
      percents: new Uint8Array(accounts.length),
      counts: new Uint8Array(accounts.length)
    };
    for (let at = 0; at < accounts.length; at++) {
      const { count } = this.#rank(accounts[at]);
      const first = this.#first(count);
      if (first >= 0 && this.#probabilities[first] >= LEAST_SHOWN) {
        best.users[at] = this.#found[first];
        best.percents[at] = Math.floor(this.#probabilities[first] * 100 + 1e-9);
        best.counts[at] = this.#countShown(count);
      }
      if (at % SLICE === SLICE - 1) yield;
    }
    return best;
  }

  #rank(account: number): { readonly count: number; readonly nobody: number } {
    const count = this.#candidates(account);
    for (let at = 0; at < count; at++) {
      const user = this.#found[at];
      this.#bits[at] = this.#scorer.bits(account, user) + this.#prior + this.#takenBits(account, user);
      this.#probabilities[at] = this.#bits[at];
    }
    return { count, nobody: calibratedPosterior(this.#probabilities, count, this.#calibration) };
  }

  #candidates(account: number): number {
    let count = this.#finder.candidates(account, this.#found.subarray(0, MOST_CANDIDATES));
    if (this.#others) count = this.#others.addCandidates(account, this.#found, count);
    if (!this.#isSameList) return count;
    const own = this.#found.subarray(0, count).indexOf(account);
    if (own < 0) return count;
    this.#found.copyWithin(own, own + 1, count);
    return count - 1;
  }

  #takenBits(account: number, user: number): number {
    const taken = this.#accountOf.get(user);
    return taken === undefined || taken === account ? 0 : TAKEN_BITS;
  }

  #first(count: number): number {
    let first = count > 0 ? 0 : -1;
    for (let at = 1; at < count; at++) {
      const more = this.#bits[at] - this.#bits[first];
      if (more > 0 || (more === 0 && this.#found[at] < this.#found[first])) first = at;
    }
    return first;
  }

  #countShown(count: number): number {
    let shown = 0;
    for (let at = 0; at < count; at++) if (this.#probabilities[at] >= LEAST_SHOWN) shown++;
    return shown;
  }

  #explained(account: number, user: number, probability: number): Suggestion {
    const evidence = [...this.#scorer.evidence(account, user), wordless('prior', this.#prior)];
    const taken = this.#takenBits(account, user);
    if (taken !== 0) evidence.push(wordless('prior', taken, true));
    evidence.sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits));
    return { user, probability, bits: evidence.reduce((sum, { bits }) => sum + bits, 0), evidence };
  }
}

interface SuggesterParts {
  readonly lists: EncodedLists;
  readonly comparisons: readonly Comparison[];
  readonly fitted: LinkageModel | undefined;
  readonly model: LinkageModel;
  readonly others: OtherApps | undefined;
  readonly options: SuggesterOptions;
}

function* fitToLists(
  source: PairSource,
  lists: EncodedLists,
  options: SuggesterOptions
): Generator<void, LinkageModel> {
  const finder = new CandidateFinder(lists.index, lists.accounts);
  const prior = options.prior === null ? undefined : (options.prior ?? DELIVERED_MODEL);
  return yield* fitLists(source, lists, candidatesOf(finder, options.isSameList ?? false), {
    prior,
    isExclusive: !options.isSameList,
    ...(options.owners && { owners: options.owners })
  });
}

function* learnFromPairs(
  source: PairSource,
  lists: EncodedLists,
  fitted: LinkageModel,
  learnt: LearntPairs | undefined
): Generator<void, LinkageModel> {
  if (!learnt || learnt.accounts.length === 0) return fitted;
  const finder = new CandidateFinder(lists.index, lists.accounts);
  return yield* learnLists(source, fitted, learnt, candidatesOf(finder, false));
}

function candidatesOf(finder: CandidateFinder, isSameList: boolean) {
  return (account: number, out: Uint32Array): number => {
    const count = finder.candidates(account, out);
    const own = isSameList ? out.subarray(0, count).indexOf(account) : -1;
    if (own < 0) return count;
    out.copyWithin(own, own + 1, count);
    return count - 1;
  };
}

function confirmedAccounts(learnt: LearntPairs | undefined): ReadonlyMap<number, number> {
  const accountOf = new Map<number, number>();
  learnt?.accounts.forEach((account, at) => {
    if (learnt.isOwner[at] === 1) accountOf.set(learnt.users[at], account);
  });
  return accountOf;
}

function areSame(one: readonly OwnedAccounts[], other: readonly OwnedAccounts[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ accounts, owners }, at) => accounts === other[at].accounts && owners === other[at].owners)
  );
}
