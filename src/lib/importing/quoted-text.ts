import type { Delimiter } from '../model/import-recipe';

/**
 * What is inside quotes and what is not, by the same rules as the parser: a quote opens only at the start of a field;
 * two quotes stand for one; a quote closes only when (after blanks) a delimiter, a line break or the end follows, and
 * is an ordinary character otherwise. Every text handed over begins at the start of a record, so no state is carried
 * from one call to the next. Linear; jumps from quote to quote inside quotes.
 */
const QUOTE = 34;
const LF = 10;
const CR = 13;

/** Calls `onBreak` for each line break outside quotes. Answers where the quote opened that the text ends in, or -1. */
export function walkLineBreaks(
  text: string,
  delimiter: Delimiter,
  onBreak: (start: number, end: number) => void
): number {
  const delimiterCode = delimiter.charCodeAt(0);
  let isFieldStart = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE && isFieldStart) {
      const end = endOfQuotes(text, at, delimiterCode);
      if (end === -1) return at;
      at = end - 1;
      isFieldStart = false;
    } else if (code === LF || code === CR) {
      const start = at;
      if (code === CR && text.charCodeAt(at + 1) === LF) at++;
      onBreak(start, at + 1);
      isFieldStart = true;
    } else {
      isFieldStart = code === delimiterCode;
    }
  }
  return -1;
}

/** The text with every CR and CRLF outside quotes turned into LF. Text inside quotes is never altered. */
export function unifyLineBreaks(text: string, delimiter: Delimiter): string {
  const parts: string[] = [];
  let copied = 0;
  walkLineBreaks(text, delimiter, (start, end) => {
    if (text.charCodeAt(start) === LF) return;
    parts.push(text.slice(copied, start), '\n');
    copied = end;
  });
  parts.push(text.slice(copied));
  return parts.join('');
}

/** Position behind the closing quote of the cell whose opening quote stands at `open`; -1 when it is not closed. */
function endOfQuotes(text: string, open: number, delimiterCode: number): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1) {
    if (text.charCodeAt(at + 1) === QUOTE) {
      at = text.indexOf('"', at + 2);
      continue;
    }
    if (isFieldEnd(text, at + 1, delimiterCode)) return at + 1;
    at = text.indexOf('"', at + 1);
  }
  return -1;
}

function isFieldEnd(text: string, from: number, delimiterCode: number): boolean {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === delimiterCode || code === LF || code === CR) return true;
    if (text[at].trim() !== '') return false;
  }
  return true;
}
