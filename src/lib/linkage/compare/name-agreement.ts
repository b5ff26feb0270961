import type { AgreementLevel } from '../../model/agreement';
import type { NameShares } from '../text/name-shares';
import { INITIAL_KIN, NICKNAME_KIN, SPELLING_KIN, type Kin, type TokenKinship } from '../text/token-kinship';

/** Levels of given names, the weakest first; numbers below are places in it. Family names have the same ones but `nickname`. */
export const GIVEN_LEVELS = [
  'missing',
  'different',
  'initial',
  'sounds-alike',
  'near',
  'transposed',
  'nickname',
  'one-of-several',
  'swapped',
  'folded',
  'exact'
] as const satisfies readonly AgreementLevel[];
export const NAME_NEAR = 4;
export const NAME_NICKNAME = 6;
export const ONE_OF_SEVERAL = 7;
export const NAME_SWAPPED = 8;
export const NAME_FOLDED = 9;

const LEVEL_OF_KIN = Uint8Array.of(1, 2, 3, 4, 5, 6, 9, 10);

export function levelOfKin(kin: Kin): number {
  return LEVEL_OF_KIN[kin];
}

/** Kinship of an account's and a user's token as given or family name, and how many users agree so. */
export class TokenAgreement {
  readonly kinship: TokenKinship;
  readonly #shares: NameShares;

  constructor(kinship: TokenKinship, shares: NameShares) {
    this.kinship = kinship;
    this.#shares = shares;
  }

  kin(a: number, b: number, isGiven: boolean): Kin {
    return isGiven ? this.kinship.ofGiven(a, b) : this.kinship.ofFamily(a, b);
  }

  /** Nickname: its group. Initial: all who begin so. Another spelling: both. Otherwise the user's own. */
  share(kin: Kin, account: number, user: number, isGiven: boolean): number {
    const shares = this.#shares;
    if (kin === INITIAL_KIN) return isGiven ? shares.givenInitial(user) : shares.familyInitial(user);
    if (kin === NICKNAME_KIN) return shares.shortForms(account, user);
    const own = this.#shareOf(user, isGiven);
    return kin === SPELLING_KIN ? Math.min(1, own + this.#shareOf(account, isGiven)) : own;
  }

  /** A list of full names may have counted it as the other one. */
  #shareOf(token: number, isGiven: boolean): number {
    const asGiven = this.#shares.given(token);
    const asFamily = this.#shares.family(token);
    return isGiven ? asGiven || asFamily : asFamily || asGiven;
  }
}
