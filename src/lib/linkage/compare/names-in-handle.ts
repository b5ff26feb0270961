import type { EncodedPeople, LinkageBooks } from '../encoded-people';
import type { HandleLetters } from '../text/handle-letters';
import { Letters } from '../text/letters';
import type { NameShares } from '../text/name-shares';
import { lettersOf, NEAR_KIN, NICKNAME_KIN, type TokenKinship } from '../text/token-kinship';
import {
  BOTH_CUT,
  BOTH_WHOLE,
  FAMILY_ONLY,
  GIVEN_AND_PART,
  GIVEN_ONLY,
  INITIALS,
  NO_PATTERN,
  UsernamePattern,
  type PatternKind
} from '../text/username-pattern';
import { NamePart } from './name-part';

/** Places in HANDLE_LEVELS (`handle-agreement.ts`). */
const CONTAINS = 2;
const NEAR = 3;
const PATTERN = 4;
const NO_ROW = -1;
const MOST_CUTS = 32;
const MOST_REMEMBERED = 8;

/** A handle taken apart once for many users: the tokens that it may be made of, where they are names that users have. */
export interface CutHandle {
  /** Its number. */
  handle: number;
  readonly letters: HandleLetters;
  /** Two for each cut: the token before and the one behind. */
  readonly tokens: Int32Array;
  cuts: number;
  /** Which letters are in it, as bits. */
  bits: number;
}

export function cutHandle({ names }: LinkageBooks, handle: CutHandle): void {
  const { letters, tokens } = handle;
  handle.cuts = 0;
  handle.bits = lettersOf(letters.letters);
  const { units } = letters.letters;
  for (let at = letters.from + 2; at < letters.to - 1 && handle.cuts < MOST_CUTS; at++) {
    if (letters.parts > 1 && letters.isJoint[at] === 0) continue;
    const before = names.findUsers(units, letters.from, at);
    const behind = before < 0 ? before : names.findUsers(units, at, letters.to);
    if (behind < 0) continue;
    tokens[2 * handle.cuts] = before;
    tokens[2 * handle.cuts++ + 1] = behind;
  }
}

export function emptyCutHandle(letters: HandleLetters): CutHandle {
  return { handle: NO_ROW, letters, tokens: new Int32Array(2 * MOST_CUTS), cuts: 0, bits: 0 };
}

/** How a handle is made of a user's names: letter by letter, or by way of another spelling or a short form. */
export class NamesInHandle {
  readonly #users: EncodedPeople;
  readonly #books: LinkageBooks;
  readonly #kinship: TokenKinship;
  readonly #shares: NameShares;
  readonly #pattern = new UsernamePattern();
  readonly #given = new NamePart();
  readonly #family = new NamePart();
  readonly #givenLetters = new Letters();
  readonly #familyLetters = new Letters();
  #user = NO_ROW;
  /** Handles that were asked for with this user, and what was found. */
  #known = 0;
  #place = 0;
  readonly #handles = new Int32Array(MOST_REMEMBERED);
  readonly #levels = new Uint8Array(MOST_REMEMBERED);
  readonly #kinds: PatternKind[] = new Array<PatternKind>(MOST_REMEMBERED).fill(NO_PATTERN);
  readonly #sharesOf = new Float64Array(MOST_REMEMBERED);
  #kind: PatternKind = NO_PATTERN;
  #familyToken = NO_ROW;
  /** Of the handle and user asked for last. */
  share = 0;

  constructor(users: EncodedPeople, books: LinkageBooks, kinship: TokenKinship, shares: NameShares) {
    this.#users = users;
    this.#books = books;
    this.#kinship = kinship;
    this.#shares = shares;
  }

  /** 0 where no name of the user is in it. */
  level(handle: CutHandle, user: number): number {
    if (this.#recall(handle.handle, user)) return this.#levels[this.#place];
    const level = this.#compare(handle);
    this.#remember(handle.handle, level);
    return level;
  }

  #compare(handle: CutHandle): number {
    this.share = 0;
    this.#kind = NO_PATTERN;
    if (this.#given.count + this.#family.count === 0 || handle.letters.length < 2) return 0;
    if (this.#mayFit(handle)) this.#findKind(handle.letters);
    if (this.#kind >= BOTH_CUT) {
      this.share = this.#shareOfKind();
      return PATTERN;
    }
    const byKin = this.#byKinship(handle);
    if (byKin > 0) return byKin;
    if (this.#kind === NO_PATTERN) return 0;
    this.share = this.#shareOfKind();
    return CONTAINS;
  }

  get kind(): PatternKind {
    return this.#kind;
  }

  /** Usernames and local parts are often the same: what was found of a handle and this user, if it was asked for. */
  #recall(handle: number, user: number): boolean {
    if (user !== this.#user) {
      this.#user = user;
      this.#known = 0;
      this.#given.clear().addGiven(this.#users.given, user);
      this.#family.clear().addFamily(this.#users.family, user, this.#kinship);
      return false;
    }
    for (let place = 0; place < this.#known; place++) {
      if (this.#handles[place] !== handle) continue;
      this.#place = place;
      this.#kind = this.#kinds[place];
      this.share = this.#sharesOf[place];
      return true;
    }
    return false;
  }

  #remember(handle: number, level: number): void {
    const place = this.#known % MOST_REMEMBERED;
    this.#handles[place] = handle;
    this.#levels[place] = level;
    this.#kinds[place] = this.#kind;
    this.#sharesOf[place] = this.share;
    this.#known = Math.min(MOST_REMEMBERED, this.#known + 1);
  }

  /** It has to begin as one of the names, or to hold a family name. Most pairs end here. */
  #mayFit({ letters, bits }: CutHandle): boolean {
    const { names } = this.#books;
    const { units } = letters.letters;
    const first = units[0];
    const unmarked = units[letters.from];
    for (let at = 0; at < this.#given.count; at++) {
      const initial = names.initial(this.#given.tokens[at]);
      if (initial === first || initial === unmarked) return true;
    }
    for (let at = 0; at < this.#family.allCount; at++) {
      const initial = names.initial(this.#family.all[at]);
      if (initial === first || initial === unmarked || this.#kinship.mayBeIn(this.#family.all[at], bits)) return true;
    }
    return false;
  }

  /** With the first given name and all of them as one, each family name and all of them as one. */
  #findKind(letters: HandleLetters): void {
    this.#familyToken = this.#family.count > 0 ? this.#family.tokens[this.#family.count - 1] : NO_ROW;
    this.#load(this.#givenLetters, this.#given, 0, Math.min(1, this.#given.allCount));
    this.#tryFamilies(letters);
    if (this.#given.allCount < 2 || this.#kind >= GIVEN_AND_PART) return;
    this.#load(this.#givenLetters, this.#given, 0, this.#given.allCount);
    this.#tryFamilies(letters);
  }

  #tryFamilies(letters: HandleLetters): void {
    const family = this.#family;
    const { names } = this.#books;
    for (let at = 0; at < Math.max(1, family.count); at++) {
      const word = this.#familyLetters.clear();
      if (at < family.count) word.append(names.units, names.start(family.tokens[at]), names.end(family.tokens[at]));
      if (this.#try(letters) && family.count > 0) this.#familyToken = family.tokens[at];
    }
    if (family.allCount < 2) return;
    this.#load(this.#familyLetters, family, 0, family.allCount);
    if (this.#try(letters)) this.#familyToken = family.tokens[family.count - 1];
  }

  #try(letters: HandleLetters): boolean {
    const kind = this.#pattern.of(letters, this.#givenLetters, this.#familyLetters);
    if (kind <= this.#kind) return false;
    this.#kind = kind;
    return true;
  }

  #load(word: Letters, part: NamePart, from: number, to: number): void {
    const { names } = this.#books;
    word.clear();
    for (let at = from; at < to; at++) word.append(names.units, names.start(part.all[at]), names.end(part.all[at]));
  }

  #byKinship({ tokens, cuts }: CutHandle): number {
    let level = 0;
    for (let cut = 0; cut < cuts && level < PATTERN; cut++) {
      const before = tokens[2 * cut];
      const behind = tokens[2 * cut + 1];
      level = Math.max(level, this.#kinLevel(before, behind), this.#kinLevel(behind, before));
    }
    return level;
  }

  #kinLevel(given: number, family: number): number {
    for (let at = 0; at < this.#family.count; at++) {
      const familyKin = this.#kinship.ofFamily(family, this.#family.tokens[at]);
      if (familyKin < NEAR_KIN) continue;
      for (let beside = 0; beside < this.#given.count; beside++) {
        const givenKin = this.#kinship.ofGiven(given, this.#given.tokens[beside]);
        if (givenKin < NEAR_KIN) continue;
        const own = this.#shares.family(this.#family.tokens[at]);
        this.share = own * this.#shares.shortForms(given, this.#given.tokens[beside]);
        return Math.min(familyKin, givenKin) >= NICKNAME_KIN ? PATTERN : NEAR;
      }
    }
    return 0;
  }

  /** As if given and family names were independent. */
  #shareOfKind(): number {
    const shares = this.#shares;
    const family = this.#familyToken;
    const given = this.#given.count > 0 ? this.#given.tokens[0] : NO_ROW;
    if (given < 0) return shares.family(family);
    if (family < 0 || this.#kind === GIVEN_ONLY) return shares.given(given);
    switch (this.#kind) {
      case FAMILY_ONLY:
        return shares.family(family);
      case INITIALS:
        return shares.givenInitial(given) * shares.familyInitial(family);
      case GIVEN_AND_PART:
        return shares.given(given) * shares.familyInitial(family);
      case BOTH_WHOLE:
        return shares.given(given) * shares.family(family);
      default:
        return shares.givenInitial(given) * shares.family(family);
    }
  }
}
