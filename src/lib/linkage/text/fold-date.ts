import type { ByteText } from './byte-text';
import { textOf } from './byte-text';
import type { FoldCell } from './fold-value';

/** Which of a date's first two numbers is the day, where the year does not come first. */
export type DateOrder = 'day-first' | 'month-first';

const PARTS = /^\s*(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})(?:[T ].*)?\s*$/;
const COMPACT = /^\s*(\d{4})(\d{2})(\d{2})\s*$/;
/** Two-digit years up to it are of this century. */
const LAST_YEAR_OF_CENTURY = 30;

/** A date as 8 digits, yyyymmdd; nothing for what is none. Wrong months and days stay: they agree with their like. */
export function foldDate(order: DateOrder): FoldCell {
  return (bytes, from, to, out: ByteText) => {
    out.clear();
    const date = from === to ? undefined : readDate(textOf(bytes, from, to), order);
    if (date !== undefined) out.set(date);
  };
}

function readDate(text: string, order: DateOrder): string | undefined {
  const compact = COMPACT.exec(text);
  if (compact) return isYear(Number(compact[1])) ? compact[1] + compact[2] + compact[3] : undefined;
  const parts = PARTS.exec(text);
  if (!parts) return undefined;
  const [, first, second, third] = parts;
  if (first.length === 4) return eightDigits(first, second, third);
  if (first.length > 2 || third.length === 1 || third.length === 3) return undefined;
  return order === 'day-first' ? eightDigits(third, second, first) : eightDigits(third, first, second);
}

/** The order that more dates of a list have room for; `day-first` where nothing tells them apart. */
export function dateOrder(texts: Iterable<string>): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const text of texts) {
    const parts = PARTS.exec(text);
    if (!parts || parts[1].length > 2) continue;
    if (Number(parts[1]) > 12) dayFirst++;
    else if (Number(parts[2]) > 12) monthFirst++;
  }
  return monthFirst > dayFirst ? 'month-first' : 'day-first';
}

/** A date as it could be in a calendar: what tells dates from other numbers of eight digits. */
export function isPlausibleDate(text: string): boolean {
  const date = readDate(text, 'day-first') ?? '';
  const month = Number(date.slice(4, 6));
  const day = Number(date.slice(6, 8));
  return month >= 1 && day >= 1 && Math.min(month, day) <= 12 && Math.max(month, day) <= 31;
}

function eightDigits(year: string, month: string, day: string): string | undefined {
  const whole = year.length === 4 ? Number(year) : century(Number(year));
  if (!isYear(whole) || day.length > 2) return undefined;
  return `${whole}${month.padStart(2, '0')}${day.padStart(2, '0')}`;
}

function century(year: number): number {
  return year <= LAST_YEAR_OF_CENTURY ? 2000 + year : 1900 + year;
}

function isYear(year: number): boolean {
  return year >= 1800 && year <= 2200;
}
