import { MAX_CELL_CHARS } from './record-reader';
import type { EntryIssue } from './entry-table';
import { ldifValue } from './ldif-value';

/** An entry of a directory. Attribute names are compared without case; the first spelling is kept. */
export interface LdifEntry {
  /** Line of the file that its name stands in, from 1. */
  readonly number: number;
  readonly dn: string;
  readonly attributes: ReadonlyMap<string, LdifAttribute>;
}

export interface LdifAttribute {
  readonly name: string;
  readonly values: string[];
}

/** Records that ldapsearch writes about the search itself. */
const NOT_ENTRIES = new Set(['version', 'search', 'result', 'control', 'pagedresults', 'matcheddn', 'ref', 'text']);

/**
 * LDIF (RFC 2849) in arbitrary parts to entries. An entry that cannot be read is reported and left out: bad base64, a
 * value that stands in another file (never fetched), a line without a colon. So is a change that is no addition.
 *
 * Cost: linear. Keeps the unfinished line and entry between parts.
 */
export class LdifReader {
  readonly entries: LdifEntry[] = [];
  readonly issues: EntryIssue[] = [];
  #rest = '';
  #line = '';
  #isOpen = false;
  #lineNumber = 0;
  #lineStart = 0;
  #isOverlong = false;
  #dn: string | undefined;
  #number = 0;
  #attributes = new Map<string, LdifAttribute>();
  #problem: Omit<EntryIssue, 'number'> | undefined;
  #isSkipped = false;

  push(text: string): void {
    let start = 0;
    const all = this.#rest + text;
    for (let end = all.indexOf('\n'); end !== -1; end = all.indexOf('\n', start)) {
      this.#physical(all.slice(start, all[end - 1] === '\r' ? end - 1 : end));
      start = end + 1;
    }
    this.#rest = all.slice(start);
  }

  finish(): void {
    if (this.#rest !== '') this.#physical(this.#rest.replace(/\r$/, ''));
    this.#rest = '';
    this.#closeLine();
    this.#closeEntry();
  }

  #physical(line: string): void {
    this.#lineNumber++;
    if (line.startsWith(' ') && this.#isOpen) {
      // Exactly one space is the sign of continuation; a second one belongs to the value.
      if (this.#line.length > MAX_CELL_CHARS) this.#isOverlong = true;
      else this.#line += line.slice(1);
      return;
    }
    this.#closeLine();
    if (line === '') return this.#closeEntry();
    this.#line = line;
    this.#isOpen = true;
    this.#lineStart = this.#lineNumber;
  }

  #closeLine(): void {
    if (!this.#isOpen) return;
    const line = this.#line;
    const isOverlong = this.#isOverlong || line.length > MAX_CELL_CHARS;
    this.#isOpen = false;
    this.#isOverlong = false;
    this.#line = '';
    if (line.startsWith('#') || this.#isSkipped) return;
    const colon = line.indexOf(':');
    const name = colon === -1 ? '' : line.slice(0, colon).trim();
    if (isOverlong) this.#dropOverlong(line, colon);
    else if (this.#dn === undefined) this.#begin(line, name, colon);
    else if (name === '') this.#report(line);
    else this.#take(line, name, colon);
  }

  /** Pictures and certificates may be as large as they like: they are not taken over. */
  #dropOverlong(line: string, colon: number): void {
    if (line[colon + 1] !== ':') this.#problem ??= { kind: 'oversized-cell', excerpt: line.slice(0, 120) };
  }

  #begin(line: string, name: string, colon: number): void {
    const key = name.toLowerCase();
    this.#number = this.#lineStart;
    if (key === 'dn') {
      this.#dn = ldifValue(line, colon) ?? '';
      if (this.#dn === '' && line.slice(colon + 1).trim() !== '') this.#report(line);
      return;
    }
    // A version stands before the first entry, with or without an empty line between.
    if (key === 'version') return;
    this.#isSkipped = true;
    if (!NOT_ENTRIES.has(key)) this.#report(line);
  }

  #take(line: string, name: string, colon: number): void {
    const key = name.toLowerCase();
    if (key === 'control') return;
    // The empty line between two entries is missing.
    if (key === 'dn') return this.#report(line);
    const value = ldifValue(line, colon, key);
    if (value === undefined) return this.#report(line);
    if (value === '') return;
    if (key === 'changetype') {
      // What is changed need not stand in this file, and rows are whole: nothing is guessed from a part of one.
      if (value.toLowerCase() !== 'add') {
        this.#problem ??= { kind: 'change-not-applied', excerpt: `${value}: ${this.#dn ?? ''}` };
      }
      return;
    }
    const known = this.#attributes.get(key);
    if (known) known.values.push(value);
    else this.#attributes.set(key, { name, values: [value] });
  }

  /** The first problem of an entry is told. */
  #report(line: string): void {
    this.#problem ??= { kind: 'unreadable-entry', excerpt: line };
  }

  #closeEntry(): void {
    const dn = this.#dn;
    if (this.#problem) this.issues.push({ ...this.#problem, number: this.#number });
    else if (dn !== undefined) this.entries.push({ number: this.#number, dn, attributes: this.#attributes });
    this.#dn = undefined;
    this.#problem = undefined;
    this.#isSkipped = false;
    this.#attributes = new Map();
  }
}
