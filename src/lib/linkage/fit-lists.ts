import type { LinkageModel } from '../model/linkage-model';
import type { EncodedLists } from './encoded-lists';
import { fitWeights } from './weigh/fit-weights';
import { learnWeights } from './weigh/learn-weights';
import { sampleRows } from './weigh/row-sample';
import { sampleCandidates, sampleChance, type FindCandidates, type PairSource } from './weigh/sample-pairs';

/** Accounts that the weights are fitted to, and users drawn by chance: enough for levels of one in a thousand. */
const FITTED_ACCOUNTS = 4000;
const CHANCE_USERS = 20_000;
/**
 * Pairs drawn by chance, per user: what one account in ten meets by chance somewhere in the directory is then seen four
 * times, and what is rarer misleads nobody. In large directories agreements on what few have come from the candidates, and
 * a rate of one in ten thousand is seen a dozen times.
 */
const CHANCE_PER_USER = 40;
const CHANCE_PAIRS = 120_000;
/** Decided accounts that are learnt from at most. */
const LEARNT_ACCOUNTS = 2000;

/** What people decided about pairs of an account and a user: 1 in `isOwner` is a confirmed owner, 0 a rejected one. */
export interface LearntPairs {
  readonly accounts: Uint32Array;
  readonly users: Uint32Array;
  readonly isOwner: Uint8Array;
}

export interface FitOptions {
  readonly prior: LinkageModel | undefined;
  /** Accounts have one owner at most; false where the list may name a person more than once. */
  readonly isExclusive: boolean;
  /** Row of the owner per account, -1 for none, where that is known: weights of generated lists. */
  readonly owners?: Int32Array;
}

/** Weights for these two lists. About a second, whatever their size; a tenth of that for a few hundred rows. */
export function* fitLists(
  source: PairSource,
  lists: EncodedLists,
  candidates: FindCandidates,
  options: FitOptions
): Generator<void, LinkageModel> {
  const accounts = yield* sampleRows(lists.accountRecords, FITTED_ACCOUNTS);
  const users = yield* sampleRows(lists.userRecords, CHANCE_USERS);
  const pairs = yield* sampleCandidates(source, accounts, candidates);
  const chance = yield* sampleChance(
    source,
    { accounts, users },
    Math.min(CHANCE_PAIRS, accounts.length * users.length, CHANCE_PER_USER * lists.users.rowCount)
  );
  const { owners } = options;
  return yield* fitWeights({
    cells: source.cells,
    candidates: pairs,
    chance,
    userCount: lists.users.rowCount,
    prior: options.prior,
    isExclusive: options.isExclusive,
    ...(owners && { owners: ownerPairs(pairs, (account) => owners[account]) })
  });
}

/** The model moved by what people decided. */
export function* learnLists(
  source: PairSource,
  model: LinkageModel,
  learnt: LearntPairs,
  candidates: FindCandidates
): Generator<void, LinkageModel> {
  const ownerOf = new Map<number, number>();
  const rejectedOf = new Map<number, Set<number>>();
  learnt.accounts.forEach((account, at) => {
    if (learnt.isOwner[at] === 1) ownerOf.set(account, learnt.users[at]);
    else rejectedOf.set(account, (rejectedOf.get(account) ?? new Set()).add(learnt.users[at]));
  });
  const all = Uint32Array.from(new Set(learnt.accounts)).sort();
  if (all.length === 0) return model;
  const step = Math.max(1, all.length / LEARNT_ACCOUNTS);
  const accounts = Uint32Array.from(
    { length: Math.min(all.length, LEARNT_ACCOUNTS) },
    (_, i) => all[Math.floor(i * step)]
  );
  const pairs = yield* sampleCandidates(source, accounts, candidates);
  const rejected: number[] = [];
  for (let at = 0; at < accounts.length; at++) {
    const users = rejectedOf.get(accounts[at]);
    for (let pair = pairs.starts[at]; users && pair < pairs.starts[at + 1]; pair++) {
      if (users.has(pairs.users[pair])) rejected.push(pair);
    }
  }
  const owners = ownerPairs(pairs, (account) => ownerOf.get(account) ?? -1);
  return {
    ...(yield* learnWeights(source.cells, model, { candidates: pairs, owners, rejected }, source.rarity.userCount)),
    learntFrom: ownerOf.size
  };
}

function ownerPairs(
  { accounts, starts, users }: { accounts: Uint32Array; starts: Uint32Array; users: Uint32Array },
  ownerOf: (account: number) => number
): Int32Array {
  return Int32Array.from(accounts, (account, at) => {
    const owner = ownerOf(account);
    const place = owner < 0 ? -1 : users.subarray(starts[at], starts[at + 1]).indexOf(owner);
    return place < 0 ? -1 : starts[at] + place;
  });
}
