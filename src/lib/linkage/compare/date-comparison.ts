import type { ComparedTexts, ComparisonId } from '../../model/agreement';
import { DIFFERENT, MISSING, type Comparison } from '../comparison';
import { isOneSlip } from './one-slip';
import type { ValuePairs } from './value-pairs';

const LEVELS = ['missing', 'different', 'near', 'part-of-date', 'transposed', 'swapped', 'exact'] as const;
const NEAR = 2;
const PART = 3;
const ONE_SLIP = 4;
const SWAPPED = 5;
const EXACT = 6;
/** yyyymmdd */
const MONTH = 4;
const DAY = 6;
const END = 8;
/** A year and a month, all months being of 31 days. */
const YEAR_DAYS = 12 * 31;
const MONTH_DAYS = 31;

/**
 * Dates: the same, day and month exchanged, one digit off, two of the three parts the same or a month apart at most, a year
 * apart at most, different.
 */
export class DateComparison implements Comparison {
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
    const isYear = this.#isSame(one, other, 0, MONTH, 0);
    const isMonth = this.#isSame(one, other, MONTH, DAY, 0);
    const isDay = this.#isSame(one, other, DAY, END, 0);
    const isSwapped = this.#isSame(one, other, MONTH, DAY, 2) && this.#isSame(one, other, DAY, END, -2);
    if (isYear && isSwapped) return SWAPPED;
    if (isOneSlip(this.#pairs.book, one, other)) return ONE_SLIP;
    if (Number(isYear) + Number(isMonth) + Number(isDay) === 2) return PART;
    const apart = Math.abs(this.#days(one) - this.#days(other));
    return apart <= MONTH_DAYS ? PART : apart <= YEAR_DAYS ? NEAR : DIFFERENT;
  }

  texts(account: number, user: number): ComparedTexts {
    return this.#texts(account, user);
  }

  #days(date: number): number {
    return (
      this.#number(date, 0, MONTH) * YEAR_DAYS +
      this.#number(date, MONTH, DAY) * MONTH_DAYS +
      this.#number(date, DAY, END)
    );
  }

  #number(date: number, from: number, to: number): number {
    const { book } = this.#pairs;
    const start = book.start(date);
    let value = 0;
    for (let at = from; at < to; at++) value = value * 10 + book.bytes[start + at] - 0x30;
    return value;
  }

  #isSame(one: number, other: number, from: number, to: number, shift: number): boolean {
    const { book } = this.#pairs;
    const { bytes } = book;
    const oneStart = book.start(one);
    const otherStart = book.start(other) + shift;
    for (let at = from; at < to; at++) if (bytes[oneStart + at] !== bytes[otherStart + at]) return false;
    return true;
  }
}
