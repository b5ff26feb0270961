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
  readonly #mask: number;
  readonly #offsets: Uint32Array;
  readonly #keys: Uint32Array;
  readonly #rows: Uint32Array;

  constructor({ keys, rows, length }: KeyRows) {
    let buckets = 16;
    while (buckets < length) buckets *= 2;
    this.#mask = buckets - 1;
    this.#offsets = new Uint32Array(buckets + 1);
    for (let i = 0; i < length; i++) this.#offsets[(keys[i] & this.#mask) + 1]++;
    for (let bucket = 0; bucket < buckets; bucket++) this.#offsets[bucket + 1] += this.#offsets[bucket];
    const places = this.#offsets.slice(0, buckets);
    this.#keys = new Uint32Array(length);
    this.#rows = new Uint32Array(length);
    for (let i = 0; i < length; i++) {
      const place = places[keys[i] & this.#mask]++;
      this.#keys[place] = keys[i];
      this.#rows[place] = rows[i];
    }
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
