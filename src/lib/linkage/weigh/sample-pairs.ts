import type { Comparison } from '../comparison';
import { MOST_CANDIDATES } from '../retrieve/candidate-finder';
import { FEW_USERS, type Rarity } from './frequency-weight';
import { PatternCounts } from './pattern-counts';
import { SeededSequence } from './seeded-sequence';
import { CELLS_PER_ROW, type WeightCells } from './weight-cells';

/** What pairs are read from. */
export interface PairSource {
  readonly comparisons: readonly Comparison[];
  readonly cells: WeightCells;
  readonly rarity: Rarity;
}

export type FindCandidates = (account: number, out: Uint32Array) => number;

/** Accounts with their candidates, as the fit goes through them again and again: only what differs per pair. */
export interface CandidatePairs {
  readonly patterns: PatternCounts;
  /** Account i has the pairs [starts[i], starts[i + 1]). */
  readonly starts: Uint32Array;
  readonly accounts: Uint32Array;
  readonly users: Uint32Array;
  readonly patternOf: Uint32Array;
  /** Bits of rarity of all that the pair agrees on. */
  readonly rarityBits: Float64Array;
  /** Agreements on what few users have: of chance, everybody who has it is among the candidates. */
  readonly rare: RareAgreements;
  /** Sum of rarity bits and agreements by cell, for the typical share. */
  readonly bitsSum: Float64Array;
  readonly bitsCount: Float64Array;
}

export interface RareAgreements {
  readonly pairs: readonly number[];
  readonly cells: readonly number[];
  /** 1 / (users × share). */
  readonly weights: readonly number[];
}

/** Pairs of an account and a user drawn by chance: nearly all of different people. By cell. */
export interface ChancePairs {
  readonly count: number;
  readonly seen: Float64Array;
  /** Sum of 1 / share of agreements on what more than a few users have. */
  readonly inverse: Float64Array;
  /** Pairs where both say something, by row of cells. */
  readonly known: Float64Array;
}

/** Pairs drawn by chance between two yields; of candidates, an account's are. */
const SLICE = 100;

/** Reads one pair after the other: levels, cells and shares of the pair read last. */
class PairReader {
  readonly levels: Uint8Array;
  readonly shares: Float64Array;
  readonly #comparisons: readonly Comparison[];

  constructor(comparisons: readonly Comparison[]) {
    this.#comparisons = comparisons;
    this.levels = new Uint8Array(comparisons.length);
    this.shares = new Float64Array(comparisons.length);
  }

  read(account: number, user: number): void {
    for (let at = 0; at < this.#comparisons.length; at++) {
      const comparison = this.#comparisons[at];
      this.levels[at] = comparison.level(account, user);
      this.shares[at] = this.levels[at] > 1 ? comparison.share : 0;
    }
  }
}

export function* sampleCandidates(
  source: PairSource,
  accounts: Uint32Array,
  candidates: FindCandidates
): Generator<void, CandidatePairs> {
  const { cells } = source;
  const found = new Uint32Array(MOST_CANDIDATES);
  const reader = new PairReader(source.comparisons);
  const patterns = new PatternCounts(source.comparisons.length);
  const starts = new Uint32Array(accounts.length + 1);
  const most = accounts.length * MOST_CANDIDATES;
  const users = new Uint32Array(most);
  const patternOf = new Uint32Array(most);
  const rarityBits = new Float64Array(most);
  const notes = {
    rare: { pairs: [] as number[], cells: [] as number[], weights: [] as number[] },
    bitsSum: new Float64Array(cells.cellCount),
    bitsCount: new Float64Array(cells.cellCount)
  };
  let pair = 0;
  for (let at = 0; at < accounts.length; at++) {
    const count = candidates(accounts[at], found);
    for (let candidate = 0; candidate < count; candidate++, pair++) {
      reader.read(accounts[at], found[candidate]);
      users[pair] = found[candidate];
      patternOf[pair] = patterns.add(reader.levels);
      rarityBits[pair] = noteRarity(source, reader, pair, notes);
    }
    starts[at + 1] = pair;
    yield;
  }
  return {
    patterns,
    starts,
    accounts,
    users: users.subarray(0, pair),
    patternOf: patternOf.subarray(0, pair),
    rarityBits: rarityBits.subarray(0, pair),
    ...notes
  };
}

interface RarityNotes {
  readonly rare: { readonly pairs: number[]; readonly cells: number[]; readonly weights: number[] };
  readonly bitsSum: Float64Array;
  readonly bitsCount: Float64Array;
}

function noteRarity({ cells, rarity }: PairSource, reader: PairReader, pair: number, notes: RarityNotes): number {
  let sum = 0;
  for (let at = 0; at < reader.levels.length; at++) {
    const share = reader.shares[at];
    if (share <= 0) continue;
    const level = reader.levels[at];
    const bits = rarity.bits(share);
    const own = cells.ownCell(at) + level;
    const inState = cells.cell(at, reader.levels) + level;
    const isRare = share * rarity.userCount <= FEW_USERS + 0.5;
    for (let cell = own; ; cell = inState) {
      notes.bitsSum[cell] += bits;
      notes.bitsCount[cell]++;
      if (isRare) {
        notes.rare.pairs.push(pair);
        notes.rare.cells.push(cell);
        notes.rare.weights.push(2 ** bits / rarity.userCount);
      }
      if (cell === inState) break;
    }
    if (!cells.isRarityKnown(rowOf(inState))) sum += bits;
  }
  return sum;
}

function rowOf(cell: number): number {
  return Math.floor(cell / CELLS_PER_ROW);
}

/**
 * `accounts` and `users` in an order that does not depend on their rows. One account after the other, each with users drawn by
 * chance: comparisons prepare themselves for an account.
 */
export function* sampleChance(
  source: PairSource,
  rows: { readonly accounts: Uint32Array; readonly users: Uint32Array },
  count: number
): Generator<void, ChancePairs> {
  const { cells } = source;
  const reader = new PairReader(source.comparisons);
  const notes = {
    seen: new Float64Array(cells.cellCount),
    inverse: new Float64Array(cells.cellCount),
    known: new Float64Array(cells.rowCount)
  };
  const sequence = new SeededSequence(1);
  const isEmpty = rows.accounts.length === 0 || rows.users.length === 0;
  for (let pair = 0; pair < count && !isEmpty; pair++) {
    reader.read(
      rows.accounts[Math.floor((pair / count) * rows.accounts.length)],
      rows.users[sequence.below(rows.users.length)]
    );
    noteChance(source, reader, notes);
    if (pair % SLICE === SLICE - 1) yield;
  }
  return { count: isEmpty ? 0 : count, ...notes };
}

function noteChance(
  { cells, rarity }: PairSource,
  { levels, shares }: PairReader,
  { seen, inverse, known }: Omit<ChancePairs, 'count'>
): void {
  for (let at = 0; at < levels.length; at++) {
    if (levels[at] === 0) continue;
    const own = cells.ownCell(at) + levels[at];
    const inState = cells.cell(at, levels) + levels[at];
    const isCommon = shares[at] * rarity.userCount > FEW_USERS + 0.5;
    for (let cell = own; ; cell = inState) {
      seen[cell]++;
      known[rowOf(cell)]++;
      if (isCommon) inverse[cell] += 2 ** rarity.bits(shares[at]);
      if (cell === inState) break;
    }
  }
}
