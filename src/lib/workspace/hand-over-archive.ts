import type { AppError } from '../model/app-error';
import { packedFiles } from '../plan/hand-over/packed-files';
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

/**
 * Packs pieces into one zip archive and writes it, a megabyte at a time, each when the one before has been taken: memory
 * stays flat however slow the sink is. `onSlice` is told every few milliseconds.
 */
export async function writeArchive(
  pieces: Generator<FilePiece, unknown>,
  sink: FileSink,
  at: Date,
  onSlice: () => void
): Promise<ArchiveOutcome> {
  const packed = packedFiles(pieces, at);
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  const flush = async (): Promise<ArchiveOutcome | undefined> => {
    const joined = join(waiting.splice(0), waitingBytes);
    bytes += waitingBytes;
    waitingBytes = 0;
    return write(sink, joined);
  };
  let sliceStart = performance.now();
  for (;;) {
    if (performance.now() - sliceStart >= SLICE_MS) {
      onSlice();
      await breathe();
      sliceStart = performance.now();
    }
    const step = packed.next();
    if (step.done) {
      if (step.value.kind === 'too-large') return { status: 'failed', error: { kind: 'archive-overfull' } };
      return (await flush()) ?? { status: 'done', bytes };
    }
    waiting.push(step.value);
    waitingBytes += step.value.length;
    const refused = waitingBytes >= WRITE_BYTES ? await flush() : undefined;
    if (refused) return refused;
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
