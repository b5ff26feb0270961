import type { RowIssueKind } from '../model/row-issue';
import { ImportFailure } from './import-failure';
import { PLAIN, type NumberFormat } from './workbook-format';
import { numberText } from './workbook-number';

/** What cells refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly is1904: boolean;
}

/** A cell as it stands in the XML of a sheet. */
export interface RawCell {
  /** `s`: a shared string by its number; `b` truth, `e` error, `d` ISO date, `str` and `inlineStr` text; else a number. */
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

/** `onProblem` is told of what the cell does not say as it once did. */
export function cellText(
  { type, style, value }: RawCell,
  { strings, formats, is1904 }: CellContext,
  onProblem: (kind: RowIssueKind) => void
): string {
  switch (type) {
    case 's':
      return sharedString(strings, value);
    case 'str':
    case 'inlineStr':
      return unescaped(value);
    case 'b':
      return value.trim() === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      onProblem('formula-error');
      return value;
    case 'd':
      return isoText(value);
  }
  const { text, isDamaged } = numberText(value, formats[style] ?? PLAIN, is1904);
  if (isDamaged) onProblem('damaged-number');
  return text;
}

function sharedString(strings: readonly string[], value: string): string {
  const text = strings[Number(value)];
  if (text === undefined) {
    throw new ImportFailure({
      kind: 'file-malformed',
      cause: 'A cell of the workbook names a text that is not there.'
    });
  }
  return text;
}

const ESCAPED = /_x([0-9a-f]{4})_/gi;

/** Characters that XML cannot hold stand as _x000D_; what only looks like that begins with _x005F_. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function isoText(value: string): string {
  const [, date, time] = /^(\d{4,}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d))?/.exec(value) ?? [];
  if (date === undefined) return value;
  return time === undefined || time === '00:00:00' ? date : `${date} ${time}`;
}
