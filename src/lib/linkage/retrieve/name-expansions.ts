import type { NameBook } from '../text/name-book';
import { mostLikeness, NameShapes } from './likeness-bound';
import { NameNeighbours } from './name-neighbours';

/** Tokens that the owner of an account with some token may have instead, and how much each says, in 16ths. */
export interface Expansion {
  readonly tokens: Uint32Array;
  readonly qualities: Uint8Array;
}

export const FULL_QUALITY = 16;
const NICKNAME = 11;
const SAME_SPELLING = 12;
const NEAR = 11;
const SOUNDS_ALIKE = 8;
const FAR = 7;

/** Jaro-Winkler from which on names count as near, and below which one slip is one too many. */
const NEAR_FROM = 0.88;
const FAR_FROM = 0.75;
const ROUNDING = 1e-9;
const MOST_OF_KEY = 512;
const MOST_TOKENS = 32;

/** Worked out once per token that is asked for: 5 to 30 µs. */
export class NameExpansions {
  readonly #names: NameBook;
  readonly #neighbours: NameNeighbours;
  /** Tokens of the users by phonetic key. */
  readonly #soundOffsets: Uint32Array;
  readonly #soundTokens: Uint32Array;
  /** Of each of them, and of the token that is asked for. */
  readonly #soundShapes: NameShapes;
  readonly #asked = new NameShapes(1);
  readonly #isUsers: Uint8Array;
  readonly #known: (Expansion | undefined)[] = [];

  /** `tokens`: those that users have, ascending. Yields now and then. */
  static *build(names: NameBook, tokens: Uint32Array): Generator<void, NameExpansions> {
    const neighbours = yield* NameNeighbours.build(names, tokens);
    yield;
    return new NameExpansions(names, tokens, neighbours);
  }

  private constructor(names: NameBook, tokens: Uint32Array, neighbours: NameNeighbours) {
    this.#names = names;
    this.#neighbours = neighbours;
    this.#isUsers = new Uint8Array(names.size);
    this.#soundOffsets = new Uint32Array(names.phoneticCount + 1);
    for (const token of tokens) {
      this.#isUsers[token] = 1;
      for (const key of names.phoneticIds(token)) this.#soundOffsets[key + 1]++;
    }
    for (let key = 0; key < names.phoneticCount; key++) this.#soundOffsets[key + 1] += this.#soundOffsets[key];
    const places = this.#soundOffsets.slice();
    this.#soundTokens = new Uint32Array(this.#soundOffsets.at(-1) ?? 0);
    this.#soundShapes = new NameShapes(this.#soundTokens.length);
    for (const token of tokens) {
      for (const key of names.phoneticIds(token)) {
        this.#soundShapes.put(places[key], names, token);
        this.#soundTokens[places[key]++] = token;
      }
    }
  }

  /** The token itself first, where users have it. */
  of(token: number): Expansion {
    const known = this.#known[token];
    if (known) return known;
    const made = this.#expand(token);
    this.#known[token] = made;
    return made;
  }

  #expand(token: number): Expansion {
    const names = this.#names;
    const qualities = new Map<number, number>();
    const note = (other: number, quality: number) => {
      if (this.#isUsers[other] === 1 && quality > (qualities.get(other) ?? 0)) qualities.set(other, quality);
    };
    note(token, FULL_QUALITY);
    if (!names.isInitial(token)) {
      for (const group of names.nicknameGroups(token))
        for (const name of names.namesOfGroup(group)) note(name, NICKNAME);
      this.#tellSounds(token, note);
      this.#neighbours.tell(token, (other) => {
        const similarity = names.similarity(token, other);
        if (similarity >= FAR_FROM) note(other, similarity >= NEAR_FROM ? NEAR : FAR);
      });
    }
    return packed(qualities, names);
  }

  #tellSounds(token: number, note: (other: number, quality: number) => void): void {
    const names = this.#names;
    this.#asked.put(0, names, token);
    names.phoneticIds(token).forEach((key, place) => {
      const start = this.#soundOffsets[key];
      const end = this.#soundOffsets[key + 1];
      if (!(end - start <= MOST_OF_KEY)) return;
      for (let at = start; at < end; at++) {
        const other = this.#soundTokens[at];
        if (place === 0) note(other, SAME_SPELLING);
        else if (this.#likeness(token, at) >= FAR_FROM) note(other, SOUNDS_ALIKE);
      }
    });
  }

  /** Of the token that is asked for and one that sounds like it; 0 where it is not near anyway. */
  #likeness(token: number, at: number): number {
    const most = mostLikeness(this.#asked, 0, this.#soundShapes, at);
    return most < FAR_FROM - ROUNDING ? 0 : this.#names.similarity(token, this.#soundTokens[at]);
  }
}

/** The best ones; equal ones by their text, since numbers depend on the order of the list. */
function packed(qualities: ReadonlyMap<number, number>, names: NameBook): Expansion {
  let found = [...qualities].sort((a, b) => b[1] - a[1]);
  if (found.length > MOST_TOKENS) {
    const [, least] = found[MOST_TOKENS - 1];
    found = found
      .filter(([, quality]) => quality >= least)
      .sort((a, b) => b[1] - a[1] || names.compareTexts(a[0], b[0]))
      .slice(0, MOST_TOKENS);
  }
  return {
    tokens: Uint32Array.from(found, ([token]) => token),
    qualities: Uint8Array.from(found, ([, quality]) => quality)
  };
}
