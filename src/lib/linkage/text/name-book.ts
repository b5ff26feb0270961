import { jaroWinkler } from './jaro-winkler';
import { ValueBook } from './value-book';

/** What is known about a name apart from the lists. */
export interface NameTraits {
  /** Keys under which it sounds like others; none for what has no sound there. */
  phoneticKeys(name: string): readonly string[];
  /** Numbers of the groups of short forms that it is in. */
  nicknameGroups(name: string): readonly number[];
}

const NO_TRAITS: NameTraits = { phoneticKeys: () => [], nicknameGroups: () => [] };

const NO_NUMBERS: readonly number[] = [];
const FEWEST_NAMES = 256;
/** Pairs that are remembered: 64 K of them, 16 bytes each. */
const MEMO_MASK = 0xffff;
const LONGEST_PLAIN = 64;

/**
 * Numbers for the distinct name tokens of both lists ("anna", "smith"), and what is known of each, worked out once per
 * token instead of once per pair. Tokens are folded by whoever adds them. Users' come first; those that only accounts
 * have are added behind them, with no users.
 *
 *     units   UTF-16 of token 0, token 1, …    token i is units[start(i), end(i)): compared without making strings
 */
export class NameBook {
  readonly #traits: NameTraits;
  readonly #texts = new ValueBook();
  readonly #phonetics = new ValueBook();
  #units = new Uint16Array(FEWEST_NAMES * 8);
  #starts = new Uint32Array(FEWEST_NAMES);
  #givenUsers = new Uint32Array(FEWEST_NAMES);
  #familyUsers = new Uint32Array(FEWEST_NAMES);
  readonly #phoneticIds: (readonly number[])[] = [];
  readonly #groups: (readonly number[])[] = [];
  readonly #byGroup = new Map<number, number[]>();
  readonly #scratch = new Uint8Array(LONGEST_PLAIN);
  readonly #memoPairs = new Float64Array(MEMO_MASK + 1).fill(-1);
  readonly #memoValues = new Float64Array(MEMO_MASK + 1);

  constructor(traits: NameTraits = NO_TRAITS) {
    this.#traits = traits;
  }

  /** Number of tokens; their numbers are 0 … size - 1. */
  get size(): number {
    return this.#texts.size;
  }

  /** UTF-16 of all tokens; valid until the next one is added. */
  get units(): Uint16Array {
    return this.#units;
  }

  start(id: number): number {
    return this.#starts[id];
  }

  end(id: number): number {
    return this.#starts[id + 1];
  }

  text(id: number): string {
    return this.#texts.text(id);
  }

  /** Which text is the first by its UTF-16 units: below 0 for `a`. */
  compareTexts(a: number, b: number): number {
    const length = this.#starts[a + 1] - this.#starts[a];
    const otherLength = this.#starts[b + 1] - this.#starts[b];
    for (let at = 0; at < length && at < otherLength; at++) {
      const difference = this.#units[this.#starts[a] + at] - this.#units[this.#starts[b] + at];
      if (difference !== 0) return difference;
    }
    return length - otherLength;
  }

  /** First UTF-16 unit. */
  initial(id: number): number {
    return this.#units[this.#starts[id]];
  }

  /** Of one letter (a surrogate pair is one): it stands for any name that begins with it. */
  isInitial(id: number): boolean {
    const length = this.#starts[id + 1] - this.#starts[id];
    return length === 1 || (length === 2 && (this.initial(id) & 0xfc00) === 0xd800);
  }

  /** Users who have it as, or in, their given name. */
  givenUsers(id: number): number {
    return this.#givenUsers[id];
  }

  familyUsers(id: number): number {
    return this.#familyUsers[id];
  }

  countGiven(id: number, difference = 1): void {
    this.#givenUsers[id] += difference;
  }

  countFamily(id: number, difference = 1): void {
    this.#familyUsers[id] += difference;
  }

  /** Numbers of the keys that it sounds like. */
  phoneticIds(id: number): readonly number[] {
    return this.#phoneticIds[id] ?? NO_NUMBERS;
  }

  get phoneticCount(): number {
    return this.#phonetics.size;
  }

  nicknameGroups(id: number): readonly number[] {
    return this.#groups[id] ?? NO_NUMBERS;
  }

  /** Tokens of a group of short forms, in the order in which they came. */
  namesOfGroup(group: number): readonly number[] {
    return this.#byGroup.get(group) ?? NO_NUMBERS;
  }

  isNickname(a: number, b: number): boolean {
    const groups = this.nicknameGroups(a);
    if (groups.length === 0) return false;
    const others = this.nicknameGroups(b);
    for (const group of groups) if (others.includes(group)) return true;
    return false;
  }

  soundsAlike(a: number, b: number): boolean {
    const keys = this.phoneticIds(a);
    if (keys.length === 0) return false;
    const others = this.phoneticIds(b);
    for (const key of keys) if (others.includes(key)) return true;
    return false;
  }

  add(text: string): number {
    const id = this.#texts.add(text);
    if (id === this.#phoneticIds.length) this.#learn(id, text);
    return id;
  }

  /** Of UTF-8. */
  addBytes(bytes: Uint8Array, from: number, to: number): number {
    const id = this.#texts.addBytes(bytes, from, to);
    if (id === this.#phoneticIds.length) this.#learn(id, this.#texts.text(id));
    return id;
  }

  /** Number of the token; -1 where nobody has it. */
  find(text: string): number {
    return this.#texts.find(text);
  }

  /** Of UTF-8. */
  findBytes(bytes: Uint8Array, from: number, to: number): number {
    return this.#texts.findBytes(bytes, from, to);
  }

  /** Of UTF-16, a name that users have; -1 where nobody does. Without a string where all of it is ASCII. */
  findUsers(units: Uint16Array, from: number, to: number): number {
    const bytes = this.#scratch;
    let length = 0;
    for (let at = from; at < to && length < LONGEST_PLAIN; at++) {
      if (units[at] >= 0x80) break;
      bytes[length++] = units[at];
    }
    const isPlain = length === to - from;
    const id = isPlain
      ? this.#texts.findBytes(bytes, 0, length)
      : this.#texts.find(String.fromCharCode(...units.subarray(from, to)));
    return id >= 0 && this.#givenUsers[id] + this.#familyUsers[id] > 0 ? id : -1;
  }

  /** Jaro-Winkler, 0 to 1; remembered, since names repeat. */
  similarity(a: number, b: number): number {
    if (a === b) return 1;
    const low = a < b ? a : b;
    const high = a < b ? b : a;
    const pair = low * 0x100000000 + high;
    const place = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 16;
    if (this.#memoPairs[place] === pair) return this.#memoValues[place];
    const value = jaroWinkler(this.#units, this.#starts, low, high);
    this.#memoPairs[place] = pair;
    this.#memoValues[place] = value;
    return value;
  }

  #learn(id: number, text: string): void {
    if (id + 2 > this.#starts.length) this.#growNumbers();
    const start = this.#starts[id];
    const end = start + text.length;
    if (end > this.#units.length) {
      const larger = new Uint16Array(Math.max(end, this.#units.length * 2));
      larger.set(this.#units);
      this.#units = larger;
    }
    for (let i = 0; i < text.length; i++) this.#units[start + i] = text.charCodeAt(i);
    this.#starts[id + 1] = end;
    this.#phoneticIds.push(shared(this.#traits.phoneticKeys(text).map((key) => this.#phonetics.add(key))));
    const groups = shared(this.#traits.nicknameGroups(text));
    this.#groups.push(groups);
    for (const group of groups) {
      const names = this.#byGroup.get(group);
      if (names) names.push(id);
      else this.#byGroup.set(group, [id]);
    }
  }

  #growNumbers(): void {
    const grown = (numbers: Uint32Array) => {
      const larger = new Uint32Array(numbers.length * 2);
      larger.set(numbers);
      return larger;
    };
    this.#starts = grown(this.#starts);
    this.#givenUsers = grown(this.#givenUsers);
    this.#familyUsers = grown(this.#familyUsers);
  }
}

/** Most have none: one list for all of them. */
function shared(numbers: readonly number[]): readonly number[] {
  return numbers.length === 0 ? NO_NUMBERS : numbers;
}
