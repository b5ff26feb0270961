export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces a range of a text. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/** The text with all edits made. They do not overlap; their order does not matter. */
export function editedText(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inOrder(edits)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Where a range of the edited text stands in the text before; one that touches a replaced part takes all of it. */
export function rangeBefore(edits: readonly TextEdit[], { start, end }: TextRange): TextRange {
  const from = placeBefore(edits, start, 'start');
  return { start: from, end: Math.max(from, placeBefore(edits, end, 'end')) };
}

function placeBefore(edits: readonly TextEdit[], place: number, side: 'start' | 'end'): number {
  let shift = 0;
  for (const edit of inOrder(edits)) {
    const start = edit.start + shift;
    const end = start + edit.text.length;
    const isBehind = side === 'start' ? place < end : place <= start;
    if (isBehind) return side === 'start' && place > start ? edit.start : place - shift;
    if (side === 'end' && place < end) return edit.end;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return place - shift;
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((one, other) => one.start - other.start);
}
