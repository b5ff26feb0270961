import { CellReader } from '../engine/cell-reader';
import type { RecordSet } from '../engine/record-set';
import type { Attribute } from '../model/attribute';
import {
  HANDLE_OF_EXTERNAL_ID,
  HANDLE_OF_MAIL,
  HANDLE_OF_USER_NAME,
  NO_DOMAIN,
  type EncodedPeople,
  type LinkageBooks
} from './encoded-people';
import type { ListSide } from './encode-names';
import { RaggedBuilder } from './ragged';
import { ByteText, textOf } from './text/byte-text';
import { foldName } from './text/fold-name';
import { splitAddress } from './text/split-address';

export type EncodedHandles = Pick<EncodedPeople, 'handles' | 'handleKinds' | 'handleDomains' | 'mailDomains'>;

const SLICE_ROWS = 2048;
const AT = 0x40;
const BETWEEN_ADDRESSES = /[\s,;|]+/;
const LETTERS = /[\p{L}\p{N}\p{M}]+/gu;
/** An external id that people chose as a name, not one that a machine made. */
const LIKE_A_HANDLE = /^(?=(?:[^a-z]*[a-z]){3})(?![0-9a-f-]{16,}$)[a-z][a-z._-]*\d{0,4}$/i;
const FIRST_KINDS = 1024;

const SOURCES: readonly { readonly attribute: Attribute; readonly kind: number }[] = [
  { attribute: 'userName', kind: HANDLE_OF_USER_NAME },
  { attribute: 'email', kind: HANDLE_OF_MAIL },
  { attribute: 'otherEmail', kind: HANDLE_OF_MAIL },
  { attribute: 'externalId', kind: HANDLE_OF_EXTERNAL_ID }
];

/** Handles and domains by row; users are counted. 0.3 µs per plain address. */
export function* encodeHandles(
  records: RecordSet,
  books: LinkageBooks,
  side: ListSide
): Generator<void, EncodedHandles> {
  const columns = SOURCES.map(({ attribute, kind }) => ({ cells: new CellReader(records, attribute), kind }));
  const encoder = new HandleEncoder(records.rowCount, books);
  for (let row = 0; row < records.rowCount; row++) {
    if (row % SLICE_ROWS === 0) yield;
    for (const { cells, kind } of columns) encoder.readCell(cells.at(row), kind);
    encoder.endRow(side === 'users');
  }
  return encoder.take();
}

class HandleEncoder {
  readonly #books: LinkageBooks;
  readonly #handles: RaggedBuilder;
  readonly #domains: RaggedBuilder;
  #kinds = new Uint8Array(FIRST_KINDS);
  #handleDomains = new Uint32Array(FIRST_KINDS);
  #count = 0;
  #rowStart = 0;
  readonly #fold = new ByteText();

  constructor(rowCount: number, books: LinkageBooks) {
    this.#books = books;
    this.#handles = new RaggedBuilder(rowCount);
    this.#domains = new RaggedBuilder(rowCount);
  }

  readCell({ bytes, start, end }: CellReader, kind: number): void {
    if (start === end) return;
    if (kind !== HANDLE_OF_EXTERNAL_ID && this.#readPlain(bytes, start, end, kind)) return;
    const text = textOf(bytes, start, end);
    if (kind === HANDLE_OF_EXTERNAL_ID && !LIKE_A_HANDLE.test(text.trim())) return;
    const parts = kind === HANDLE_OF_MAIL ? text.split(BETWEEN_ADDRESSES) : [text];
    for (const part of parts) this.#readText(part, kind);
  }

  endRow(isCounted: boolean): void {
    if (isCounted) {
      this.#handles.eachOfRow((handle) => this.#books.handles.count(handle));
      this.#domains.eachOfRow((domain) => this.#books.domains.count(domain));
    }
    this.#handles.endRow();
    this.#domains.endRow();
    this.#rowStart = this.#count;
  }

  take(): EncodedHandles {
    return {
      handles: this.#handles.take(),
      handleKinds: this.#kinds.slice(0, this.#count),
      handleDomains: this.#handleDomains.slice(0, this.#count),
      mailDomains: this.#domains.take()
    };
  }

  /** From bytes, where nothing in the cell needs a closer look. */
  #readPlain(bytes: Uint8Array, start: number, end: number, kind: number): boolean {
    let at = -1;
    for (let i = start; i < end; i++) {
      if (bytes[i] === AT && at < 0) at = i;
      else if (PLAIN[bytes[i]] === 0) return false;
    }
    const handle = this.#lower(bytes, start, at < 0 ? end : at);
    if (handle.length === 0) return true;
    const id = this.#books.handles.addBytes(handle.bytes, 0, handle.length);
    let domain = NO_DOMAIN;
    if (at >= 0 && at + 1 < end) {
      const { length } = this.#lower(bytes, at + 1, end);
      domain = this.#books.domains.addBytes(this.#fold.bytes, 0, length);
    }
    this.#add(id, kind, domain);
    return true;
  }

  #lower(bytes: Uint8Array, from: number, to: number): ByteText {
    const fold = this.#fold.clear();
    for (let at = from; at < to; at++) fold.push(PLAIN[bytes[at]]);
    return fold;
  }

  #readText(text: string, kind: number): void {
    const { handle, domain } = splitAddress(text);
    const folded = foldHandle(handle, this.#books.latin);
    if (folded === '') return;
    const domainId = domain === '' ? NO_DOMAIN : this.#books.domains.add(domain.toLowerCase());
    this.#add(this.#books.handles.add(folded), kind, domainId);
  }

  #add(handle: number, kind: number, domain: number): void {
    if (domain !== NO_DOMAIN && !this.#domains.has(domain)) this.#domains.push(domain);
    for (let i = this.#rowStart; i < this.#count; i++) {
      if (this.#handles.at(i) === handle && this.#kinds[i] === kind && this.#handleDomains[i] === domain) return;
    }
    if (this.#count === this.#kinds.length) this.#grow();
    this.#handles.push(handle);
    this.#kinds[this.#count] = kind;
    this.#handleDomains[this.#count++] = domain;
  }

  #grow(): void {
    const kinds = new Uint8Array(this.#kinds.length * 2);
    kinds.set(this.#kinds);
    this.#kinds = kinds;
    const domains = new Uint32Array(this.#handleDomains.length * 2);
    domains.set(this.#handleDomains);
    this.#handleDomains = domains;
  }
}

/** Small letters, accents off; what stands between letters stays. */
export function foldHandle(handle: string, latin: LinkageBooks['latin']): string {
  return handle.trim().replace(LETTERS, (word) => foldName(word, latin).replaceAll(' ', ''));
}

/** What a byte is folded to where it may stand in a plain handle or domain; 0 where the cell needs a closer look. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => {
  const sign = String.fromCharCode(byte).toLowerCase();
  return /[a-z0-9._-]/.test(sign) && byte < 128 ? sign.charCodeAt(0) : 0;
});
