import { DIFFERENT, MISSING } from '../comparison';
import type { NameBook } from '../text/name-book';
import { INITIAL_KIN, NO_KIN, SAME_KIN, SPELLING_KIN } from '../text/token-kinship';
import { levelOfKin, NAME_FOLDED, NAME_NEAR, ONE_OF_SEVERAL, type TokenAgreement } from './name-agreement';
import { isSameJoined, type NamePart } from './name-part';

/**
 * How the given names of an account agree with those of a user, or the family names: whichever way they are ordered, with
 * some of them left out on one side, written together or apart. Both sides saying something of their own beside what they
 * have in common is less than one leaving it out.
 */
export class PartAgreement {
  readonly #names: NameBook;
  readonly #tokens: TokenAgreement;
  /** Bits of the tokens that have a partner, and how near the one found last is. */
  #used = 0;
  #kin = NO_KIN;
  /** Of the parts compared last. */
  share = 0;

  constructor(names: NameBook, tokens: TokenAgreement) {
    this.#names = names;
    this.#tokens = tokens;
  }

  level(account: NamePart, user: NamePart, isGiven: boolean): number {
    this.share = 0;
    if (account.count === 0 || user.count === 0) return MISSING;
    const level =
      account.count === 1 && user.count === 1
        ? this.#ofTwo(account.tokens[0], user.tokens[0], isGiven)
        : this.#ofSeveral(account, user, isGiven);
    if (level >= ONE_OF_SEVERAL || !isSameJoined(this.#names, account, user)) return level;
    this.share = this.#tokens.share(SAME_KIN, account.tokens[0], user.tokens[0], isGiven);
    return NAME_FOLDED;
  }

  #ofTwo(account: number, user: number, isGiven: boolean): number {
    const kin = this.#tokens.kin(account, user, isGiven);
    if (kin === NO_KIN) return DIFFERENT;
    this.share = this.#tokens.share(kin, account, user, isGiven);
    return levelOfKin(kin);
  }

  #ofSeveral(account: NamePart, user: NamePart, isGiven: boolean): number {
    const isUserShort = user.count < account.count;
    const short = isUserShort ? user : account;
    const long = isUserShort ? account : user;
    this.#used = 0;
    let matched = 0;
    let weakest = SAME_KIN + 1;
    let isFirstAgreed = false;
    for (let at = 0; at < short.count; at++) {
      const found = this.#findPartner(short.tokens[at], long, isGiven);
      if (found < 0) continue;
      const share = isUserShort
        ? this.#tokens.share(this.#kin, long.tokens[found], short.tokens[at], isGiven)
        : this.#tokens.share(this.#kin, short.tokens[at], long.tokens[found], isGiven);
      this.share = matched === 0 ? share : Math.min(this.share, share);
      matched++;
      isFirstAgreed ||= at === 0 && found === 0;
      // An initial that fits says little beside a whole name.
      if (this.#kin !== INITIAL_KIN) weakest = Math.min(weakest, this.#kin);
    }
    if (matched === 0) return DIFFERENT;
    if (weakest > SAME_KIN) weakest = INITIAL_KIN;
    if (matched < short.count) return bothWithMore(weakest, isGiven && isFirstAgreed);
    return this.#isShortened(weakest, long) ? ONE_OF_SEVERAL : levelOfKin(weakest);
  }

  #isShortened(weakest: number, long: NamePart): boolean {
    return weakest >= SPELLING_KIN && this.#hasMore(long, this.#used);
  }

  /** Where the nearest token that nobody has taken stands; -1 where none is of kin. */
  #findPartner(token: number, long: NamePart, isGiven: boolean): number {
    this.#kin = NO_KIN;
    let found = -1;
    for (let at = 0; at < long.count; at++) {
      if ((this.#used >>> at) & 1) continue;
      const kin = this.#tokens.kin(token, long.tokens[at], isGiven);
      if (kin <= this.#kin) continue;
      this.#kin = kin;
      found = at;
    }
    if (found >= 0) this.#used |= 1 << found;
    return found;
  }

  /** Names that the other side leaves out; initials do not count. */
  #hasMore(long: NamePart, used: number): boolean {
    for (let at = 0; at < long.count; at++)
      if (((used >>> at) & 1) === 0 && !this.#names.isInitial(long.tokens[at])) return true;
    return false;
  }
}

function bothWithMore(weakest: number, isFirstGiven: boolean): number {
  if (weakest < SPELLING_KIN) return DIFFERENT;
  return isFirstGiven ? ONE_OF_SEVERAL : NAME_NEAR;
}
