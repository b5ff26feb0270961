/** That two rows are one person, in bits. */
export interface WeighedPair {
  readonly one: number;
  readonly other: number;
  readonly bits: number;
}

/** Of pairs that were never looked at: nothing brought them together. */
const UNSEEN_BITS = -4;

/**
 * Puts rows together that are one person. Strongest pairs first; two groups become one where all that is known of the
 * pairs between them together speaks for it, so that one likeness does not chain strangers. The order of rows does not matter.
 */
export function groupsOf(pairs: readonly WeighedPair[], count: number): readonly number[] {
  const bitsOf = new Map(pairs.map(({ one, other, bits }) => [keyOf(one, other), bits]));
  const groupOf = Int32Array.from({ length: count }, (_, row) => row);
  const members = Array.from({ length: count }, (_, row) => [row]);
  const gain = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, a) => sum + other.reduce((part, b) => part + (bitsOf.get(keyOf(a, b)) ?? UNSEEN_BITS), 0), 0);
  for (const { one, other, bits } of pairs.toSorted((a, b) => b.bits - a.bits)) {
    const [first, second] = [groupOf[one], groupOf[other]];
    if (bits <= 0 || first === second || gain(members[first], members[second]) <= 0) continue;
    for (const row of members[second]) groupOf[row] = first;
    members[first].push(...members[second]);
  }
  return [...groupOf];
}

function keyOf(one: number, other: number): number {
  return Math.min(one, other) * 2 ** 26 + Math.max(one, other);
}
