import { BULK_SCHEMA } from '../../model/scim-request';
import { PieceBuffer } from '../hand-over/piece-buffer';
import type { FilePiece } from '../plan-file';

const HEAD = `{"schemas":["${BULK_SCHEMA}"],"Operations":[`;
const TAIL = ']}';

/** What a request may hold. */
export interface BulkLimits {
  readonly maxOperations: number;
  readonly maxBytes: number;
}

/** Bytes that are left for operations, and the commas between them. */
export function roomFor(limits: BulkLimits): number {
  return limits.maxBytes - HEAD.length - TAIL.length;
}

/**
 * Bulk requests, one per file: `scim/bulk-0001.json`, … Both limits are exact, bytes counted as they are encoded. What
 * is added together stands in the same request, never parted.
 */
export class BulkFiles {
  #ready: FilePiece[] = [];
  #number = 0;
  /** Of the request that is open; 0 where none is. */
  #operations = 0;
  #room = 0;
  readonly #piece = new PieceBuffer();
  readonly #limits: BulkLimits;
  readonly #encoder = new TextEncoder();
  #scratch = new Uint8Array(2 ** 12);

  constructor(limits: BulkLimits) {
    this.#limits = limits;
  }

  /** False where it is too large for any request: nothing has been written then. */
  add(operation: string): boolean {
    this.#makeRoom(operation.length * 3);
    return this.addEncoded(this.#scratch.subarray(0, this.#encoder.encodeInto(operation, this.#scratch).written), 1);
  }

  /** Operations that stand together, with commas between them. False where they are too many, or too large. */
  addEncoded(bytes: Uint8Array, count: number): boolean {
    if (count > this.#limits.maxOperations || bytes.length > roomFor(this.#limits)) return false;
    const fits =
      this.#operations > 0 && this.#operations + count <= this.#limits.maxOperations && bytes.length < this.#room;
    if (!fits) this.#open();
    else this.#room -= this.#piece.addText(',');
    this.#piece.addBytes(bytes);
    this.#piece.countRows(count);
    this.#room -= bytes.length;
    this.#operations += count;
    if (this.#piece.isFull) this.#ready.push(this.#piece.take(this.#path));
    return true;
  }

  get hasReady(): boolean {
    return this.#ready.length > 0;
  }

  /** What can be handed on by now. */
  takeReady(): readonly FilePiece[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** The end of the last request. */
  close(): void {
    if (this.#operations === 0) return;
    this.#piece.addText(TAIL);
    this.#ready.push(this.#piece.take(this.#path));
    this.#operations = 0;
  }

  get #path(): string {
    return `scim/bulk-${String(this.#number).padStart(4, '0')}.json`;
  }

  #open(): void {
    this.close();
    this.#number++;
    this.#piece.addText(HEAD);
    this.#room = roomFor(this.#limits);
  }

  #makeRoom(count: number): void {
    if (count > this.#scratch.length) this.#scratch = new Uint8Array(Math.max(this.#scratch.length * 2, count));
  }
}
