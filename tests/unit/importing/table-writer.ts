/** A tiny writer of separated text for tests: the opposite of what is tested, obvious rather than quick. */
export interface WrittenDialect {
  readonly delimiter: string;
  readonly lineBreak: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly hasMark: boolean;
}

export function writeTable(
  table: readonly (readonly string[])[],
  delimiter: string,
  lineBreak: string | (() => string)
): string {
  const next = typeof lineBreak === 'string' ? () => lineBreak : lineBreak;
  return table.map((row) => row.map((cell) => quoted(cell, delimiter)).join(delimiter) + next()).join('');
}

function quoted(cell: string, delimiter: string): string {
  const isPlain = !cell.includes(delimiter) && !/["\r\n]/.test(cell);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

export function encodeText(text: string, { encoding, hasMark }: WrittenDialect): Uint8Array<ArrayBuffer> {
  const marked = hasMark ? '\uFEFF' + text : text;
  if (encoding === 'utf-8') return new TextEncoder().encode(marked);
  if (encoding === 'windows-1252') return Uint8Array.from(text, (character) => character.charCodeAt(0));
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < marked.length; at++) view.setUint16(at * 2, marked.charCodeAt(at), encoding === 'utf-16le');
  return bytes;
}

/** A stream that hands the bytes out in pieces of the given sizes, over and over. */
export function streamOf(
  bytes: Uint8Array<ArrayBuffer>,
  sizes: readonly number[]
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = 0;
  let turn = 0;
  return new ReadableStream({
    pull(controller) {
      if (position >= bytes.length) return controller.close();
      const end = position + sizes[turn++ % sizes.length];
      controller.enqueue(bytes.slice(position, end));
      position = end;
    }
  });
}

export function fileOf(text: string, name = 'list.csv'): File {
  return new File([text], name);
}
