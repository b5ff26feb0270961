import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { FilePiece } from '../plan-file';

// The browser's own wants all bytes at once. 10 ns per byte.
type PieceHash = ReturnType<typeof sha256.create>;

/** A file that was handed over, as its manifest tells it. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Operations or rows; undefined where the writer did not say. */
  readonly rows: number | undefined;
}

/** Follows pieces as they pass: which files there were, how large, and their hashes. The pieces of a file follow one another. */
export class FileLedger {
  readonly #files: WrittenFile[] = [];
  #open: { readonly path: string; readonly hash: PieceHash; bytes: number; rows: number | undefined } | undefined;

  add({ path, bytes, rows }: FilePiece): void {
    if (this.#open?.path !== path) this.#close();
    this.#open ??= { path, hash: sha256.create(), bytes: 0, rows: undefined };
    this.#open.hash.update(bytes);
    this.#open.bytes += bytes.length;
    if (rows !== undefined) this.#open.rows = (this.#open.rows ?? 0) + rows;
  }

  /** All of them, when nothing more is to come. */
  finish(): readonly WrittenFile[] {
    this.#close();
    return this.#files;
  }

  #close(): void {
    if (!this.#open) return;
    const { path, hash, bytes, rows } = this.#open;
    this.#files.push({ path, bytes, sha256: bytesToHex(hash.digest()), rows });
    this.#open = undefined;
  }
}
