import { joined, sha256, type Bytes } from './bytes';
import { deflate } from './deflate';
import { CHECK_BYTES, frameIv, HEAD_CHECK_BYTES, writeHead, type FrameType } from './file-layout';

/** Packs, seals and numbers frames, in the order in which they are asked for. */
export class FrameWriter {
  readonly #binding: Bytes;
  readonly #key: CryptoKey | undefined;
  #number = 0;

  /** `binding` is the SHA-256 of the whole header. */
  constructor(binding: Bytes, key: CryptoKey | undefined) {
    this.#binding = binding;
    this.#key = key;
  }

  async write(type: FrameType, raw: Bytes): Promise<Bytes> {
    const number = this.#number++;
    const deflated = await deflate(raw);
    const packed = deflated ?? raw;
    const head = writeHead({
      number,
      type,
      packing: deflated ? 'deflate-raw' : 'plain',
      rawBytes: raw.length,
      storedBytes: packed.length
    });
    const headCheck = (await sha256(this.#binding, head)).subarray(0, HEAD_CHECK_BYTES);
    return joined([head, headCheck, ...(await this.#closed(number, head, packed))]);
  }

  /** Payload and check; sealed, GCM gives both at once. */
  async #closed(number: number, head: Bytes, packed: Bytes): Promise<readonly Bytes[]> {
    if (!this.#key) return [packed, (await sha256(this.#binding, head, packed)).subarray(0, CHECK_BYTES)];
    const additionalData = joined([this.#binding, head]);
    const way = { name: 'AES-GCM', iv: frameIv(number), additionalData };
    return [new Uint8Array(await crypto.subtle.encrypt(way, this.#key, packed))];
  }
}
