import type { Culture, SampleName } from '../../../src/lib/sample/culture';
import { CULTURES_OF_EUROPE } from '../../../src/lib/sample/cultures-of-europe';
import { CULTURES_OF_THE_WORLD } from '../../../src/lib/sample/cultures-of-the-world';
import type { Random } from '../../../src/lib/sample/random';

const CULTURES: readonly Culture[] = [...CULTURES_OF_EUROPE, ...CULTURES_OF_THE_WORLD];

const MOST_TRIES = 12;
const NAMESAKE_SHARE = 0.25;

export interface FullName {
  /** One or two. */
  readonly given: readonly SampleName[];
  /** One or two. */
  readonly family: readonly SampleName[];
  /** Borne before a marriage. */
  readonly former: SampleName | undefined;
  readonly isFamilyFirst: boolean;
}

/**
 * Names as a large firm has them: some very common, half of the surnames rare. The rare ones are put together from halves
 * of the sample's, within a culture, so that they look alike without being the same.
 */
export class NamePool {
  readonly #random: Random;
  readonly #drawn = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Mostly one that nobody has yet. */
  draw(): FullName {
    for (let attempt = 1; ; attempt++) {
      const name = this.#fullName();
      const key = `${name.given[0]?.latin} ${name.family[0]?.latin}`;
      if (this.#drawn.has(key) && attempt < MOST_TRIES && !this.#random.chance(NAMESAKE_SHARE)) continue;
      this.#drawn.add(key);
      return name;
    }
  }

  /** Two of a family: their first names begin alike where the culture has such a pair. */
  twins(): readonly [FullName, FullName] {
    const random = this.#random;
    const culture = random.weighted(CULTURES);
    const siblings = random.shuffled(random.chance(0.5) ? culture.women : culture.men);
    const one = siblings[0] ?? random.pick(culture.women);
    const other = siblings.find((name) => name !== one && name.latin[0] === one.latin[0]) ?? siblings[1] ?? one;
    const family = [this.#family(culture, false)];
    const shared = { family, former: undefined, isFamilyFirst: culture.isFamilyFirst ?? false };
    return [
      { ...shared, given: [one] },
      { ...shared, given: [other] }
    ];
  }

  #fullName(): FullName {
    const random = this.#random;
    const culture = random.weighted(CULTURES);
    const isWoman = random.chance(0.5);
    const given = [this.#given(culture, isWoman)];
    if (random.chance(0.12)) given.push(this.#given(culture, isWoman));
    const family = [this.#family(culture, isWoman)];
    if (random.chance(0.06)) family.push(this.#family(culture, isWoman));
    const former = isWoman && random.chance(0.06) ? this.#family(culture, isWoman) : undefined;
    return { given, family, former, isFamilyFirst: culture.isFamilyFirst ?? false };
  }

  #given(culture: Culture, isWoman: boolean): SampleName {
    const pool = isWoman ? culture.women : culture.men;
    const one = this.#common(pool);
    const other = this.#common(pool);
    const isSyllable = culture.isFamilyFirst === true && one.native.length === 1 && other.native.length === 1;
    return isSyllable && one !== other
      ? { native: one.native + other.native, latin: one.latin + other.latin.toLowerCase() }
      : one;
  }

  #family(culture: Culture, isWoman: boolean): SampleName {
    const one = this.#common(culture.families);
    const family = this.#random.chance(0.4) ? spliced(one, this.#random.pick(culture.families)) : one;
    const { feminine } = culture;
    return isWoman && feminine ? { native: feminine(family.native), latin: feminine(family.latin) } : family;
  }

  /** The first ones of a list are borne by many, the last ones by few. */
  #common(pool: readonly SampleName[]): SampleName {
    const place = Math.floor(pool.length * this.#random.next() ** 1.6);
    return pool[place] ?? this.#random.pick(pool);
  }
}

/** The first half of one with the second half of the other; names in two scripts, and in several words, stay as they are. */
function spliced(one: SampleName, other: SampleName): SampleName {
  const isPlain = [one, other].every(({ native, latin }) => native === latin && /^\p{L}{6,}$/u.test(native));
  if (!isPlain) return one;
  const text = one.native.slice(0, Math.ceil(one.native.length / 2)) + other.native.slice(other.native.length >> 1);
  return { native: text, latin: text };
}
