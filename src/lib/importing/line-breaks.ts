import type { Delimiter, LineBreak } from '../model/import-recipe';
import { unifyLineBreaks, walkLineBreaks } from './quoted-text';

/**
 * [Note: line breaks] LF, CRLF and CR all end a record when they stand outside quotes, whatever the head of the file
 * looked like. The parser knows only one kind at a time, so each block is told, by counting, which kind is enough for it:
 *
 *   no CR at all                        LF    a memchr, so nearly free
 *   every CR and LF is half of a CRLF   CRLF  right also inside quotes, because no other kind exists
 *   no LF at all                        CR
 *   anything else                       LF    after turning the others into LF, outside quotes only
 *
 * The last case is also a CRLF file with bare LF in quoted cells; it costs one more pass over such blocks. A block
 * never ends between CR and LF (see RecordReader), and begins at the start of a record.
 */
export interface UnifiedBlock {
  readonly text: string;
  readonly newline: '\n' | '\r\n' | '\r';
}

export function unifyBlock(text: string, delimiter: Delimiter): UnifiedBlock {
  if (!text.includes('\r')) return { text, newline: '\n' };
  const kind = uniformKind(text);
  if (kind !== 'mixed') return { text, newline: kind };
  if (!text.includes('"')) return { text: text.replace(/\r\n?/g, '\n'), newline: '\n' };
  return { text: unifyLineBreaks(text, delimiter), newline: '\n' };
}

/** What the preview shows: the kinds that stand outside quotes. Reading does not depend on it. */
export function detectLineBreak(head: string, delimiter: Delimiter): LineBreak {
  const text = head.endsWith('\r') ? head.slice(0, -1) : head;
  const kinds = new Set<LineBreak>();
  walkLineBreaks(text, delimiter, (start, end) => kinds.add(text.slice(start, end) as LineBreak));
  const [first = '\n', ...others] = kinds;
  return others.length > 0 ? 'mixed' : first;
}

function uniformKind(text: string): LineBreak {
  let lf = 0;
  let cr = 0;
  let crlf = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lf++;
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    cr++;
    if (text.charCodeAt(at + 1) === 10) crlf++;
  }
  if (lf === crlf && cr === crlf) return '\r\n';
  return lf === 0 ? '\r' : 'mixed';
}
