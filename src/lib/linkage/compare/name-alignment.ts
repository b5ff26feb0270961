import { DIFFERENT, MISSING } from '../comparison';
import type { NameShares } from '../text/name-shares';
import type { TokenKinship } from '../text/token-kinship';
import type { ComparedPeople } from './compared-people';
import { NAME_FOLDED, NAME_NEAR, NAME_SWAPPED, ONE_OF_SEVERAL, TokenAgreement } from './name-agreement';
import { NamePart } from './name-part';
import { PartAgreement } from './part-agreement';
import { WholeNameAgreement } from './whole-name-agreement';

const NO_ROW = -1;

/**
 * Given and family names of an account and a user, compared together: names that stand in each other's place are seen
 * only so. Both comparisons of names ask the same one, which remembers the pair asked for last. Levels are places in
 * GIVEN_LEVELS.
 */
export class NameAlignment {
  given = MISSING;
  family = MISSING;
  givenShare = 0;
  familyShare = 0;
  readonly #people: ComparedPeople;
  readonly #kinship: TokenKinship;
  readonly #parts: PartAgreement;
  readonly #whole: WholeNameAgreement;
  readonly #accountGiven = new NamePart();
  readonly #accountFamily = new NamePart();
  readonly #userGiven = new NamePart();
  readonly #userFamily = new NamePart();
  readonly #all = new NamePart();
  #account = NO_ROW;
  #user = NO_ROW;

  constructor(people: ComparedPeople, kinship: TokenKinship, shares: NameShares) {
    this.#people = people;
    this.#kinship = kinship;
    const tokens = new TokenAgreement(kinship, shares);
    this.#parts = new PartAgreement(people.books.names, tokens);
    this.#whole = new WholeNameAgreement(tokens);
  }

  align(account: number, user: number): void {
    if (account === this.#account && user === this.#user) return;
    const { accounts, users } = this.#people;
    if (account !== this.#account) {
      this.#accountGiven.clear().addGiven(accounts.given, account);
      this.#accountFamily.clear().addFamily(accounts.family, account, this.#kinship);
    }
    this.#userGiven.clear().addGiven(users.given, user);
    this.#userFamily.clear().addFamily(users.family, user, this.#kinship);
    this.#account = account;
    this.#user = user;
    this.#asTheyStand();
    const isSure = accounts.isOrderSure[account] === 1 && users.isOrderSure[user] === 1;
    // What both lists say the same way needs no other order.
    if (this.given >= ONE_OF_SEVERAL && this.family >= ONE_OF_SEVERAL) return;
    if (!isSure) this.#inAnyOrder();
    else if (this.given <= DIFFERENT && this.family <= DIFFERENT) this.#swapped();
  }

  #asTheyStand(): void {
    this.given = this.#parts.level(this.#accountGiven, this.#userGiven, true);
    this.givenShare = this.#parts.share;
    this.family = this.#parts.level(this.#accountFamily, this.#userFamily, false);
    this.familyShare = this.#parts.share;
  }

  /** Names found in each other's place. One that is the same there is enough: the other one stays what it was. */
  #swapped(): void {
    // Either list may be the one with the names in the wrong place: short forms count in both.
    const family = this.#parts.level(this.#accountGiven, this.#userFamily, true);
    const familyShare = this.#parts.share;
    const given = this.#parts.level(this.#accountFamily, this.#userGiven, true);
    const givenShare = this.#parts.share;
    const isBoth = isSwap(family, given) || isSwap(given, family);
    if (!isBoth && family < NAME_FOLDED && given < NAME_FOLDED) return;
    if (isBoth || given >= NAME_FOLDED) {
      this.given = given === MISSING ? MISSING : NAME_SWAPPED;
      this.givenShare = givenShare;
    }
    if (isBoth || given < NAME_FOLDED) {
      this.family = family === MISSING ? MISSING : NAME_SWAPPED;
      this.familyShare = familyShare;
    }
  }

  #inAnyOrder(): void {
    const { accounts, users } = this.#people;
    const isUserSure = users.isOrderSure[this.#user] === 1 || accounts.isOrderSure[this.#account] === 0;
    const whole = this.#all.clear();
    if (isUserSure) {
      whole.addGiven(accounts.given, this.#account).addFamily(accounts.family, this.#account, this.#kinship);
      this.#whole.compare(this.#userGiven, this.#userFamily, whole, true);
    } else {
      whole.addGiven(users.given, this.#user).addFamily(users.family, this.#user, this.#kinship);
      this.#whole.compare(this.#accountGiven, this.#accountFamily, whole, false);
    }
    // What was found as they stand may be more: written together, or apart.
    if (this.#whole.given + this.#whole.family <= this.given + this.family) return;
    this.given = this.#whole.given;
    this.givenShare = this.#whole.givenShare;
    this.family = this.#whole.family;
    this.familyShare = this.#whole.familyShare;
  }
}

function isSwap(one: number, other: number): boolean {
  return one >= NAME_NEAR && (other >= NAME_NEAR || (other === MISSING && one >= NAME_FOLDED));
}
