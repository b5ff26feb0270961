import type { AppError } from '../model/app-error';
import { ZipArchive } from '../plan/hand-over/packed-files';
import type { FilePiece } from '../plan/plan-file';
import type { FileSink } from '../protocol/plan-api';
import { breathe } from './breathe';

const WRITE_BYTES = 2 ** 20;
/** Longest stretch of work before the message loop gets its turn, give or take a piece of a writer. */
const SLICE_MS = 12;

export type ArchiveOutcome =
  | { readonly status: 'done'; readonly bytes: number }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly error: AppError };

export interface ArchiveWork {
  readonly pieces: Iterable<FilePiece>;
  /** The last file, which is made of what became of the others. */
  readonly last: () => Promise<FilePiece>;
  readonly sink: FileSink;
  readonly at: Date;
  /** Told every few milliseconds. */
  readonly onSlice: () => void;
}

/**
 * Packs pieces into one zip archive and writes it, a megabyte at a time, each when the one before has been taken: memory
 * stays flat however slow the sink is.
 */
export async function writeArchive({ pieces, last, sink, at, onSlice }: ArchiveWork): Promise<ArchiveOutcome> {
  const archive = new ZipArchive(at);
  const writing = new MegabyteWriter(sink);
  let sliceStart = performance.now();
  for (const piece of pieces) {
    archive.add(piece);
    if (archive.isTooLarge) return TOO_LARGE;
    const refused = await writing.add(archive.takeReady());
    if (refused) return refused;
    if (performance.now() - sliceStart < SLICE_MS) continue;
    onSlice();
    await breathe();
    sliceStart = performance.now();
  }
  archive.add(await last());
  if (archive.isTooLarge) return TOO_LARGE;
  archive.finish();
  return (await writing.add(archive.takeReady())) ?? writing.end();
}

const TOO_LARGE: ArchiveOutcome = { status: 'failed', error: { kind: 'archive-overfull' } };

class MegabyteWriter {
  readonly #sink: FileSink;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #bytes = 0;

  constructor(sink: FileSink) {
    this.#sink = sink;
  }

  async add(parts: readonly Uint8Array[]): Promise<ArchiveOutcome | undefined> {
    for (const part of parts) {
      this.#waiting.push(part);
      this.#waitingBytes += part.length;
    }
    return this.#waitingBytes >= WRITE_BYTES ? this.#flush() : undefined;
  }

  async end(): Promise<ArchiveOutcome> {
    return (await this.#flush()) ?? { status: 'done', bytes: this.#bytes };
  }

  async #flush(): Promise<ArchiveOutcome | undefined> {
    const joined = join(this.#waiting, this.#waitingBytes);
    this.#bytes += this.#waitingBytes;
    this.#waiting = [];
    this.#waitingBytes = 0;
    return write(this.#sink, joined);
  }
}

/** What the sink refuses: the person cancelled, or there is no room. */
async function write(sink: FileSink, bytes: Uint8Array<ArrayBuffer>): Promise<ArchiveOutcome | undefined> {
  try {
    await sink.write(bytes);
    return undefined;
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
    if (name === 'AbortError') return { status: 'cancelled' };
    return { status: 'failed', error: { kind: 'file-not-written', cause: message } };
  }
}

function join(parts: readonly Uint8Array[], byteCount: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(byteCount);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
