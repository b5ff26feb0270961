import type { FilePiece } from '../plan-file';

/** What one file may hold. */
export interface FileLimits {
  /** Beside the header. */
  readonly rows: number;
  readonly bytes: number;
}

export const UNLIMITED: FileLimits = { rows: Infinity, bytes: Infinity };

const PIECE_BYTES = 1 << 20;
const encoder = new TextEncoder();

/**
 * Rows into files, parted where a limit says so, each with the header. Bytes are counted, not estimated: a row that
 * would not fit begins the next file. The pieces that are ready are taken by whoever writes; at most two of 1 MiB wait,
 * unless a single row is longer.
 *
 *     row ─▶ UTF-8 in #scratch ─▶ fits? ─▶ #piece ─▶ full: #ready
 *                                   └─ no: the piece so far is the file's last; header of the next
 */
export class CsvFiles {
  readonly #pathOf: (number: number) => string;
  readonly #limits: FileLimits;
  readonly #header: Uint8Array;
  #scratch = new Uint8Array(4096);
  #piece = new Uint8Array(PIECE_BYTES);
  #length = 0;
  #ready: FilePiece[] = [];
  #rows = 0;
  /** Begun in the piece that is being filled. */
  #pieceRows = 0;
  #bytes = 0;
  #fileCount = 0;

  /** `pathOf`: of the first file, the second … `header` whole, with what stands above it. No rows, no file. */
  constructor(pathOf: (number: number) => string, header: string, limits: FileLimits = UNLIMITED) {
    this.#pathOf = pathOf;
    this.#limits = limits;
    this.#header = encoder.encode(header);
  }

  get fileCount(): number {
    return this.#fileCount;
  }

  get isReady(): boolean {
    return this.#ready.length > 0;
  }

  addRow(row: string): void {
    const most = row.length * 3;
    if (most > this.#scratch.length) this.#scratch = new Uint8Array(most * 2);
    const { written } = encoder.encodeInto(row, this.#scratch);
    this.startRow(written);
    this.write(this.#scratch.subarray(0, written));
  }

  /** For a row that is written in parts: its length is told first, so that it is never parted. */
  startRow(byteCount: number): void {
    const isFull = this.#rows >= this.#limits.rows || this.#bytes + byteCount > this.#limits.bytes;
    if (this.#fileCount === 0 || (isFull && this.#rows > 0)) this.#startFile();
    this.#rows++;
    this.#pieceRows++;
  }

  write(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    for (let start = 0; start < bytes.length;) {
      const part = bytes.subarray(start, start + PIECE_BYTES - this.#length);
      this.#piece.set(part, this.#length);
      this.#length += part.length;
      start += part.length;
      if (this.#length === PIECE_BYTES) this.#endPiece();
    }
  }

  /** The pieces that are ready, once. */
  take(): readonly FilePiece[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** The last of them. */
  end(): readonly FilePiece[] {
    this.#endPiece();
    return this.take();
  }

  #startFile(): void {
    this.#endPiece();
    this.#fileCount++;
    this.#rows = 0;
    this.#bytes = 0;
    this.write(this.#header);
  }

  #endPiece(): void {
    if (this.#length === 0) return;
    const path = this.#pathOf(this.#fileCount);
    this.#ready.push({ path, bytes: this.#piece.slice(0, this.#length), rows: this.#pieceRows });
    this.#length = 0;
    this.#pieceRows = 0;
  }
}

/** `oracle/Users.csv`, `oracle/Users-2.csv`, … */
export function numbered(folder: string, name: string): (number: number) => string {
  return (number) => `${folder}/${name}${number > 1 ? `-${number}` : ''}.csv`;
}
