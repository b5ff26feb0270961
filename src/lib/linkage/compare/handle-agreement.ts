import type { AgreementLevel } from '../../model/agreement';
import { DIFFERENT, MISSING } from '../comparison';
import { NO_DOMAIN } from '../encoded-people';
import { HandleLetters } from '../text/handle-letters';
import { isOneSlip } from '../text/one-slip';
import { GIVEN_ONLY, INITIALS, type PatternKind } from '../text/username-pattern';
import type { ComparedPeople } from './compared-people';
import type { DomainNames } from './domain-names';
import { DIGITS_IN_ONE, OTHER_DIGITS, type HandleCores } from './handle-cores';
import { cutHandle, emptyCutHandle, type CutHandle, type NamesInHandle } from './names-in-handle';

/** Levels of usernames and mailboxes, the weakest first; numbers below are places in it. */
export const HANDLE_LEVELS = [
  'missing',
  'different',
  'contains',
  'near',
  'pattern',
  'folded',
  'exact'
] as const satisfies readonly AgreementLevel[];
const CONTAINS = 2;
const NEAR = 3;
const PATTERN = 4;
const FOLDED = 5;
const EXACT = 6;

const NO_ROW = -1;
const MOST_HANDLES = 6;
/** Shorter ones are near to other people's. */
const LEAST_WITH_SLIP = 8;

export interface HandleParts {
  readonly cores: HandleCores;
  readonly names: NamesInHandle;
  readonly domains: DomainNames;
}

export interface HandleScope {
  /** By the kind of a handle (`encoded-people.ts`): whether it is compared. */
  readonly kinds: Uint8Array;
  /** Equal ones are the same only where their domains are. */
  readonly isMailbox: boolean;
}

/**
 * The handles of an account beside those of a user, and beside the user's names. The best agreement of any counts. Prepared
 * for the account asked for last.
 */
export class HandleAgreement {
  share = 0;
  /** Places in users.handles and accounts.handles of what agreed; -1 where names did. */
  userHandle = NO_ROW;
  accountHandle = NO_ROW;
  readonly #people: ComparedPeople;
  readonly #parts: HandleParts;
  readonly #scope: HandleScope;
  readonly #cut: readonly CutHandle[];
  readonly #places = new Uint32Array(MOST_HANDLES);
  #count = 0;
  #account = NO_ROW;

  constructor(people: ComparedPeople, parts: HandleParts, scope: HandleScope) {
    this.#people = people;
    this.#parts = parts;
    this.#scope = scope;
    this.#cut = Array.from({ length: MOST_HANDLES }, () => emptyCutHandle(new HandleLetters()));
  }

  level(account: number, user: number): number {
    if (account !== this.#account) this.#prepare(account);
    this.share = 0;
    this.userHandle = NO_ROW;
    this.accountHandle = NO_ROW;
    let best = MISSING;
    for (let at = 0; at < this.#count && best < EXACT; at++) {
      const level = this.#withHandles(this.#places[at], user, best);
      if (level > best) best = level;
    }
    return best >= FOLDED ? best : this.#withNames(user, best);
  }

  /** The best level of one handle beside the user's, if it is better than what is known. */
  #withHandles(place: number, user: number, known: number): number {
    const { accounts, users, books } = this.#people;
    const handle = accounts.handles.items[place];
    const domain = accounts.handleDomains[place];
    let best = known;
    for (let at = users.handles.offsets[user]; at < users.handles.offsets[user + 1]; at++) {
      const other = users.handles.items[at];
      const level = handle === other ? this.#ofEqual(domain, users.handleDomains[at]) : this.#ofUnequal(handle, other);
      if (level <= best) continue;
      best = level;
      if (level === DIFFERENT) continue;
      this.share = Math.min(1, books.handles.users(other) / Math.max(1, users.rowCount));
      this.userHandle = at;
      this.accountHandle = place;
    }
    return best;
  }

  #ofEqual(domain: number, other: number): number {
    if (domain === other) return EXACT;
    return this.#scope.isMailbox || (domain !== NO_DOMAIN && other !== NO_DOMAIN) ? FOLDED : EXACT;
  }

  #ofUnequal(handle: number, other: number): number {
    const { cores } = this.#parts;
    // Numbers tell namesakes apart.
    if (cores.isSame(handle, other))
      return cores.digits(handle, other) === OTHER_DIGITS ? DIFFERENT : this.#ofCores(handle, other);
    return this.#isSlip(handle, other) ? NEAR : DIFFERENT;
  }

  #ofCores(handle: number, other: number): number {
    return this.#parts.cores.digits(handle, other) === DIGITS_IN_ONE ? NEAR : FOLDED;
  }

  #isSlip(handle: number, other: number): boolean {
    const { handles } = this.#people.books;
    const { bytes } = handles;
    const start = handles.start(handle);
    const otherStart = handles.start(other);
    const length = handles.end(handle) - start;
    const otherLength = handles.end(other) - otherStart;
    // The first letter is seldom mistyped, and tells Anna Smith from her sister.
    if (Math.min(length, otherLength) < LEAST_WITH_SLIP || bytes[start] !== bytes[otherStart]) return false;
    return isOneSlip(bytes, handles, handle, other);
  }

  #withNames(user: number, known: number): number {
    const { names } = this.#parts;
    let best = known;
    for (let at = 0; at < this.#count && best < PATTERN; at++) {
      const found = names.level(this.#cut[at], user);
      const { share } = names;
      const level = Math.max(found, this.#withDomain(this.#places[at], user, names.kind));
      if (level <= best) continue;
      best = level;
      this.share = share;
      this.userHandle = NO_ROW;
      this.accountHandle = this.#places[at];
    }
    return best;
  }

  /** anna@schmidt-family.example: the given name before the @, the surname behind it. */
  #withDomain(place: number, user: number, kind: PatternKind): number {
    const domain = this.#people.accounts.handleDomains[place];
    if (domain === NO_DOMAIN || kind > GIVEN_ONLY || !this.#parts.domains.hasFamily(domain, user)) return MISSING;
    return kind === GIVEN_ONLY || kind === INITIALS ? PATTERN : CONTAINS;
  }

  #prepare(account: number): void {
    const { accounts, books } = this.#people;
    this.#account = account;
    this.#count = 0;
    const { offsets, items } = accounts.handles;
    for (let at = offsets[account]; at < offsets[account + 1] && this.#count < MOST_HANDLES; at++) {
      if (this.#scope.kinds[accounts.handleKinds[at]] === 0) continue;
      const cut = this.#cut[this.#count];
      cut.handle = items[at];
      cut.letters.read(books.handles.text(items[at]));
      cutHandle(books, cut);
      this.#places[this.#count++] = at;
    }
  }
}
