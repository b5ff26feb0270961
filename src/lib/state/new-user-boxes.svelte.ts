import { SvelteSet } from 'svelte/reactivity';
import type { AppError } from '../model/app-error';
import type { Result } from '../model/result';
import type { WindowRange } from '../protocol/proposed-row';
import { PagedRows, type Page } from './paged-rows.svelte';

/** Somebody for whom a user would be made. */
export interface NewUserRow {
  readonly key: number;
  readonly name: string;
  readonly userName: string;
  readonly email: string;
}

type Read = (range: WindowRange) => Promise<Result<Page<NewUserRow>, AppError>>;

/** Accounts for which users would be made, each with a box: all are ticked until somebody unticks them. */
export class NewUserBoxes {
  readonly rows: PagedRows<NewUserRow>;
  readonly #read: Read;
  readonly #unticked: SvelteSet<number>;

  constructor(read: Read, unticked: readonly number[] = []) {
    this.#read = read;
    this.#unticked = new SvelteSet(unticked);
    this.rows = new PagedRows(read);
    void this.rows.renew();
  }

  get unticked(): readonly number[] {
    return [...this.#unticked];
  }

  get tickedCount(): number {
    return Math.max(0, this.rows.total - this.#unticked.size);
  }

  isTicked(key: number): boolean {
    return !this.#unticked.has(key);
  }

  set(keys: readonly number[], isTicked: boolean): void {
    for (const key of keys) {
      if (isTicked) this.#unticked.delete(key);
      else this.#unticked.add(key);
    }
  }

  tickAll(): void {
    this.#unticked.clear();
  }

  /** Every one has to be named, so all are read. */
  async untickAll(): Promise<void> {
    const all = await this.#read({ start: 0, end: this.rows.total });
    if (all.ok)
      this.set(
        all.value.rows.map(({ key }) => key),
        false
      );
  }
}
