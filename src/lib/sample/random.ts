/**
 * A small repeatable source of chance (mulberry32): the same seed gives the same sample on every machine.
 * Good enough to scatter dirt over names; never for ids or anything secret.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number in [0, end). */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }

  /** One of the items, the heavier the likelier. */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item {
    const total = items.reduce((sum, { weight }) => sum + weight, 0);
    let left = this.next() * total;
    const found = items.find(({ weight }) => (left -= weight) < 0);
    return found ?? this.pick(items);
  }

  /** A new list in another order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const list = [...items];
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [list[last], list[other]] = [list[other] as Item, list[last] as Item];
    }
    return list;
  }

  digits(length: number): string {
    return this.#numerals(length, 10);
  }

  hex(length: number): string {
    return this.#numerals(length, 16);
  }

  /** Four at a draw. */
  #numerals(length: number, base: 10 | 16): string {
    let text = '';
    while (text.length < length)
      text += this.below(base ** 4)
        .toString(base)
        .padStart(4, '0');
    return text.slice(0, length);
  }
}
