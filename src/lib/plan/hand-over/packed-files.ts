import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { FilePiece } from '../plan-file';

/** What an archive without the 64-bit extension can say. */
const MOST_FILES = 65_535;
const MOST_BYTES = 2 ** 32 - 1;
/** Room for the archive's directory, beside the names in it. */
const RESERVED = 2 ** 20;
const DIRECTORY_ENTRY = 128;
/** Text of one line after the other shrinks tenfold at the lowest level, in a third of the time of the usual one. */
const LEVEL = 1;
const PACKED_ALREADY = /\.(parquet|xlsx|zip)$/;
/**
 * Packing costs more than writing and hashing together. Files that begin behind so many bytes are stored as they are: who
 * hands hundreds of megabytes over waits for the disk, not for this. Not where the archive would get too large by it.
 */
const STORED_FROM = 16 * 2 ** 20;
const STORED_UNTIL = 2 ** 31;

/** What the maker of the files has returned; nothing where they were more than an archive can hold. */
export type PackOutcome<Told> = { readonly kind: 'packed'; readonly told: Told } | { readonly kind: 'too-large' };

/**
 * Files as one zip archive, yielded as it grows; memory stays flat. `too-large`: more files or bytes than an archive can
 * name; what was yielded is no archive then. Measured: 12 ns per byte, and a thirteenth of the size; 3 ns where it is stored.
 */
export function* packedFiles<Told>(
  pieces: Generator<FilePiece, Told>,
  at: Date
): Generator<Uint8Array, PackOutcome<Told>> {
  const archive = new ZipArchive(at);
  let step = pieces.next();
  for (; !step.done; step = pieces.next()) {
    archive.add(step.value);
    if (archive.isTooLarge) {
      return { kind: 'too-large' };
    }
    yield* archive.takeReady();
  }
  archive.finish();
  yield* archive.takeReady();
  return { kind: 'packed', told: step.value };
}

/** A zip archive that grows file by file; what is ready is taken away. */
export class ZipArchive {
  #ready: Uint8Array[] = [];
  #bytes = 0;
  /** Before packing. */
  #given = 0;
  #files = 0;
  #names = 0;
  #open: { readonly path: string; readonly file: ZipDeflate | ZipPassThrough } | undefined;
  readonly #at: Date;
  readonly #zip = new Zip((error, data) => {
    if (error) throw error;
    this.#ready.push(data);
    this.#bytes += data.length;
  });

  constructor(at: Date) {
    this.#at = at;
  }

  get isTooLarge(): boolean {
    const directory = RESERVED + this.#names * 3 + this.#files * DIRECTORY_ENTRY;
    return this.#files > MOST_FILES || this.#bytes + directory > MOST_BYTES;
  }

  add({ path, bytes }: FilePiece): void {
    if (this.#open?.path !== path) this.#begin(path);
    this.#open?.file.push(bytes);
    this.#given += bytes.length;
  }

  takeReady(): readonly Uint8Array[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  finish(): void {
    this.#end();
    this.#zip.end();
  }

  #begin(path: string): void {
    this.#end();
    const file = this.#isStored(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: LEVEL });
    file.mtime = this.#at;
    this.#zip.add(file);
    this.#open = { path, file };
    this.#files++;
    this.#names += path.length;
  }

  #isStored(path: string): boolean {
    const isLarge = this.#given > STORED_FROM && this.#bytes < STORED_UNTIL;
    return isLarge || PACKED_ALREADY.test(path);
  }

  #end(): void {
    this.#open?.file.push(new Uint8Array(0), true);
    this.#open = undefined;
  }
}
