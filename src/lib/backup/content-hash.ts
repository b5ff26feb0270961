import { sha256, toHex, type Bytes } from './bytes';

/**
 * SHA-256 of the SHA-256 of every entry, in their order: equal contents have equal hashes, however they were cut into
 * frames, packed or sealed, whenever and wherever. 32 bytes of memory per entry; entries are a segment each, or a small
 * row.
 */
export class ContentHash {
  readonly #leaves: Promise<Bytes>[] = [];

  get entries(): number {
    return this.#leaves.length;
  }

  /** Resolves when the entry has been hashed: whoever waits keeps few of them in memory. */
  async add(entry: Bytes): Promise<void> {
    const leaf = sha256(entry);
    this.#leaves.push(leaf);
    await leaf;
  }

  async finish(): Promise<string> {
    return toHex(await sha256(...(await Promise.all(this.#leaves))));
  }
}
