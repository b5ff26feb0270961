import type { ComparedTexts, ComparisonId } from '../../model/agreement';
import { DIFFERENT, MISSING, type Comparison } from '../comparison';
import { isOneSlip } from '../text/one-slip';
import type { ValuePairs } from './value-pairs';

const LEVELS = ['missing', 'different', 'transposed', 'exact'] as const;
const ONE_SLIP = 2;
const EXACT = 3;
/** In shorter ones a slip leads to somebody else's. */
const SHORTEST = 4;

/**
 * Numbers and codes: employee numbers, ids, phones. Equal without separators and leading zeros (phones: in their last
 * digits), or one slip of the keyboard apart, or different, which speaks against it.
 */
export class IdentifierComparison implements Comparison {
  readonly id: ComparisonId;
  readonly levels = LEVELS;
  share = 0;
  readonly #pairs: ValuePairs;
  readonly #texts: (account: number, user: number) => ComparedTexts;

  constructor(id: ComparisonId, pairs: ValuePairs, texts: (account: number, user: number) => ComparedTexts) {
    this.id = id;
    this.#pairs = pairs;
    this.#texts = texts;
  }

  level(account: number, user: number): number {
    const one = this.#pairs.account(account);
    const other = this.#pairs.user(user);
    this.share = 0;
    if (one < 0 || other < 0) return MISSING;
    if (one === other) {
      this.share = this.#pairs.share(one);
      return EXACT;
    }
    const { book } = this.#pairs;
    if (book.end(one) - book.start(one) < SHORTEST || !isOneSlip(book.bytes, book, one, other)) return DIFFERENT;
    this.share = this.#pairs.share(other);
    return ONE_SLIP;
  }

  texts(account: number, user: number): ComparedTexts {
    return this.#texts(account, user);
  }
}
