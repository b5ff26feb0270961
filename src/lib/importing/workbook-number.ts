import type { NumberFormat } from './workbook-format';

/** What a cell says, and whether that is what was once typed into it. */
export interface NumberText {
  readonly text: string;
  /** A spreadsheet has changed it, or may have: more digits than it keeps, shown as 1E+05, a date that no calendar has. */
  readonly isDamaged: boolean;
}

/** A spreadsheet keeps 15 digits; of a longer number the last ones are zeros, whatever was typed. */
const FIRST_INEXACT = 1e15;
const DAY_SECONDS = 86_400;
/** 9999-12-31, where calendars of spreadsheets end. */
const LAST_SERIAL = 2_958_466;
const DAYS_1904_AFTER_1900 = 1462;

/** The number of a cell as text: the shortest that is exact, dates as ISO, zeros in front as its format has them. */
export function numberText(raw: string, { kind, digits }: NumberFormat, is1904: boolean): NumberText {
  const value = raw.trim() === '' ? NaN : Number(raw);
  if (!Number.isFinite(value)) return { text: raw, isDamaged: true };
  if (kind === 'plain' || kind === 'padded' || kind === 'scientific') {
    const text = shortest(value);
    const isPadded = kind === 'padded' && Number.isInteger(value) && value >= 0;
    const isDamaged = kind === 'scientific' || Math.abs(value) >= FIRST_INEXACT || text.includes('e');
    return { text: isPadded ? text.padStart(digits, '0') : text, isDamaged };
  }
  const text = serialText(value, kind, is1904);
  return text === undefined ? { text: shortest(value), isDamaged: true } : { text, isDamaged: false };
}

function shortest(value: number): string {
  return value === 0 ? '0' : String(value);
}

function serialText(serial: number, kind: NumberFormat['kind'], is1904: boolean): string | undefined {
  if (serial < 0) return undefined;
  // Times are kept as parts of a day, which are rarely exact.
  const seconds = Math.round(serial * DAY_SECONDS);
  if (kind === 'elapsed') return clock(seconds);
  if (kind === 'date' || (kind === 'date-or-time' && Number.isInteger(serial))) {
    return dateText(Math.floor(serial), is1904);
  }
  const date = dateText(Math.floor(seconds / DAY_SECONDS), is1904);
  const time = clock(seconds % DAY_SECONDS);
  const isTime = seconds < DAY_SECONDS && (kind === 'time' || (date === undefined && serial > 0));
  return isTime ? time : date && `${date} ${time}`;
}

/**
 * Days are counted from 1904-01-01, or so that day 1 is 1900-01-01: there is no day 0 then, and day 60 is 29 February
 * 1900, which never was; every later day counts it.
 */
function dateText(day: number, is1904: boolean): string | undefined {
  const serial = is1904 ? day + DAYS_1904_AFTER_1900 : day;
  if (serial < 1 || serial >= LAST_SERIAL) return undefined;
  if (serial === 60) return '1900-02-29';
  const date = new Date(Date.UTC(1899, 11, serial < 60 ? 31 + serial : 30 + serial));
  return date.toISOString().slice(0, 10);
}

function clock(seconds: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
}
