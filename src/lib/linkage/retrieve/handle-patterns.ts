import type { EncodedPeople } from '../encoded-people';
import type { Ragged } from '../ragged';
import { ByteText } from '../text/byte-text';
import type { NameBook } from '../text/name-book';
import { NO_STEM, stemKey } from './rare-keys';

/** Tokens [from, to) of one side of a name, or the first letter of the first one. */
interface PatternPart {
  readonly names: Ragged;
  readonly from: number;
  readonly to: number;
  readonly isInitial: boolean;
}

/**
 * Keys of the handles that are usual for a name: annaschmidt, aschmidt, annas, and turned round, each with all the family
 * names and with one of them. They find users by the handle where their own name is spelled in another way. About 1 µs.
 */
export class HandlePatterns {
  readonly #names: NameBook;
  readonly #folded = new ByteText();

  constructor(names: NameBook) {
    this.#names = names;
  }

  tell({ given, family }: EncodedPeople, account: number, found: (key: number) => void): void {
    const givenFrom = given.offsets[account];
    const familyFrom = family.offsets[account];
    const familyTo = family.offsets[account + 1];
    if (givenFrom === given.offsets[account + 1] || familyFrom === familyTo) return;
    const first = { names: given, from: givenFrom, to: givenFrom + 1, isInitial: false };
    this.#tellBoth(first, { names: family, from: familyFrom, to: familyTo, isInitial: false }, found);
    if (familyTo - familyFrom < 2) return;
    this.#tellBoth(first, { names: family, from: familyFrom, to: familyFrom + 1, isInitial: false }, found);
    this.#tellBoth(first, { names: family, from: familyTo - 1, to: familyTo, isInitial: false }, found);
  }

  #tellBoth(given: PatternPart, family: PatternPart, found: (key: number) => void): void {
    const initial = { ...given, isInitial: true };
    this.#tellPair(given, family, found);
    this.#tellPair(family, given, found);
    this.#tellPair(initial, family, found);
    this.#tellPair(family, initial, found);
    this.#tellPair(given, { ...family, isInitial: true }, found);
  }

  #tellPair(first: PatternPart, second: PatternPart, found: (key: number) => void): void {
    this.#folded.clear();
    if (!this.#put(first) || !this.#put(second)) return;
    const key = stemKey(this.#folded.bytes, 0, this.#folded.length);
    if (key !== NO_STEM) found(key);
  }

  /** False for a name that no plain handle spells. */
  #put({ names, from, to, isInitial }: PatternPart): boolean {
    for (let at = from; at < (isInitial ? from + 1 : to); at++) {
      const start = this.#names.start(names.items[at]);
      const end = isInitial ? start + 1 : this.#names.end(names.items[at]);
      for (let unit = start; unit < end; unit++) {
        if (this.#names.units[unit] >= 0x80) return false;
        this.#folded.push(this.#names.units[unit]);
      }
    }
    return true;
  }
}
