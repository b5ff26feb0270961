import type { ValueBook } from '../text/value-book';

const LEAST_LETTERS = 4;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const LETTER_A = 0x61;

/** Of digits: none in one of them, the same ones in both, or others. */
export const SAME_DIGITS = 2;
export const DIGITS_IN_ONE = 1;
export const OTHER_DIGITS = 0;

/**
 * What is left of a handle without what divides it, and its digits apart: anna.schmidt2 is annaschmidt and 2. Hashes, by
 * number of the handle, worked out when they are first asked for.
 */
export class HandleCores {
  readonly #handles: ValueBook;
  /** 0: not known yet. 1: too short to say anything. */
  #letters = new Uint32Array(0);
  #digits = new Uint32Array(0);

  constructor(handles: ValueBook) {
    this.#handles = handles;
  }

  isSame(one: number, other: number): boolean {
    const letters = this.#lettersOf(one);
    return letters > 1 && letters === this.#lettersOf(other);
  }

  /** Of two that are the same. */
  digits(one: number, other: number): number {
    this.#lettersOf(one);
    this.#lettersOf(other);
    const first = this.#digits[one];
    const second = this.#digits[other];
    if (first === second) return SAME_DIGITS;
    return first === 0 || second === 0 ? DIGITS_IN_ONE : OTHER_DIGITS;
  }

  #lettersOf(handle: number): number {
    if (handle >= this.#letters.length) this.#grow();
    return this.#letters[handle] || this.#read(handle);
  }

  #read(handle: number): number {
    const { bytes } = this.#handles;
    const end = this.#handles.end(handle);
    let letters = 0x811c9dc5;
    let digits = 0;
    let count = 0;
    for (let at = this.#handles.start(handle); at < end; at++) {
      const byte = bytes[at];
      if (byte >= LETTER_A) {
        letters = Math.imul(letters ^ byte, 0x01000193);
        count++;
      } else if (byte >= DIGIT_0 && byte <= DIGIT_9) digits = Math.imul(digits ^ (byte + 1), 0x01000193) | 1;
    }
    this.#digits[handle] = digits;
    const hash = (letters ^ count) >>> 0;
    return (this.#letters[handle] = count < LEAST_LETTERS ? 1 : Math.max(2, hash));
  }

  #grow(): void {
    const grown = (numbers: Uint32Array) => {
      const larger = new Uint32Array(Math.max(1024, this.#handles.size + (this.#handles.size >> 2)));
      larger.set(numbers);
      return larger;
    };
    this.#letters = grown(this.#letters);
    this.#digits = grown(this.#digits);
  }
}
