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
const SLICE_TOKENS = 8192;
const ROUNDING = 1e-9;
const MOST_OF_KEY = 512;
const MOST_TOKENS = 32;

/** Tokens of the users by phonetic key: those of key k are tokens[offsets[k], offsets[k + 1]). */
interface SoundLists {
  readonly offsets: Uint32Array;
  readonly tokens: Uint32Array;
  /** Of each of them. */
  readonly shapes: NameShapes;
  /** 1 for tokens that users have. */
  readonly isUsers: Uint8Array;
}

function* soundLists(names: NameBook, tokens: Uint32Array): Generator<void, SoundLists> {
  const isUsers = new Uint8Array(names.size);
  const offsets = new Uint32Array(names.phoneticCount + 1);
  for (let i = 0; i < tokens.length; i++) {
    if (i % SLICE_TOKENS === 0) yield;
    isUsers[tokens[i]] = 1;
    for (const key of names.phoneticIds(tokens[i])) offsets[key + 1]++;
  }
  for (let key = 0; key < names.phoneticCount; key++) offsets[key + 1] += offsets[key];
  const places = offsets.slice();
  const sorted = new Uint32Array(offsets[names.phoneticCount]);
  const shapes = new NameShapes(sorted.length);
  for (let i = 0; i < tokens.length; i++) {
    if (i % SLICE_TOKENS === 0) yield;
    for (const key of names.phoneticIds(tokens[i])) {
      shapes.put(places[key], names, tokens[i]);
      sorted[places[key]++] = tokens[i];
    }
  }
  return { offsets, tokens: sorted, shapes, isUsers };
}

/** Worked out once per token that is asked for: 5 to 30 µs. */
export class NameExpansions {
  readonly #names: NameBook;
  readonly #neighbours: NameNeighbours;
  readonly #sounds: SoundLists;
  readonly #asked = new NameShapes(1);
  readonly #known: (Expansion | undefined)[] = [];

  private constructor(names: NameBook, neighbours: NameNeighbours, sounds: SoundLists) {
    this.#names = names;
    this.#neighbours = neighbours;
    this.#sounds = sounds;
  }

  /** `tokens`: those that users have, ascending. Yields now and then. */
  static *build(names: NameBook, tokens: Uint32Array): Generator<void, NameExpansions> {
    const neighbours = yield* NameNeighbours.build(names, tokens);
    return new NameExpansions(names, neighbours, yield* soundLists(names, tokens));
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
      if (this.#sounds.isUsers[other] === 1 && quality > (qualities.get(other) ?? 0)) qualities.set(other, quality);
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
    const { offsets, tokens } = this.#sounds;
    this.#asked.put(0, names, token);
    names.phoneticIds(token).forEach((key, place) => {
      const start = offsets[key];
      const end = offsets[key + 1];
      if (!(end - start <= MOST_OF_KEY)) return;
      for (let at = start; at < end; at++) {
        const other = tokens[at];
        if (place === 0) note(other, SAME_SPELLING);
        else if (this.#likeness(token, at) >= FAR_FROM) note(other, SOUNDS_ALIKE);
      }
    });
  }

  /** Of the token that is asked for and one that sounds like it; 0 where it is not near anyway. */
  #likeness(token: number, at: number): number {
    const most = mostLikeness(this.#asked, 0, this.#sounds.shapes, at);
    return most < FAR_FROM - ROUNDING ? 0 : this.#names.similarity(token, this.#sounds.tokens[at]);
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
