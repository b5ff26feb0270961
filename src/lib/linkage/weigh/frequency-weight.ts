/** Shares below are counted as this one: no name is so rare that it proves anything, and typing errors are made. */
const LEAST_SHARE = 2 ** -17;

/**
 * How rare is what both agree on (Winkler 2000, frequency-based weights): an agreement whose chance among different people
 * is u for values of share s counts log2(s / s') more for a value of share s'. The share of the directory is the
 * estimate of s', with half a user more than there are, since the directory is a sample of all people there could be.
 *
 * Shares come as they are, times users, and are looked up: a logarithm costs more than everything else about a pair.
 */
export class Rarity {
  readonly userCount: number;
  readonly #bits: Float64Array;

  constructor(userCount: number) {
    this.userCount = Math.max(1, userCount);
    this.#bits = Float64Array.from({ length: 4096 }, (_, users) => -Math.log2(this.#smoothed(users)));
  }

  /** -log2 of the share, smoothed. */
  bits(share: number): number {
    const users = share * this.userCount;
    const whole = Math.round(users);
    if (whole < 4096 && Math.abs(users - whole) < 1e-6) return this.#bits[whole];
    return -Math.log2(this.#smoothed(users));
  }

  #smoothed(users: number): number {
    return Math.min(1, Math.max(LEAST_SHARE, (users + 0.5) / (this.userCount + 0.5)));
  }
}

/** Users with it, up to which everybody who has a value is among the candidates, whatever else they share. */
export const FEW_USERS = 10;
