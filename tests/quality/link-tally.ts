import { proportionInterval } from '../../src/lib/model/proportion-interval';

export interface LinkFigures {
  readonly links: number;
  readonly wrong: number;
  /** Accounts that have an owner; those without cannot be linked rightly. */
  readonly owned: number;
  readonly accounts: number;
  /** Lower end of the exact 95 % interval. */
  readonly precisionLower: number;
  /** Links per account with an owner. */
  readonly coverage: number;
}

/** Automatic links against the truth, pooled. */
export class LinkTally {
  links = 0;
  wrong = 0;
  owned = 0;
  accounts = 0;

  /** -1 for no owner, and for no link. */
  add(owner: number, linked: number): void {
    this.accounts++;
    this.owned += Number(owner >= 0);
    if (linked < 0) return;
    this.links++;
    this.wrong += Number(linked !== owner);
  }

  figures(): LinkFigures {
    const { links, wrong, owned, accounts } = this;
    return {
      links,
      wrong,
      owned,
      accounts,
      precisionLower: proportionInterval(links - wrong, links).low,
      coverage: links / Math.max(1, owned)
    };
  }
}
