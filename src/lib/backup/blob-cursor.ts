import { BackupFault } from './backup-fault';
import { joined } from './bytes';

const WINDOW_BYTES = 8 * 2 ** 20;

/** Reads a file from its beginning to its end, a window at a time: memory stays flat. */
export class BlobCursor {
  readonly #file: Blob;
  #window: Uint8Array = new Uint8Array(0);
  /** Of the file: what the window begins with, and what is taken next. */
  #windowAt = 0;
  #at = 0;

  constructor(file: Blob) {
    this.#file = file;
  }

  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#file.size;
  }

  /** A file that has less is cut off. */
  async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#at + count > this.#file.size) throw new BackupFault({ kind: 'backup-cut', bytes: this.#file.size });
    const parts: Uint8Array[] = [];
    let left = count;
    while (left > 0) {
      const start = this.#at - this.#windowAt;
      if (start === this.#window.length) {
        await this.#read();
        continue;
      }
      const part = this.#window.subarray(start, start + left);
      parts.push(part);
      left -= part.length;
      this.#at += part.length;
    }
    return joined(parts);
  }

  async #read(): Promise<void> {
    this.#windowAt = this.#at;
    const part = this.#file.slice(this.#at, this.#at + WINDOW_BYTES);
    this.#window = new Uint8Array(await part.arrayBuffer());
    if (this.#window.length === 0) throw new BackupFault({ kind: 'backup-cut', bytes: this.#at });
  }
}
