import type { EncodedPeople, LinkageBooks } from '../encoded-people';
import { Letters } from '../text/letters';
import { isPublicMailDomain, wordsOfPrivateDomain } from '../text/public-mail-domains';

const UNKNOWN = 0;
const PUBLIC = 1;
const OWN = 2;
const LEAST_NAME = 4;
/** A domain that more users have is a company's, whoever it is named after. */
const MOST_USERS = 3;
/** A provider that so many of the users have is their employer. */
const EMPLOYER_SHARE = 0.2;

/** Which domains say something about who has a mailbox there, and whose surname is in them. By number of the domain. */
export class DomainNames {
  readonly #users: EncodedPeople;
  readonly #books: LinkageBooks;
  #kinds = new Uint8Array(0);
  readonly #words = new Map<number, readonly Letters[]>();

  constructor(users: EncodedPeople, books: LinkageBooks) {
    this.#users = users;
    this.#books = books;
  }

  isPublic(domain: number): boolean {
    if (domain >= this.#kinds.length) this.#grow();
    if (this.#kinds[domain] === UNKNOWN) this.#learn(domain);
    return this.#kinds[domain] === PUBLIC;
  }

  share(domain: number): number {
    return Math.min(1, this.#books.domains.users(domain) / Math.max(1, this.#users.rowCount));
  }

  hasFamily(domain: number, user: number): boolean {
    if (this.isPublic(domain)) return false;
    const words = this.#words.get(domain);
    if (!words) return false;
    const { offsets, items } = this.#users.family;
    for (let at = offsets[user]; at < offsets[user + 1]; at++) if (this.#isIn(items[at], words)) return true;
    return false;
  }

  #isIn(token: number, words: readonly Letters[]): boolean {
    const { names } = this.#books;
    const start = names.start(token);
    const length = names.end(token) - start;
    if (length < LEAST_NAME) return false;
    for (const word of words) {
      for (let from = 0; from + length <= word.length; from++) {
        let at = 0;
        while (at < length && word.units[from + at] === names.units[start + at]) at++;
        if (at === length) return true;
      }
    }
    return false;
  }

  #learn(domain: number): void {
    const { domains } = this.#books;
    const text = domains.text(domain);
    const isPublic = isPublicMailDomain(text) && this.share(domain) < EMPLOYER_SHARE;
    this.#kinds[domain] = isPublic ? PUBLIC : OWN;
    if (isPublic || domains.users(domain) > MOST_USERS) return;
    const words = wordsOfPrivateDomain(text);
    if (words.length > 0)
      this.#words.set(
        domain,
        words.map((word) => new Letters().set(word))
      );
  }

  #grow(): void {
    const larger = new Uint8Array(Math.max(256, this.#books.domains.size * 2));
    larger.set(this.#kinds);
    this.#kinds = larger;
  }
}
