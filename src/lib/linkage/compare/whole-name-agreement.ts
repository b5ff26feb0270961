import { DIFFERENT, MISSING } from '../comparison';
import { INITIAL_KIN, NO_KIN, SAME_KIN, SPELLING_KIN } from '../text/token-kinship';
import { levelOfKin, NAME_FOLDED, ONE_OF_SEVERAL, type TokenAgreement } from './name-agreement';
import type { NamePart } from './name-part';

const MOST_TOKENS = 24;
const UNUSED = 0xff;
/** Same ones first, so that what is only near takes no other's place. */
const ROUNDS = Uint8Array.of(SAME_KIN, SPELLING_KIN, INITIAL_KIN);

/**
 * For lists that have full names only, in whatever order: every given and family name of the side that knows which is which
 * looks for its like among all names of the other side. A side that has no name left says nothing about the rest.
 * Where neither knows, the user's order is believed: accounts and users exchanged may agree otherwise.
 */
export class WholeNameAgreement {
  readonly #tokens: TokenAgreement;
  readonly #kins = new Uint8Array(2 * MOST_TOKENS);
  readonly #partners = new Uint8Array(2 * MOST_TOKENS);
  #used = 0;
  given = 0;
  family = 0;
  givenShare = 0;
  familyShare = 0;

  constructor(tokens: TokenAgreement) {
    this.#tokens = tokens;
  }

  /** `isUser`: given and family are a user's, and whole is an account's. */
  compare(given: NamePart, family: NamePart, whole: NamePart, isUser: boolean): void {
    this.#kins.fill(NO_KIN, 0, given.count + family.count);
    this.#partners.fill(UNUSED, 0, given.count + family.count);
    this.#used = 0;
    for (let round = 0; round < ROUNDS.length; round++) {
      this.#assign(family, given.count, whole, ROUNDS[round]);
      this.#assign(given, 0, whole, ROUNDS[round]);
    }
    this.given = this.#level(given, 0, whole);
    this.givenShare = this.#share(given, 0, whole, isUser);
    this.family = this.#level(family, given.count, whole);
    this.familyShare = this.#share(family, given.count, whole, isUser);
    // One name that fits nothing: it is counted once.
    if (whole.count === 1 && this.given === DIFFERENT && this.family === DIFFERENT) this.given = MISSING;
  }

  #assign(part: NamePart, first: number, whole: NamePart, least: number): void {
    for (let at = 0; at < part.count; at++) {
      if (this.#partners[first + at] !== UNUSED) continue;
      let best = least - 1;
      for (let beside = 0; beside < whole.count; beside++) {
        if ((this.#used >>> beside) & 1) continue;
        const kin = this.#tokens.kin(part.tokens[at], whole.tokens[beside], first === 0);
        if (kin <= best) continue;
        best = kin;
        this.#kins[first + at] = kin;
        this.#partners[first + at] = beside;
      }
      if (best >= least) this.#used |= 1 << this.#partners[first + at];
    }
  }

  #level(part: NamePart, first: number, whole: NamePart): number {
    if (part.count === 0 || whole.count === 0) return MISSING;
    let matched = 0;
    let weakest = SAME_KIN + 1;
    for (let at = first; at < first + part.count; at++) {
      const kin = this.#kins[at];
      if (kin === NO_KIN) continue;
      matched++;
      if (kin !== INITIAL_KIN && kin < weakest) weakest = kin;
    }
    if (matched === 0) return this.#isUsedUp(whole) ? MISSING : DIFFERENT;
    const level = levelOfKin(weakest > SAME_KIN ? INITIAL_KIN : weakest);
    return matched < part.count && level >= NAME_FOLDED ? ONE_OF_SEVERAL : level;
  }

  #isUsedUp(whole: NamePart): boolean {
    return this.#used === 2 ** whole.count - 1;
  }

  #share(part: NamePart, first: number, whole: NamePart, isUser: boolean): number {
    let share = 1;
    for (let at = 0; at < part.count; at++) {
      const kin = this.#kins[first + at];
      if (kin === NO_KIN) continue;
      const own = part.tokens[at];
      const other = whole.tokens[this.#partners[first + at]];
      const found = isUser
        ? this.#tokens.share(kin, other, own, first === 0)
        : this.#tokens.share(kin, own, other, first === 0);
      if (found < share) share = found;
    }
    return share;
  }
}
