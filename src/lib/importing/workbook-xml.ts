import { Parser } from 'saxen';
import { ImportFailure } from './import-failure';

/** What a reader of one part of a workbook is told. Names come without their prefix. */
export interface XmlReader {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Attributes of an element, worked out when first asked for. */
export type Attributes = (name: string) => string | undefined;

/**
 * Reads XML part by part and tells the reader of it. Nothing outside the document is ever looked at: entities are the five
 * of XML itself, and a document that declares its own is refused. Resting between parts, it can be left at any time.
 */
export async function* readXml(
  parts: AsyncIterable<Uint8Array>,
  reader: XmlReader
): AsyncGenerator<number, void, undefined> {
  const parser = parserFor(reader);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const part of parts) {
    text += decoded(decoder, part);
    // The parser takes a > in a value for the end of an element whose value is cut: it is never given a part of one.
    const cut = text.lastIndexOf('<');
    write(parser, text.slice(0, Math.max(0, cut)));
    text = text.slice(Math.max(0, cut));
    yield part.length;
  }
  write(parser, text + decoded(decoder));
  try {
    parser.end();
  } catch (cause) {
    throw malformed(cause);
  }
}

/** Reads a part that is small, or that is needed whole. */
export async function readWholeXml(parts: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  const reading = readXml(parts, reader);
  while (!(await reading.next()).done);
}

function parserFor(reader: XmlReader): Parser {
  const parser = new Parser();
  parser.on('openTag', (name, getAttributes, decode) => {
    reader.open(withoutPrefix(name), (attribute) => valueOf(getAttributes(), attribute, decode));
  });
  if (reader.close) parser.on('closeTag', (name) => reader.close?.(withoutPrefix(name)));
  if (reader.text) {
    parser.on('text', (text, decode) => reader.text?.(text.includes('&') ? decode(text) : text));
    parser.on('cdata', (text) => reader.text?.(text));
  }
  parser.on('attention', () => {
    throw new ImportFailure({ kind: 'file-malformed', cause: 'It declares XML entities, which no spreadsheet does.' });
  });
  parser.on('error', (cause) => {
    throw malformed(cause);
  });
  return parser;
}

function write(parser: Parser, text: string): void {
  try {
    parser.write(text);
  } catch (cause) {
    throw malformed(cause);
  }
}

function decoded(decoder: TextDecoder, part?: Uint8Array): string {
  try {
    return part ? decoder.decode(part, { stream: true }) : decoder.decode();
  } catch {
    throw new ImportFailure({ kind: 'file-malformed', cause: 'A part of the workbook is not text.' });
  }
}

function malformed(cause: unknown): ImportFailure {
  if (cause instanceof ImportFailure) return cause;
  return new ImportFailure({ kind: 'file-malformed', cause: 'A part of the workbook is not XML as it should be.' });
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** `id` finds `r:id` too, whatever the prefix: it stands for a namespace, and files differ in it. */
function valueOf(attributes: Record<string, string>, name: string, decode: (text: string) => string) {
  if (Object.hasOwn(attributes, name)) return decode(attributes[name]);
  const found = Object.keys(attributes).find((key) => key.endsWith(`:${name}`) && !key.startsWith('xmlns:'));
  return found === undefined ? undefined : decode(attributes[found]);
}
