import Dexie from 'dexie';
import { must } from '../model/assert';
import { segmentsOfHold } from './held-run';
import { segmentsOf } from './list-head';
import { bundleParts, partOf, type Part } from './part-bundle';
import { openSegments, sealSegments } from './sealed-segment';
import type { WorkspaceDatabase } from './workspace-database';
import type { WriteGuard } from './write-guard';

/** Large enough to save values, small enough that a bundle of which only one part is still in use is no burden: 1 MB. */
const PARTS_PER_BUNDLE = 8;

/** Packed segments by number. Numbers are given out in ascending order and are never used twice while one tab writes. */
export class SegmentStore {
  readonly #db: WorkspaceDatabase;
  #nextNumber = 1;
  /** Written ahead of the head that will name them. */
  readonly #pinned = new Set<number>();
  /** Being written to a backup: each list of numbers for one. */
  readonly #kept = new Set<readonly number[]>();

  constructor(db: WorkspaceDatabase) {
    this.#db = db;
  }

  async open(): Promise<void> {
    const last = await this.#db.segments.toCollection().lastKey();
    this.#nextNumber = (typeof last === 'number' ? last : 0) + 1;
  }

  async read(numbers: readonly number[]): Promise<ArrayBuffer[]> {
    const stored = await this.#db.segments.bulkGet([...numbers]);
    return openSegments(this.#db.keys?.segments, numbers, stored);
  }

  /** Writes inside the caller's transaction. */
  async add(buffers: readonly ArrayBuffer[]): Promise<number[]> {
    const numbers = this.#draw(buffers.length);
    const key = this.#db.keys?.segments;
    // The transaction would end by itself during the few milliseconds that sealing takes, and Dexie lose track of it.
    const sealing = key && Dexie.ignoreTransaction(() => sealSegments(key, numbers, buffers));
    const stored = sealing ? await Dexie.waitFor(sealing) : buffers;
    await this.#db.segments.bulkAdd([...stored], numbers);
    return numbers;
  }

  /** Writes inside the caller's transaction. Gives a number for each part: those that are stored together have the same. */
  async addParts(parts: readonly Part[]): Promise<number[]> {
    const bundles: ArrayBuffer[] = [];
    for (let start = 0; start < parts.length; start += PARTS_PER_BUNDLE)
      bundles.push(bundleParts(parts.slice(start, start + PARTS_PER_BUNDLE)));
    const numbers = await this.add(bundles);
    return parts.map((_, i) => must(numbers[Math.floor(i / PARTS_PER_BUNDLE)], 'every part is in a bundle'));
  }

  /** The parts of the segments of a list, in their order, given the number of each. */
  async readParts(numbers: readonly number[]): Promise<Uint32Array[]> {
    const stored = [...new Set(numbers)];
    const bundles = new Map((await this.read(stored)).map((bundle, i) => [stored[i], bundle]));
    return numbers.map((number, segment) => partOf(must(bundles.get(number), 'the bundle was read'), segment));
  }

  /** Writes ahead, in a transaction of its own. The segments stay, unseen, until `unpin`. */
  async addPinned(
    guard: WriteGuard,
    buffers: readonly ArrayBuffer[],
    journal?: () => Promise<unknown>
  ): Promise<number[]> {
    const numbers = this.#draw(buffers.length);
    // Pinned first: another transaction may remove left-overs as soon as this one has ended.
    for (const number of numbers) this.#pinned.add(number);
    try {
      const stored = await sealSegments(this.#db.keys?.segments, numbers, buffers);
      await guard.write(async () => {
        await journal?.();
        await this.#db.segments.bulkAdd([...stored], numbers);
      });
    } catch (error) {
      this.unpin(numbers);
      throw error;
    }
    return numbers;
  }

  #draw(count: number): number[] {
    return Array.from({ length: count }, () => this.#nextNumber++);
  }

  unpin(numbers: readonly number[]): void {
    for (const number of numbers) this.#pinned.delete(number);
  }

  /** These stay, whatever becomes of the heads that name them, until what it gives is called. */
  keep(numbers: readonly number[]): () => void {
    this.#kept.add(numbers);
    return () => this.#kept.delete(numbers);
  }

  /** Inside the caller's transaction: removes what no head, no step's image and no held run names. 2 ms. */
  async removeUnreferenced(): Promise<void> {
    const referenced = new Set(this.#pinned);
    for (const numbers of this.#kept) for (const number of numbers) referenced.add(number);
    for (const head of await this.#db.lists.toArray()) for (const number of segmentsOf(head)) referenced.add(number);
    for (const image of await this.#db.headImages.toArray()) {
      for (const head of image.heads) for (const number of segmentsOf(head)) referenced.add(number);
    }
    for (const hold of await this.#db.holds.toArray())
      for (const number of segmentsOfHold(hold)) referenced.add(number);
    const stored = await this.#db.segments.toCollection().primaryKeys();
    await this.#db.segments.bulkDelete(stored.filter((number) => !referenced.has(number)));
  }
}
