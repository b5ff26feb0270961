import type { FileSink } from '../protocol/plan-api';
import { download } from './download';

/** What Chromium browsers have beyond the DOM's typings: a file on disk that is written as it comes. */
interface SavingWindow {
  showSaveFilePicker?: (options: { suggestedName: string; id: string }) => Promise<FileSystemFileHandle>;
}

/** Where a file goes while it is written. `finish` makes it the person's; `discard` leaves nothing of it. */
export interface SaveSink extends FileSink {
  /** Straight into the file that the person named. */
  readonly isDirect: boolean;
  /** Saved as the person named it; else under the name given here. */
  finish(fileName: string): Promise<void>;
  discard(): Promise<void>;
}

/** One whose contents can be looked at once more. */
export interface ReadableSink extends SaveSink {
  /** What was written. Of a file after `finish`, from where it lies; of what is collected before, as it will be handed over. */
  written(): Promise<Blob>;
}

/**
 * On disk where the browser asks for a place and streams to it; else collected, which the browser keeps on disk itself
 * when it grows. Undefined when the person closed the question. Only on a click. The browser remembers the place by `id`.
 */
export async function openSaveSink(suggestedName: string, id = 'muster-hand-over'): Promise<ReadableSink | undefined> {
  const pick = (globalThis as SavingWindow).showSaveFilePicker;
  if (!pick) return new CollectingSink();
  try {
    const handle = await pick({ suggestedName, id });
    return new StreamingSink(handle, await handle.createWritable());
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') return undefined;
    // A place that may not be written to, or no click any more: the browser's downloads always work.
    return new CollectingSink();
  }
}

class StreamingSink implements ReadableSink {
  readonly isDirect = true;
  readonly #handle: FileSystemFileHandle;
  readonly #stream: FileSystemWritableFileStream;

  constructor(handle: FileSystemFileHandle, stream: FileSystemWritableFileStream) {
    this.#handle = handle;
    this.#stream = stream;
  }

  write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#stream.write(bytes);
  }

  finish(): Promise<void> {
    return this.#stream.close();
  }

  written(): Promise<Blob> {
    return this.#handle.getFile();
  }

  /** What stood there before stays. */
  async discard(): Promise<void> {
    await this.#stream.abort().catch(() => undefined);
  }
}

class CollectingSink implements ReadableSink {
  readonly isDirect = false;
  #parts: Blob[] = [];

  write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#parts.push(new Blob([bytes]));
    return Promise.resolve();
  }

  written(): Promise<Blob> {
    return Promise.resolve(new Blob(this.#parts));
  }

  finish(fileName: string): Promise<void> {
    download(new Blob(this.#parts), fileName);
    return this.discard();
  }

  discard(): Promise<void> {
    this.#parts = [];
    return Promise.resolve();
  }
}
