import type { BackupAbout, BackupEnd } from './backup-about';
import { writeJson } from './backup-about';
import { writeEntry, type BackupEntry } from './backup-entry';
import { newBackupId, writeHeader, type WrappedKey } from './backup-header';
import { joined, sha256, toHex, type Bytes } from './bytes';
import { ContentHash } from './content-hash';
import { FRAME_BYTES } from './file-layout';
import { FrameWriter } from './frame-writer';

/** What a file is sealed with: a key of its own, made of one that the passphrase opens. */
export interface BackupSeal {
  readonly lock: WrappedKey;
  /** `id` of the file, in hexadecimal. */
  readonly keyOf: (id: string) => Promise<CryptoKey>;
}

export type Write = (bytes: Bytes) => Promise<void>;

/**
 * Writes a `.muster` file piece by piece (file-layout.ts). Entries have to come in the order that makes equal contents
 * equal: rows by table and key, then segments by number. Memory: two frames, and the entry at hand.
 */
export class BackupWriter {
  readonly #write: Write;
  readonly #frames: FrameWriter;
  readonly #hash = new ContentHash();
  #waiting: Bytes[] = [];
  #waitingBytes = 0;
  #rawBytes = 0;

  private constructor(write: Write, frames: FrameWriter) {
    this.#write = write;
    this.#frames = frames;
  }

  static async start(write: Write, about: BackupAbout, seal?: BackupSeal): Promise<BackupWriter> {
    const id = newBackupId();
    const header = await writeHeader({ id, lock: seal?.lock, workspaceId: about.workspaceId });
    await write(header);
    const key = await seal?.keyOf(toHex(id));
    const writer = new BackupWriter(write, new FrameWriter(await sha256(header), key));
    await write(await writer.#frames.write('about', writeJson(about)));
    return writer;
  }

  async add(entry: BackupEntry): Promise<void> {
    const whole = writeEntry(entry);
    await this.#hash.add(whole);
    this.#rawBytes += whole.length;
    for (let start = 0; start < whole.length;) {
      const part = whole.subarray(start, start + FRAME_BYTES - this.#waitingBytes);
      this.#waiting.push(part);
      this.#waitingBytes += part.length;
      start += part.length;
      if (this.#waitingBytes === FRAME_BYTES) await this.#flush();
    }
  }

  async finish(): Promise<BackupEnd> {
    if (this.#waitingBytes > 0) await this.#flush();
    const { entries } = this.#hash;
    const end: BackupEnd = { entries, rawBytes: this.#rawBytes, contentHash: await this.#hash.finish() };
    await this.#write(await this.#frames.write('end', writeJson(end)));
    return end;
  }

  async #flush(): Promise<void> {
    const raw = joined(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#write(await this.#frames.write('contents', raw));
  }
}
