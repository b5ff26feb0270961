import type { Suggestions } from '../../../src/lib/model/suggestion';

/** Place of the owner among the users suggested, from 1; 0 where not suggested. Whoever is as likely stands before. */
export function rankOf(owner: number, { candidates }: Suggestions): number {
  const found = candidates.find(({ user }) => user === owner);
  if (!found) return 0;
  return candidates.filter(({ probability }) => probability >= found.probability).length;
}

/** No user is as likely as that nobody here owns the account. */
export function isNobodyFirst({ candidates, nobody }: Suggestions): boolean {
  return candidates.every(({ probability }) => probability < nobody);
}

/** Counts accounts that were answered rightly. */
export class RankTally {
  accounts = 0;
  first = 0;
  amongFive = 0;
  owned = 0;
  ownedFirst = 0;
  ownedAmongFive = 0;
  /** Owners who are among the users that were looked at. */
  retrieved = 0;

  /**
   * With an owner: right when the owner is likelier than every other user and than nobody (first), or among the first five
   * users. Without one: right, in both counts, when nobody is likelier than every user.
   */
  add(owner: number, suggestions: Suggestions): void {
    this.accounts++;
    if (owner < 0) {
      const isRight = isNobodyFirst(suggestions);
      this.first += Number(isRight);
      this.amongFive += Number(isRight);
      return;
    }
    const rank = rankOf(owner, suggestions);
    const isFirst = rank === 1 && (suggestions.candidates[0]?.probability ?? 0) > suggestions.nobody;
    const isAmongFive = rank >= 1 && rank <= 5;
    this.owned++;
    this.retrieved += Number(rank > 0);
    this.ownedFirst += Number(isFirst);
    this.ownedAmongFive += Number(isAmongFive);
    this.first += Number(isFirst);
    this.amongFive += Number(isAmongFive);
  }
}
