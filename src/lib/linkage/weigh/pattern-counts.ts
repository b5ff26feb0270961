/**
 * Patterns of levels: what a pair agrees in, all comparisons together. Millions of pairs fall to a few thousand patterns,
 * so that what is done per pattern costs nothing per pair. A level takes four bits, eight levels a word:
 *
 *     levels   2 0 1 5 3 1 0 2 | 4 1          words of pattern p: [p · width, (p + 1) · width)
 *     words    0x20135102      | 0x14
 *
 * Patterns are numbered as they come. About 50 ns per pair at ten comparisons.
 */
export class PatternCounts {
  readonly comparisonCount: number;
  /** Pairs per pattern. */
  counts = new Float64Array(256);
  length = 0;

  readonly #width: number;
  readonly #asked: Uint32Array;
  #words: Uint32Array;
  /** Pattern + 1 by hash; 0 is free. At most half full. */
  #slots = new Int32Array(512);

  constructor(comparisonCount: number) {
    this.comparisonCount = comparisonCount;
    this.#width = Math.max(1, Math.ceil(comparisonCount / 8));
    this.#asked = new Uint32Array(this.#width);
    this.#words = new Uint32Array(256 * this.#width);
  }

  /** Counts one pair, gives the number of its pattern. */
  add(levels: Uint8Array): number {
    const pattern = this.#find(levels);
    this.counts[pattern]++;
    return pattern;
  }

  level(pattern: number, comparison: number): number {
    return (this.#words[pattern * this.#width + (comparison >> 3)] >>> ((comparison & 7) << 2)) & 15;
  }

  levels(pattern: number, into: Uint8Array): Uint8Array {
    for (let comparison = 0; comparison < this.comparisonCount; comparison++) {
      into[comparison] = this.level(pattern, comparison);
    }
    return into;
  }

  #find(levels: Uint8Array): number {
    const asked = this.#asked;
    asked.fill(0);
    for (let at = 0; at < this.comparisonCount; at++) asked[at >> 3] |= levels[at] << ((at & 7) << 2);
    const mask = this.#slots.length - 1;
    let slot = hashOf(asked) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#isSame(this.#slots[slot] - 1)) return this.#slots[slot] - 1;
    }
    return this.#append(slot);
  }

  #isSame(pattern: number): boolean {
    const start = pattern * this.#width;
    for (let at = 0; at < this.#width; at++) if (this.#words[start + at] !== this.#asked[at]) return false;
    return true;
  }

  #append(slot: number): number {
    if (this.length === this.counts.length) this.#grow();
    const pattern = this.length++;
    this.#words.set(this.#asked, pattern * this.#width);
    this.#slots[slot] = pattern + 1;
    if (this.length * 2 > this.#slots.length) this.#widen();
    return pattern;
  }

  #grow(): void {
    const counts = new Float64Array(this.counts.length * 2);
    counts.set(this.counts);
    this.counts = counts;
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
  }

  #widen(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let pattern = 0; pattern < this.length; pattern++) {
      const start = pattern * this.#width;
      let slot = hashOf(this.#words.subarray(start, start + this.#width)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = pattern + 1;
    }
  }
}

function hashOf(words: Uint32Array): number {
  let hash = 0x9e3779b9;
  for (const word of words) {
    hash = Math.imul(hash ^ word, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return hash ^ (hash >>> 13);
}
