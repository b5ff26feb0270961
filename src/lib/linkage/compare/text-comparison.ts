import type { ComparedTexts, ComparisonId } from '../../model/agreement';
import { DIFFERENT, MISSING, type Comparison } from '../comparison';
import { TextLikeness } from './text-likeness';
import type { ValuePairs } from './value-pairs';

const LEVELS = ['missing', 'different', 'contains', 'near', 'exact'] as const;
const CONTAINS = 2;
const NEAR = 3;
const EXACT = 4;
const NEAR_FROM = 0.92;
/** Pairs that are remembered. */
const MEMO_MASK = 0x7fff;

/** Departments, titles, managers, towns, streets: the same words, nearly the same letters, some of the words, different. */
export class TextComparison implements Comparison {
  readonly id: ComparisonId;
  readonly levels = LEVELS;
  share = 0;
  readonly #pairs: ValuePairs;
  readonly #texts: (account: number, user: number) => ComparedTexts;
  readonly #likeness: TextLikeness;
  readonly #memoPairs = new Float64Array(MEMO_MASK + 1).fill(-1);
  readonly #memoLevels = new Uint8Array(MEMO_MASK + 1);

  constructor(id: ComparisonId, pairs: ValuePairs, texts: (account: number, user: number) => ComparedTexts) {
    this.id = id;
    this.#pairs = pairs;
    this.#texts = texts;
    this.#likeness = new TextLikeness(pairs.book);
  }

  level(account: number, user: number): number {
    const one = this.#pairs.account(account);
    const other = this.#pairs.user(user);
    this.share = 0;
    if (one < 0 || other < 0) return MISSING;
    const level = one === other ? EXACT : this.#remembered(one, other);
    if (level > DIFFERENT) this.share = this.#pairs.share(other);
    return level;
  }

  texts(account: number, user: number): ComparedTexts {
    return this.#texts(account, user);
  }

  #remembered(one: number, other: number): number {
    const pair = one * 0x100000000 + other;
    const place = (Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)) & MEMO_MASK;
    if (this.#memoPairs[place] === pair) return this.#memoLevels[place];
    const level = this.#compare(one, other);
    this.#memoPairs[place] = pair;
    this.#memoLevels[place] = level;
    return level;
  }

  #compare(one: number, other: number): number {
    if (this.#likeness.letters(one, other) >= NEAR_FROM) return NEAR;
    return this.#likeness.haveWordsInCommon(one, other) ? CONTAINS : DIFFERENT;
  }
}
