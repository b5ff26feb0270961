import type { ComparedTexts, ComparisonId } from '../../model/agreement';
import { DIFFERENT, MISSING, type Comparison } from '../comparison';
import { isOneSlip } from '../text/one-slip';
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

interface DatePart {
  readonly from: number;
  readonly length: number;
}
const YEAR_PART: DatePart = { from: 0, length: MONTH };
const MONTH_PART: DatePart = { from: MONTH, length: DAY - MONTH };
const DAY_PART: DatePart = { from: DAY, length: END - DAY };

/** A year and a month, all months being of 31 days. */
const YEAR_DAYS = 12 * 31;
const MONTH_DAYS = 31;
const NEAR_DAYS = YEAR_DAYS + 2 * MONTH_DAYS;

/**
 * Dates: the same, day and month exchanged, one digit off, two of the three parts the same or a month apart at most, a year
 * or so apart (or a decade: the same slip), different.
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
    const isYear = this.#isSame(one, other, YEAR_PART, YEAR_PART);
    const isMonth = this.#isSame(one, other, MONTH_PART, MONTH_PART);
    const isDay = this.#isSame(one, other, DAY_PART, DAY_PART);
    const isSwapped = this.#isSame(one, other, MONTH_PART, DAY_PART) && this.#isSame(one, other, DAY_PART, MONTH_PART);
    if (isYear && isSwapped) return SWAPPED;
    const { book } = this.#pairs;
    if (isOneSlip(book.bytes, book, one, other)) return ONE_SLIP;
    if (Number(isYear) + Number(isMonth) + Number(isDay) === 2) return PART;
    const apart = Math.abs(this.#days(one) - this.#days(other));
    if (apart <= MONTH_DAYS) return PART;
    return apart <= NEAR_DAYS || Math.abs(apart - 10 * YEAR_DAYS) <= MONTH_DAYS ? NEAR : DIFFERENT;
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

  #isSame(one: number, other: number, part: DatePart, otherPart: DatePart): boolean {
    const { book } = this.#pairs;
    const start = book.start(one) + part.from;
    const otherStart = book.start(other) + otherPart.from;
    for (let at = 0; at < part.length; at++) if (book.bytes[start + at] !== book.bytes[otherStart + at]) return false;
    return true;
  }
}
