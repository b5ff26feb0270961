import type { AgreementLevel, ComparedTexts } from '../../model/agreement';
import { DIFFERENT, MISSING, type Comparison } from '../comparison';
import type { EncodedPeople } from '../encoded-people';
import type { ComparedPeople } from './compared-people';
import type { DomainNames } from './domain-names';

const EXACT = 2;
const NO_DOMAIN_YET = -1;

/** Companies' domains only: a mailbox at a provider says nothing. The rarest of those that both have counts. */
export class MailDomainComparison implements Comparison {
  readonly id = 'mail-domain';
  readonly levels = ['missing', 'different', 'exact'] as const satisfies readonly AgreementLevel[];
  share = 0;
  readonly #people: ComparedPeople;
  readonly #domains: DomainNames;

  constructor(people: ComparedPeople, domains: DomainNames) {
    this.#people = people;
    this.#domains = domains;
  }

  level(account: number, user: number): number {
    const { accounts, users } = this.#people;
    const { offsets, items } = accounts.mailDomains;
    this.share = 0;
    let best = MISSING;
    for (let at = offsets[account]; at < offsets[account + 1]; at++) {
      if (this.#domains.isPublic(items[at])) continue;
      const level = this.#ofDomain(items[at], users, user);
      if (level > best) best = level;
      if (level < EXACT) continue;
      const share = this.#domains.share(items[at]);
      if (this.share === 0 || share < this.share) this.share = share;
    }
    return best;
  }

  #ofDomain(domain: number, { mailDomains: { offsets, items } }: EncodedPeople, user: number): number {
    let level = MISSING;
    for (let at = offsets[user]; at < offsets[user + 1]; at++) {
      if (items[at] === domain) return EXACT;
      if (!this.#domains.isPublic(items[at])) level = DIFFERENT;
    }
    return level;
  }

  texts(account: number, user: number): ComparedTexts {
    const { accounts, users } = this.#people;
    const common = this.#rarestCommon(account, user);
    if (common >= 0) {
      const text = this.#people.books.domains.text(common);
      return { account: text, user: text };
    }
    return { account: this.#first(accounts, account), user: this.#first(users, user) };
  }

  #rarestCommon(account: number, user: number): number {
    const { accounts, users } = this.#people;
    const of = ({ mailDomains: { offsets, items } }: EncodedPeople, row: number) =>
      items.subarray(offsets[row], offsets[row + 1]);
    const others = of(users, user);
    return of(accounts, account)
      .filter((domain) => !this.#domains.isPublic(domain) && others.includes(domain))
      .reduce(
        (best, domain) => (best < 0 || this.#domains.share(domain) < this.#domains.share(best) ? domain : best),
        NO_DOMAIN_YET
      );
  }

  /** The first that is nobody's provider. */
  #first({ mailDomains: { offsets, items } }: EncodedPeople, row: number): string {
    const domains = items.subarray(offsets[row], offsets[row + 1]);
    const domain = domains.find((id) => !this.#domains.isPublic(id)) ?? domains[0];
    return domain === undefined ? '' : this.#people.books.domains.text(domain);
  }
}
