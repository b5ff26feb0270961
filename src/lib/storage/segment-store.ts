import { must } from '../model/assert';
import { segmentsOf } from './list-head';
import type { WorkspaceDatabase } from './workspace-database';
import type { WriteGuard } from './write-guard';

/** Packed segments by number. Numbers are given out in ascending order and are never used twice while one tab writes. */
export class SegmentStore {
  readonly #db: WorkspaceDatabase;
  #nextNumber = 1;
  /** Written ahead of the head that will name them. */
  readonly #pinned = new Set<number>();

  constructor(db: WorkspaceDatabase) {
    this.#db = db;
  }

  async open(): Promise<void> {
    const last = await this.#db.segments.toCollection().lastKey();
    this.#nextNumber = (typeof last === 'number' ? last : 0) + 1;
  }

  async read(numbers: readonly number[]): Promise<ArrayBuffer[]> {
    const buffers = await this.#db.segments.bulkGet([...numbers]);
    return buffers.map((buffer, i) => must(buffer, `segment ${numbers[i]} is stored`));
  }

  /** Writes inside the caller's transaction. */
  async add(buffers: readonly ArrayBuffer[]): Promise<number[]> {
    const numbers = buffers.map(() => this.#nextNumber++);
    await this.#db.segments.bulkAdd([...buffers], numbers);
    return numbers;
  }

  /** Writes ahead, in a transaction of its own. The segments stay, unseen, until `unpin`. */
  async addPinned(
    guard: WriteGuard,
    buffers: readonly ArrayBuffer[],
    journal?: () => Promise<unknown>
  ): Promise<number[]> {
    const numbers = await guard.write(async () => {
      await journal?.();
      return this.add(buffers);
    });
    for (const number of numbers) this.#pinned.add(number);
    return numbers;
  }

  unpin(numbers: readonly number[]): void {
    for (const number of numbers) this.#pinned.delete(number);
  }

  /** Inside the caller's transaction: removes what no head and no step's image names. 2 ms. */
  async removeUnreferenced(): Promise<void> {
    const referenced = new Set(this.#pinned);
    for (const head of await this.#db.lists.toArray()) for (const number of segmentsOf(head)) referenced.add(number);
    for (const image of await this.#db.headImages.toArray()) {
      for (const head of image.heads) for (const number of segmentsOf(head)) referenced.add(number);
    }
    const stored = await this.#db.segments.toCollection().primaryKeys();
    await this.#db.segments.bulkDelete(stored.filter((number) => !referenced.has(number)));
  }
}
