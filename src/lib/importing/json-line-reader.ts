import { isObject, type JsonObject } from '../model/json';
import { excerptOf, membersOf } from './scim-documents';
import type { Utf8Block } from './utf8-blocks';

/** Longer lines are left out, so that memory stays bounded whatever comes. */
export const MAX_LINE_BYTES = 16 * 2 ** 20;
/** Objects and lists within one another. */
export const MAX_LEVELS = 64;
const SHOWN_BYTES = 480;

const LF = 10;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

export interface LineTaker {
  /** A user or a group, and the line it stands in, from 1. */
  resource(value: JsonObject, number: number): void;
  unreadable(number: number, excerpt: string): void;
}

/**
 * Blocks of bytes to the resources of their lines. Blank lines are nothing; a line that is no object, that is too long or
 * too deep is told and passed over.
 *
 *     bytes  ──▶ whole lines as one text ──▶ line by line: enough opens in it to be too deep? ──▶ parsed
 *
 * Cost: measured, 8 ns per byte, nearly all of it in the parser; 1.5 ns per byte of lines that are passed over unread.
 */
export class JsonLineReader {
  readonly #taker: LineTaker;
  readonly #isWanted: (text: string) => boolean;
  /** Of the line that is to come. */
  #number = 1;
  /** Within a line that is too long. */
  #isSkipping = false;

  /** `isWanted` is asked of several lines at once and of one: those that are not are passed over unread. */
  constructor(taker: LineTaker, isWanted: (text: string) => boolean = () => true) {
    this.#taker = taker;
    this.#isWanted = isWanted;
  }

  /** Reads the block's lines and moves its start to the one that is still unfinished. */
  read(block: Utf8Block): void {
    if (this.#isSkipping) this.#skip(block);
    if (this.#isSkipping) return;
    const end = block.isLast ? block.end : lastLineEnd(block);
    const text = decoder.decode(block.bytes.subarray(block.start, end));
    if (this.#isWanted(text)) this.#readLines(text);
    else this.#number += countLines(text);
    block.start = end;
    if (block.end - end > MAX_LINE_BYTES) this.#beginSkipping(block);
  }

  #readLines(text: string): void {
    const openings = new Openings(text);
    for (let from = 0; from < text.length;) {
      const lf = text.indexOf('\n', from);
      const to = lf === -1 ? text.length : lf;
      const line = text.slice(from, to);
      from = to + 1;
      const isSuspect = openings.upTo(to) > MAX_LEVELS;
      const number = this.#number++;
      if (!this.#isWanted(line)) continue;
      if ((isSuspect && isTooDeep(line)) || isTooLong(line)) this.#taker.unreadable(number, line);
      else this.#readLine(line, number);
    }
  }

  #readLine(line: string, number: number): void {
    const value = parsed(line);
    if (!isObject(value)) {
      if (line.trim() !== '') this.#taker.unreadable(number, line);
      return;
    }
    for (const item of membersOf(value)) {
      if (isObject(item)) this.#taker.resource(item, number);
      else this.#taker.unreadable(number, excerptOf(item));
    }
  }

  #beginSkipping(block: Utf8Block): void {
    const shown = decoder.decode(block.bytes.subarray(block.start, block.start + SHOWN_BYTES));
    this.#taker.unreadable(this.#number++, shown);
    this.#isSkipping = true;
    block.start = block.end;
  }

  #skip(block: Utf8Block): void {
    const lf = block.bytes.subarray(block.start, block.end).indexOf(LF);
    this.#isSkipping = lf === -1 && !block.isLast;
    block.start = lf === -1 ? block.end : block.start + lf + 1;
  }
}

/** Counts what opens in a text, objects and lists, from one place to the next. Each step is a search of the engine's. */
class Openings {
  readonly #text: string;
  #object: number;
  #list: number;

  constructor(text: string) {
    this.#text = text;
    this.#object = text.indexOf('{');
    this.#list = text.indexOf('[');
  }

  upTo(end: number): number {
    let count = 0;
    for (; this.#object !== -1 && this.#object < end; count++) this.#object = this.#text.indexOf('{', this.#object + 1);
    for (; this.#list !== -1 && this.#list < end; count++) this.#list = this.#text.indexOf('[', this.#list + 1);
    return count;
  }
}

/** Behind the last line that is whole. */
function lastLineEnd({ bytes, start, end }: Utf8Block): number {
  return start + bytes.subarray(start, end).lastIndexOf(LF) + 1;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** By its bytes, of which a character has at most three to a unit. */
function isTooLong(line: string): boolean {
  return line.length * 3 > MAX_LINE_BYTES && encoder.encode(line).length > MAX_LINE_BYTES;
}

/** Whether more stands within one another than is read, told without parsing it. */
function isTooDeep(line: string): boolean {
  let levels = 0;
  let isText = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (isText && sign === '\\') at++;
    else if (sign === '"') isText = !isText;
    else if (isText) continue;
    else if (sign === '{' || sign === '[') levels++;
    else if (sign === '}' || sign === ']') levels--;
    if (levels > MAX_LEVELS) return true;
  }
  return false;
}

function parsed(line: string): unknown {
  // Blank lines may be many, and throwing is slow.
  if (line.length < 2) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
