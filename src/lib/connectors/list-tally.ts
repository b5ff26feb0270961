import type { IncompleteCause } from '../model/app-error';
import type { Item, Reading } from './connector';
import type { RequestLimits } from './request-limits';

type TallyLimits = Pick<RequestLimits, 'maxListRecords' | 'mostEmptyPages'>;

/**
 * Whether a list came whole: what was told against what came, each record once. A list may grow while it is read, as long
 * as everything came in the end. One that loses as many as it gains between two pages cannot be told from one that stands
 * still: only a system with cursors knows. It holds the identifiers of the list: 77 bytes per record at a million.
 */
export class ListTally {
  readonly #ids = new Set<string>();
  readonly #limits: TallyLimits;
  #told: number | undefined;
  #emptyPages = 0;

  constructor(limits: TallyLimits) {
    this.#limits = limits;
  }

  /** The items that were not seen before; or why the list cannot be trusted. */
  take(reading: Reading): { readonly fresh: readonly Item[] } | { readonly problem: IncompleteCause } {
    const { items, total } = reading;
    const before = this.#told;
    this.#told = total ?? before;
    if (before !== undefined && total !== undefined && total < before)
      return { problem: { kind: 'shrunk', before, after: total } };
    const unnamed = items.filter(({ id }) => id === '').length;
    if (unnamed > 0) return { problem: { kind: 'no-id', records: unnamed } };
    if (this.#ids.size + items.length > this.#limits.maxListRecords) return this.#endless();
    const fresh = items.filter(({ id }) => !this.#ids.has(id) && this.#ids.add(id));
    this.#emptyPages = fresh.length === 0 ? this.#emptyPages + 1 : 0;
    const problem = this.#problem(reading, fresh.length);
    return problem ? { problem } : { fresh };
  }

  #problem({ items, next, isLinkMissing, mayRepeat }: Reading, fresh: number): IncompleteCause | undefined {
    const got = this.#ids.size;
    if (isLinkMissing) return { kind: 'no-link', pageSize: items.length };
    if (!next && this.#told !== undefined)
      return this.#told === got ? undefined : { kind: 'count', told: this.#told, got };
    if (items.length > 0 && fresh === 0 && !mayRepeat) return { kind: 'same-page' };
    return next && this.#emptyPages > this.#limits.mostEmptyPages ? { kind: 'endless', records: got } : undefined;
  }

  #endless(): { readonly problem: IncompleteCause } {
    return { problem: { kind: 'endless', records: this.#ids.size } };
  }
}
