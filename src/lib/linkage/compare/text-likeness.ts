import { jaroWinkler } from '../text/jaro-winkler';
import type { ValueBook } from '../text/value-book';

const SPACE = 0x20;
const LONGEST = 128;
/** Words of fewer letters say nothing when they are all there is in common: of, st, 1. */
const SHORTEST_COMMON = 4;

/** How alike two texts of a book are. Texts are words with one space between them. */
export class TextLikeness {
  readonly #book: ValueBook;
  readonly #units = new Uint16Array(LONGEST * 2);
  readonly #starts = new Uint32Array(3);

  constructor(book: ValueBook) {
    this.#book = book;
  }

  /** Jaro-Winkler of the letters, however they are divided into words. */
  letters(one: number, other: number): number {
    const middle = this.#put(one, 0);
    this.#starts[1] = middle;
    this.#starts[2] = this.#put(other, middle);
    return jaroWinkler(this.#units, this.#starts, 0, 1);
  }

  /** Whether at least half the words of the longer one, or all of the shorter one, are in both. */
  haveWordsInCommon(one: number, other: number): boolean {
    let common = 0;
    let letters = 0;
    let ofOne = 0;
    this.#eachWord(one, (from, to) => {
      ofOne++;
      if (!this.#hasWord(other, from, to)) return;
      common++;
      letters += to - from;
    });
    let ofOther = 0;
    this.#eachWord(other, () => void ofOther++);
    if (letters < SHORTEST_COMMON) return false;
    return common * 2 >= Math.max(ofOne, ofOther) || common >= Math.min(ofOne, ofOther);
  }

  #put(id: number, at: number): number {
    const { bytes } = this.#book;
    const end = Math.min(this.#book.end(id), this.#book.start(id) + LONGEST);
    let to = at;
    for (let from = this.#book.start(id); from < end; from++)
      if (bytes[from] !== SPACE) this.#units[to++] = bytes[from];
    return to;
  }

  #eachWord(id: number, tell: (from: number, to: number) => void): void {
    const { bytes } = this.#book;
    const end = this.#book.end(id);
    let from = this.#book.start(id);
    for (let at = from; at <= end; at++) {
      if (at < end && bytes[at] !== SPACE) continue;
      if (at > from) tell(from, at);
      from = at + 1;
    }
  }

  #hasWord(id: number, wordFrom: number, wordTo: number): boolean {
    const { bytes } = this.#book;
    let isFound = false;
    this.#eachWord(id, (from, to) => {
      if (isFound || to - from !== wordTo - wordFrom) return;
      let at = 0;
      while (from + at < to && bytes[from + at] === bytes[wordFrom + at]) at++;
      isFound = from + at === to;
    });
    return isFound;
  }
}
