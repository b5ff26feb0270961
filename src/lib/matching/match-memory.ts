import type { KeyHashes } from './key-hashes';

type Use =
  'users: hashes' | 'accounts: hashes' | 'users: bits' | 'accounts: bits' | 'asked' | 'rows' | 'slots' | 'next';

/**
 * The large arrays of a match, for one rule after the other: new ones for each would be 60 MB of garbage per rule and
 * million records, which a browser collects late. What an array holds when it is asked for is what it was last used for.
 */
export class MatchMemory {
  readonly #buffers = new Map<Use, ArrayBuffer>();

  words(use: Use, count: number): Int32Array {
    return new Int32Array(this.#take(use, count * 4), 0, count);
  }

  bytes(use: Use, count: number): Uint8Array {
    return new Uint8Array(this.#take(use, count), 0, count);
  }

  hashes(use: Use, rowCount: number): KeyHashes {
    const buffer = this.#take(use, rowCount * 8);
    return { low: new Uint32Array(buffer, 0, rowCount), high: new Uint32Array(buffer, rowCount * 4, rowCount) };
  }

  #take(use: Use, byteLength: number): ArrayBuffer {
    const known = this.#buffers.get(use);
    if (known && known.byteLength >= byteLength) return known;
    const buffer = new ArrayBuffer(byteLength);
    this.#buffers.set(use, buffer);
    return buffer;
  }
}
