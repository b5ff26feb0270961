import { DIFFERENT, MISSING } from '../comparison';
import type { NameBook } from '../text/name-book';
import { INITIAL_KIN, NO_KIN, SAME_KIN, SOUND_KIN, SPELLING_KIN } from '../text/token-kinship';
import { levelOfKin, NAME_FOLDED, NAME_NEAR, ONE_OF_SEVERAL, type TokenAgreement } from './name-agreement';
import { isSameJoined, type NamePart } from './name-part';

const MOST_TOKENS = 24;
const ROUNDS = Uint8Array.of(SAME_KIN, SPELLING_KIN, SOUND_KIN, INITIAL_KIN);

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
  readonly #kins = new Uint8Array(MOST_TOKENS);
  readonly #partners = new Uint8Array(MOST_TOKENS);
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
    return user.count < account.count
      ? this.#covered(user, account, true, isGiven)
      : this.#covered(account, user, false, isGiven);
  }

  #covered(short: NamePart, long: NamePart, isUserShort: boolean, isGiven: boolean): number {
    this.#pair(short, long, isGiven);
    let matched = 0;
    let weakest = SAME_KIN + 1;
    for (let at = 0; at < short.count; at++) {
      this.#kin = this.#kins[at];
      if (this.#kin === NO_KIN) continue;
      const share = this.#shareWith(short.tokens[at], long.tokens[this.#partners[at]], isUserShort, isGiven);
      this.share = matched === 0 ? share : Math.min(this.share, share);
      matched++;
      // An initial that fits says little beside a whole name.
      if (this.#kin !== INITIAL_KIN) weakest = Math.min(weakest, this.#kin);
    }
    if (matched === 0) return DIFFERENT;
    const kin = weakest > SAME_KIN ? INITIAL_KIN : weakest;
    if (matched < short.count) return bothWithMore(kin, isGiven && this.#kins[0] > NO_KIN && this.#partners[0] === 0);
    return this.#isShortened(kin, long) ? ONE_OF_SEVERAL : levelOfKin(kin);
  }

  #shareWith(own: number, other: number, isOwnUser: boolean, isGiven: boolean): number {
    return isOwnUser
      ? this.#tokens.share(this.#kin, other, own, isGiven)
      : this.#tokens.share(this.#kin, own, other, isGiven);
  }

  #isShortened(weakest: number, long: NamePart): boolean {
    return weakest >= SPELLING_KIN && this.#hasMore(long, this.#used);
  }

  /**
   * A partner in the longer part for each token: the same ones first, so that nothing less takes their place. Among those that
   * are only alike the first one chooses, so that equally long parts the other way round may pair otherwise.
   */
  #pair(short: NamePart, long: NamePart, isGiven: boolean): void {
    this.#used = 0;
    this.#kins.fill(NO_KIN, 0, short.count);
    for (let round = 0; round < ROUNDS.length; round++) {
      for (let at = 0; at < short.count; at++)
        if (this.#kins[at] === NO_KIN) this.#findPartner(short, at, long, isGiven ? ROUNDS[round] : -ROUNDS[round]);
    }
  }

  /** `least`: of what kin it has to be; below 0 for family names. */
  #findPartner(short: NamePart, place: number, long: NamePart, least: number): void {
    let best = Math.abs(least) - 1;
    for (let at = 0; at < long.count; at++) {
      if ((this.#used >>> at) & 1) continue;
      const kin = this.#tokens.kin(short.tokens[place], long.tokens[at], least > 0);
      if (kin <= best) continue;
      best = kin;
      this.#kins[place] = kin;
      this.#partners[place] = at;
    }
    if (this.#kins[place] > NO_KIN) this.#used |= 1 << this.#partners[place];
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
