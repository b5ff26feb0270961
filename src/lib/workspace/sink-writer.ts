import type { AppError } from '../model/app-error';
import type { FileSink } from '../protocol/plan-api';

/** How a write ended that the sink refused: the person cancelled, or there is no room. */
export type SinkRefusal = { readonly status: 'cancelled' } | { readonly status: 'failed'; readonly error: AppError };

/** Writes into a sink of the page and remembers what it refused, whatever becomes of the error on its way. */
export class SinkWriter {
  readonly #sink: FileSink;
  #bytes = 0;
  #refusal: SinkRefusal | undefined;

  constructor(sink: FileSink) {
    this.#sink = sink;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get refusal(): SinkRefusal | undefined {
    return this.#refusal;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      await this.#sink.write(bytes);
      this.#bytes += bytes.length;
    } catch (error) {
      this.#refusal = refusalOf(error);
      throw error;
    }
  }
}

function refusalOf(error: unknown): SinkRefusal {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'AbortError') return { status: 'cancelled' };
  if (name === 'QuotaExceededError')
    return { status: 'failed', error: { kind: 'storage-full', neededBytes: undefined } };
  return { status: 'failed', error: { kind: 'file-not-written', cause: message } };
}
