import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { FilePiece } from '../plan-file';

type PieceHash = ReturnType<typeof sha256.create>;
type Bytes = FilePiece['bytes'];

/** A file that was handed over, as its manifest tells it. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Operations or rows; undefined where the writer did not say. */
  readonly rows: number | undefined;
}

/** The SHA-256 of bytes that are there at once, in hexadecimal: the browser's own, on another thread. */
export type WholeHash = (bytes: Bytes) => Promise<string>;

/**
 * Follows pieces as they pass: which files there were, how large, and their hashes. The pieces of a file follow one another.
 * A file that is one piece is hashed by the browser, where it can be asked; others here, as they come: 10 ns per byte.
 */
export class FileLedger {
  readonly #files: Promise<WrittenFile>[] = [];
  readonly #wholeHash: WholeHash | undefined;
  #open: OpenFile | undefined;

  constructor(wholeHash?: WholeHash) {
    this.#wholeHash = wholeHash;
  }

  add({ path, bytes, rows }: FilePiece): void {
    if (this.#open?.path !== path) this.#close();
    if (this.#open) addBytes(this.#open, bytes);
    else this.#open = { path, first: bytes, hash: undefined, bytes: bytes.length, rows: undefined };
    if (rows !== undefined) this.#open.rows = (this.#open.rows ?? 0) + rows;
  }

  /** All of them, when nothing more is to come. */
  finish(): Promise<readonly WrittenFile[]> {
    this.#close();
    return Promise.all(this.#files);
  }

  #close(): void {
    if (this.#open) this.#files.push(this.#written(this.#open));
    this.#open = undefined;
  }

  async #written({ path, first, hash, bytes, rows }: OpenFile): Promise<WrittenFile> {
    const isWhole = hash === undefined && this.#wholeHash !== undefined;
    const hashed = isWhole ? await this.#wholeHash(first) : bytesToHex((hash ?? hashOf(first)).digest());
    return { path, bytes, sha256: hashed, rows };
  }
}

interface OpenFile {
  readonly path: string;
  readonly first: Bytes;
  /** Once there is a second piece. */
  hash: PieceHash | undefined;
  bytes: number;
  rows: number | undefined;
}

function addBytes(file: OpenFile, bytes: Bytes): void {
  file.hash ??= hashOf(file.first);
  file.hash.update(bytes);
  file.bytes += bytes.length;
}

function hashOf(bytes: Bytes): PieceHash {
  return sha256.create().update(bytes);
}
