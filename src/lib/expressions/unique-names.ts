import { cut } from './text-functions';

export const DEFAULT_UNIQUE_LENGTH = 100;

/**
 * What `unique(base, length)` has given so far. It counts within one run over accounts, in the order of their rows:
 * the first gets the base, the next base2, then base3; case does not make a difference. The base is cut so that the
 * number fits. Names that are taken in the domain are not known here: a user whose name is taken is refused when it is
 * made.
 */
export class UniqueNames {
  readonly #given = new Set<string>();
  /** Where counting goes on, by base: else a million equal bases would be counted from 2 each time. */
  readonly #next = new Map<string, number>();

  take(base: string, length: number): string {
    if (base === '') return '';
    const key = `${length} ${base.toLowerCase()}`;
    for (let number = this.#next.get(key) ?? 1; ; number++) {
      const suffix = number === 1 ? '' : String(number);
      const name = cut(base, length - suffix.length) + suffix;
      if (name.length > length) throw new Error(`No number fits into ${length} characters.`);
      const folded = name.toLowerCase();
      if (this.#given.has(folded)) continue;
      this.#given.add(folded);
      this.#next.set(key, number + 1);
      return name;
    }
  }
}
