import { readAbout, readEnd, type BackupAbout, type BackupEnd } from './backup-about';
import { EntryAssembler, type WholeEntry } from './backup-entry';
import { BackupFault, damaged } from './backup-fault';
import { headerBytes, readHeader, type BackupHeader, type WrappedKey } from './backup-header';
import { BlobCursor } from './blob-cursor';
import { joined, sha256, toHex } from './bytes';
import { ContentHash } from './content-hash';
import { HEADER_START_BYTES, MAGIC } from './file-layout';
import { FrameReader, type Frame } from './frame-reader';

/** The key of a sealed file, by its id in hexadecimal; undefined for a passphrase that does not open its lock. */
export type OpenKey = (lock: WrappedKey, id: string) => Promise<CryptoKey | undefined>;

/**
 * Reads a `.muster` file from its beginning to its end. Whatever is not exactly what was written throws a BackupFault; only
 * who has had all entries, and the end behind them, knows that all of it is.
 */
export class BackupReader {
  readonly about: BackupAbout;
  readonly lock: WrappedKey | undefined;
  readonly #cursor: BlobCursor;
  readonly #frames: FrameReader;

  private constructor({ about, lock }: Pick<BackupReader, 'about' | 'lock'>, cursor: BlobCursor, frames: FrameReader) {
    this.about = about;
    this.lock = lock;
    this.#cursor = cursor;
    this.#frames = frames;
  }

  static async open(file: Blob, openKey: OpenKey): Promise<BackupReader> {
    const cursor = new BlobCursor(file);
    const { whole, header } = await takeHeader(file, cursor);
    const frames = new FrameReader(cursor, await sha256(whole), await keyOf(header, openKey));
    const first = await frames.next();
    const about = first.type === 'about' ? readAbout(first.raw) : undefined;
    if (!about) throw damaged(first.atByte, 'It does not say where it comes from.');
    return new BackupReader({ about, lock: header.lock }, cursor, frames);
  }

  /** Bytes of the file that were read so far. */
  get at(): number {
    return this.#cursor.at;
  }

  /** Once. The end is what the generator returns. */
  async *entries(): AsyncGenerator<WholeEntry, BackupEnd> {
    const assembler = new EntryAssembler();
    const hash = new ContentHash();
    let rawBytes = 0;
    for (;;) {
      const frame = await this.#frames.next();
      if (frame.type === 'about') throw damaged(frame.atByte, 'A frame is of a kind that cannot stand there.');
      if (frame.type === 'end') {
        if (assembler.isUnfinished) throw damaged(frame.atByte, 'The contents end in the middle of an entry.');
        return this.#checkedEnd(frame, { entries: hash.entries, rawBytes, contentHash: await hash.finish() });
      }
      rawBytes += frame.raw.length;
      for (const entry of entriesOf(assembler, frame)) {
        await hash.add(entry.whole);
        yield entry;
      }
    }
  }

  #checkedEnd({ raw, atByte }: Frame, found: BackupEnd): BackupEnd {
    const end = readEnd(raw);
    if (end?.contentHash !== found.contentHash || end.entries !== found.entries || end.rawBytes !== found.rawBytes)
      throw damaged(atByte, 'What is in it is not what its end says.');
    if (!this.#cursor.isAtEnd) throw damaged(this.#cursor.at, 'Something stands behind its end.');
    return end;
  }
}

function* entriesOf(assembler: EntryAssembler, { raw, atByte }: Frame): Generator<WholeEntry, void> {
  try {
    yield* assembler.take(raw);
  } catch (cause) {
    if (cause instanceof BackupFault) throw cause;
    throw damaged(atByte, cause instanceof Error ? cause.message : String(cause));
  }
}

async function keyOf({ id, lock }: BackupHeader, openKey: OpenKey): Promise<CryptoKey | undefined> {
  if (!lock) return undefined;
  const key = await openKey(lock, toHex(id));
  if (!key) throw new BackupFault({ kind: 'passphrase-wrong' });
  return key;
}

/** What is shorter than any header: the beginning of a backup was cut off, anything else is none. */
async function tooShort(file: Blob): Promise<BackupFault> {
  const start = new Uint8Array(await file.arrayBuffer());
  const isBeginning = start.length > 0 && start.every((byte, i) => i >= MAGIC.length || byte === MAGIC[i]);
  return new BackupFault(isBeginning ? { kind: 'backup-cut', bytes: file.size } : { kind: 'backup-foreign' });
}

/** What can be known of a file without its key. Throws BackupFault for what is no backup. */
export async function headerOfFile(file: Blob): Promise<BackupHeader> {
  return (await takeHeader(file, new BlobCursor(file))).header;
}

async function takeHeader(file: Blob, cursor: BlobCursor) {
  if (file.size < HEADER_START_BYTES) throw await tooShort(file);
  const start = await cursor.take(HEADER_START_BYTES);
  const rest = await cursor.take(headerBytes(start) - HEADER_START_BYTES);
  const whole = joined([start, rest]);
  return { whole, header: await readHeader(whole) };
}
