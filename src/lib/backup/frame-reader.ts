import { damaged } from './backup-fault';
import type { BlobCursor } from './blob-cursor';
import { isSame, joined, sha256, type Bytes } from './bytes';
import { inflate } from './deflate';
import {
  CHECK_BYTES,
  frameIv,
  HEAD_BYTES,
  HEAD_CHECK_BYTES,
  readHead,
  type FrameHead,
  type FrameType
} from './file-layout';

export interface Frame {
  readonly type: FrameType;
  readonly raw: Bytes;
  /** Where it begins in the file. */
  readonly atByte: number;
}

/** Reads frames one after the other. Throws BackupFault for anything but the frames that were written, in their order. */
export class FrameReader {
  readonly #cursor: BlobCursor;
  readonly #binding: Bytes;
  readonly #key: CryptoKey | undefined;
  #number = 0;

  constructor(cursor: BlobCursor, binding: Bytes, key: CryptoKey | undefined) {
    this.#cursor = cursor;
    this.#binding = binding;
    this.#key = key;
  }

  async next(): Promise<Frame> {
    const atByte = this.#cursor.at;
    const bytes = await this.#cursor.take(HEAD_BYTES);
    const head = await this.#checkedHead(bytes, await this.#cursor.take(HEAD_CHECK_BYTES), atByte);
    const stored = await this.#cursor.take(head.storedBytes + CHECK_BYTES);
    const packed = await this.#opened(bytes, stored);
    if (!packed) throw damaged(atByte, 'A frame is not what was written.');
    const raw = head.packing === 'plain' ? packed : await inflate(packed, head.rawBytes);
    if (!raw) throw damaged(atByte, 'A frame does not unpack to what it should be.');
    this.#number++;
    return { type: head.type, raw, atByte };
  }

  /** Checked before its lengths are believed. */
  async #checkedHead(bytes: Bytes, check: Bytes, atByte: number): Promise<FrameHead> {
    const expected = (await sha256(this.#binding, bytes)).subarray(0, HEAD_CHECK_BYTES);
    const head = isSame(expected, check) ? readHead(bytes) : undefined;
    if (!head) throw damaged(atByte, 'The head of a frame is not what was written.');
    if (head.number !== this.#number)
      throw damaged(atByte, `Frame ${head.number + 1} stands where frame ${this.#number + 1} should be.`);
    return head;
  }

  async #opened(head: Bytes, stored: Bytes): Promise<Bytes | undefined> {
    if (this.#key)
      return unsealed(this.#key, { iv: frameIv(this.#number), bound: joined([this.#binding, head]) }, stored);
    const packed = stored.slice(0, -CHECK_BYTES);
    const check = (await sha256(this.#binding, head, packed)).subarray(0, CHECK_BYTES);
    return isSame(check, stored.subarray(packed.length)) ? packed : undefined;
  }
}

async function unsealed(
  key: CryptoKey,
  { iv, bound }: { readonly iv: Bytes; readonly bound: Bytes },
  stored: Bytes
): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound }, key, stored));
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'OperationError') return undefined;
    throw cause;
  }
}
