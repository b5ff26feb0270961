/**
 * Turns bits into probabilities, in place: that each candidate owns the account, given that one of them does or nobody in
 * the domain. Bits are log2 of the odds against "nobody", the prior within. Gives the probability of nobody; all of them
 * add up to 1.
 */
export function posterior(values: Float64Array, count: number): number {
  let most = 0;
  for (let at = 0; at < count; at++) if (values[at] > most) most = values[at];
  const nobody = 2 ** -most;
  let sum = nobody;
  for (let at = 0; at < count; at++) {
    values[at] = 2 ** (values[at] - most);
    sum += values[at];
  }
  for (let at = 0; at < count; at++) values[at] /= sum;
  return nobody / sum;
}

/** Before anything was compared: one user among all, or nobody. In bits against nobody. */
export function priorBits(ownerShare: number, userCount: number): number {
  const owner = Math.min(0.99, Math.max(0.01, ownerShare));
  return Math.log2(owner / (1 - owner) / Math.max(1, userCount));
}
