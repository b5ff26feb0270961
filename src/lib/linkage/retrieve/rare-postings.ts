const SLICE_PAIRS = 131_072;

/** Pairs of a key and a row as they come, before they are sorted. Keys are hashes of 32 bits. */
export class KeyRows {
  keys = new Uint32Array(1024);
  rows = new Uint32Array(1024);
  length = 0;

  push(key: number, row: number): void {
    if (this.length === this.keys.length) {
      this.keys = grown(this.keys);
      this.rows = grown(this.rows);
    }
    this.keys[this.length] = key;
    this.rows[this.length++] = row;
  }
}

/**
 * Rows by keys that few rows have: identifiers, handles, numbers, private domains, all in one table.
 *
 *     bucket = key & mask        as many buckets as pairs, at least
 *     offsets   bucket -> its pairs
 *     keys      of each pair, to tell them apart in a bucket
 *     rows      ascending within a key
 *
 * 12 bytes per pair, 30 ns per pair to build; one look-up misses the cache twice.
 */
export class RarePostings {
  #mask = 0;
  #offsets = new Uint32Array(0);
  #keys = new Uint32Array(0);
  #rows = new Uint32Array(0);

  /** At once, of few pairs. */
  constructor(pairs?: KeyRows) {
    const steps = this.#fill(pairs ?? new KeyRows());
    while (steps.next().done !== true);
  }

  /** Yields now and then. */
  static *build(pairs: KeyRows): Generator<void, RarePostings> {
    const made = new RarePostings();
    yield* made.#fill(pairs);
    return made;
  }

  *#fill({ keys, rows, length }: KeyRows): Generator<void, void> {
    let buckets = 16;
    while (buckets < length) buckets *= 2;
    const mask = buckets - 1;
    const offsets = new Uint32Array(buckets + 1);
    for (let i = 0; i < length; i++) {
      if (i % SLICE_PAIRS === 0) yield;
      offsets[(keys[i] & mask) + 1]++;
    }
    yield;
    for (let bucket = 0; bucket < buckets; bucket++) offsets[bucket + 1] += offsets[bucket];
    yield;
    const places = offsets.slice(0, buckets);
    const sortedKeys = new Uint32Array(length);
    const sortedRows = new Uint32Array(length);
    for (let i = 0; i < length; i++) {
      if (i % SLICE_PAIRS === 0) yield;
      const place = places[keys[i] & mask]++;
      sortedKeys[place] = keys[i];
      sortedRows[place] = rows[i];
    }
    this.#mask = mask;
    this.#offsets = offsets;
    this.#keys = sortedKeys;
    this.#rows = sortedRows;
  }

  /** Puts the rows of the key into `out`; their number. None where its bucket has more than `out` takes: it is common. */
  find(key: number, out: Uint32Array): number {
    const bucket = key & this.#mask;
    const start = this.#offsets[bucket];
    const end = this.#offsets[bucket + 1];
    if (end - start > out.length) return 0;
    let count = 0;
    for (let at = start; at < end; at++) {
      if (this.#keys[at] === key >>> 0) out[count++] = this.#rows[at];
    }
    return count;
  }
}

/** Of a number in one of several books. */
export function keyOfNumber(kind: number, id: number): number {
  let hash = Math.imul(id ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function grown(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
