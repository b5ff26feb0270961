const ROOM_BYTES = 1 << 20;

/**
 * A stream of bytes, chunk by chunk. Where the stream can fill memory that it is given, as that of a file can, it is the
 * same for every chunk: a file of 100 MB is else 100 MB of garbage. So a chunk is good until the next one is read.
 */
export class ChunkReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #filling: ReadableStreamBYOBReader | undefined;
  #room = new ArrayBuffer(0);

  constructor(stream: ReadableStream<Uint8Array>) {
    try {
      this.#filling = stream.getReader({ mode: 'byob' });
    } catch {
      // Not a stream of this kind: how it says so.
      this.#reader = stream.getReader();
    }
  }

  /** Undefined at the end. */
  async read(): Promise<Uint8Array | undefined> {
    if (!this.#filling) {
      const next = await this.#reader?.read();
      return next?.value;
    }
    if (this.#room.byteLength === 0) this.#room = new ArrayBuffer(ROOM_BYTES);
    const { done, value } = await this.#filling.read(new Uint8Array(this.#room));
    if (done || !value) return undefined;
    this.#room = value.buffer;
    return value;
  }

  async cancel(): Promise<void> {
    await (this.#filling ?? this.#reader)?.cancel();
  }
}
