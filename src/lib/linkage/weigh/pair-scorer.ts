import type { ComparedTexts } from '../../model/agreement';
import type { Evidence } from '../../model/suggestion';
import type { Comparison } from '../comparison';
import type { WeightTable } from './weight-table';

/** Where a level comes from: the user's own record, or one of another app (by its number). */
const OWN_RECORD = -1;

/** What confirmed accounts of other apps say about users. */
export interface OtherRecords {
  /** Whether a user has one; by row. */
  readonly has: Uint8Array;
  /**
   * Lets the records of other apps speak where they agree better with the account than the user's own: raises levels,
   * shares, and notes in `sources` which one it was.
   */
  raise(account: number, user: number, pair: PairLevels): void;
  appName(source: number): string;
  texts(comparison: number, account: number, source: number): ComparedTexts;
}

/** Levels and shares of the pair that was read last, by comparison. */
export interface PairLevels {
  readonly levels: Uint8Array;
  readonly shares: Float64Array;
  readonly sources: Int32Array;
}

/** Parts are multiples of this, so that they add up to the score exactly, in any order. */
const FINEST = 2 ** 20;

/** Bits of pairs: fast ones for ranking, and the parts of one pair for showing. */
export class PairScorer {
  readonly pair: PairLevels;
  readonly #comparisons: readonly Comparison[];
  readonly #table: WeightTable;
  readonly #others: OtherRecords | undefined;
  readonly #userCount: number;

  constructor(comparisons: readonly Comparison[], table: WeightTable, userCount: number, others?: OtherRecords) {
    this.#comparisons = comparisons;
    this.#table = table;
    this.#others = others;
    this.#userCount = userCount;
    this.pair = {
      levels: new Uint8Array(comparisons.length),
      shares: new Float64Array(comparisons.length),
      sources: new Int32Array(comparisons.length).fill(OWN_RECORD)
    };
  }

  /** Without the prior. Makes no garbage: the fast pass. */
  bits(account: number, user: number): number {
    if (this.#others?.has[user] === 1) {
      this.#read(account, user);
      return this.#sum();
    }
    const { levels } = this.pair;
    const table = this.#table;
    const { cells } = table;
    let sum = 0;
    for (let at = 0; at < levels.length; at++) {
      const comparison = this.#comparisons[at];
      const level = comparison.level(account, user);
      levels[at] = level;
      if (level === 0) continue;
      const cell = cells.cell(at, levels) + level;
      sum += table.bits(cell, level > 1 && table.usesShare(cell) ? comparison.share : 0);
    }
    return sum;
  }

  #read(account: number, user: number): void {
    const { levels, shares, sources } = this.pair;
    sources.fill(OWN_RECORD);
    for (let at = 0; at < levels.length; at++) {
      levels[at] = this.#comparisons[at].level(account, user);
      shares[at] = levels[at] > 1 ? this.#comparisons[at].share : 0;
    }
    if (this.#others?.has[user] === 1) this.#others.raise(account, user, this.pair);
  }

  #sum(): number {
    const { levels, shares } = this.pair;
    let sum = 0;
    for (let at = 0; at < levels.length; at++) {
      if (levels[at] > 0) sum += this.#table.bits(this.#table.cells.cell(at, levels) + levels[at], shares[at]);
    }
    return sum;
  }

  /**
   * The parts, in the order of the comparisons: each as if it stood alone, then what all of them say less, or more, because
   * they are made of each other ("combined").
   */
  evidence(account: number, user: number): Evidence[] {
    this.#read(account, user);
    const { levels, shares } = this.pair;
    const { cells } = this.#table;
    const parts: Evidence[] = [];
    let combined = 0;
    for (let at = 0; at < levels.length; at++) {
      const level = levels[at];
      if (level === 0) continue;
      const own = finest(this.#table.bits(cells.ownCell(at) + level, shares[at]));
      combined += finest(this.#table.bits(cells.cell(at, levels) + level, shares[at])) - own;
      parts.push(this.#part(account, user, at, own));
    }
    if (combined !== 0) parts.push(wordless('combined', combined));
    return parts;
  }

  #part(account: number, user: number, at: number, bits: number): Evidence {
    const comparison = this.#comparisons[at];
    const source = this.pair.sources[at];
    const isOwn = source === OWN_RECORD || !this.#others;
    const texts = isOwn ? comparison.texts(account, user) : this.#others.texts(at, account, source);
    return {
      comparison: comparison.id,
      level: comparison.levels[this.pair.levels[at]],
      bits,
      usersWithIt: Math.round(this.pair.shares[at] * this.#userCount),
      ...texts,
      ...(!isOwn && { learntFrom: this.#others.appName(source) })
    };
  }
}

export function finest(bits: number): number {
  return Math.round(bits * FINEST) / FINEST;
}

/** A part that compares nothing. `different` as a prior: the user has an account in this app already. */
export function wordless(comparison: 'prior' | 'combined', bits: number, isTaken = false): Evidence {
  return {
    comparison,
    level: isTaken ? 'different' : 'missing',
    bits: finest(bits),
    usersWithIt: 0,
    account: '',
    user: ''
  };
}
