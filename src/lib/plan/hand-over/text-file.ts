import type { FilePiece } from '../plan-file';
import { PieceBuffer } from './piece-buffer';

/** Text of a file, and how many operations stand in it. */
export interface TextPart {
  readonly text: string;
  readonly rows: number;
}

/** One file in UTF-8, from its parts. No parts, no file. */
export function* textFile(path: string, parts: Iterable<TextPart>): Generator<FilePiece, void> {
  const buffer = new PieceBuffer();
  for (const { text, rows } of parts) {
    buffer.addText(text);
    buffer.countRows(rows);
    if (buffer.isFull) yield buffer.take(path);
  }
  if (!buffer.isEmpty) yield buffer.take(path);
}
