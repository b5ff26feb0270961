import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../src/lib/model/result';
import type { AppError } from '../../../src/lib/model/app-error';
import { NewUserBoxes } from '../../../src/lib/state/new-user-boxes.svelte';
import { PagedRows, type Page } from '../../../src/lib/state/paged-rows.svelte';

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A list of numbers. An answer waits until it is let go, so that a newer question can overtake it. */
class NumberList {
  readonly asked: number[] = [];
  total = 1_000;
  label = 'a';
  isHeld = false;
  readonly #waiting: (() => void)[] = [];

  readonly read = async ({ start, end }: { start: number; end: number }): Promise<Result<Page<string>, AppError>> => {
    this.asked.push(start);
    const { label, total } = this;
    if (this.isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const length = Math.max(0, Math.min(end, total) - start);
    return ok({ total, start, rows: Array.from({ length }, (_, offset) => `${label}${start + offset}`) });
  };

  letGo(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

describe('a list that is answered by ranges', () => {
  let list: NumberList;
  let rows: PagedRows<string>;

  beforeEach(() => {
    list = new NumberList();
    rows = new PagedRows(list.read);
  });

  it('reads nothing before it is asked for, then only what comes into sight', async () => {
    rows.need(0, 20);
    await settle();
    expect([list.asked, rows.isRead]).toEqual([[], false]);
    await rows.renew();
    expect([rows.total, rows.rowAt(7)]).toEqual([1_000, 'a7']);
    rows.need(350, 420);
    await settle();
    expect([rows.rowAt(399), rows.rowAt(400), rows.rowAt(500)]).toEqual(['a399', 'a400', undefined]);
    expect(list.asked).toEqual([0, 300, 400]);
  });

  it('begins where one was when the same is asked again, and forgets the rest', async () => {
    await rows.renew();
    rows.need(350, 360);
    await settle();
    list.label = 'b';
    await rows.renew();
    expect([rows.rowAt(355), rows.rowAt(5)]).toEqual(['b355', undefined]);
  });

  it('drops an answer that a newer question has overtaken', async () => {
    list.isHeld = true;
    const first = rows.renew();
    list.isHeld = false;
    list.label = 'b';
    await rows.renew();
    list.letGo();
    await first;
    expect(rows.rowAt(0)).toBe('b0');
  });

  it('says why it could not be read', async () => {
    const failing = new PagedRows<string>(async () => err<AppError>({ kind: 'preview-outdated' }));
    await failing.renew();
    expect([failing.failure, failing.isRead, failing.total]).toEqual([{ kind: 'preview-outdated' }, false, 0]);
  });
});

describe('boxes of new users', () => {
  const people = Array.from({ length: 250 }, (_, key) => ({ key, name: `n${key}`, userName: '', email: '' }));
  const open = (unticked?: readonly number[]) =>
    new NewUserBoxes(
      async ({ start, end }) => ok({ total: people.length, start, rows: people.slice(start, end) }),
      unticked
    );

  it('are all ticked, and named when they are unticked', async () => {
    const boxes = open();
    await settle();
    boxes.set([3, 4], false);
    boxes.set([4], true);
    expect([boxes.unticked, boxes.tickedCount, boxes.isTicked(4)]).toEqual([[3], 249, true]);
  });

  it('start without those that were picked out before', async () => {
    const boxes = open([9]);
    await settle();
    expect([boxes.isTicked(9), boxes.tickedCount]).toEqual([false, 249]);
  });

  it('can all be unticked, also beyond what is in sight, and ticked again', async () => {
    const boxes = open();
    await settle();
    await boxes.untickAll();
    expect(boxes.tickedCount).toBe(0);
    boxes.tickAll();
    expect(boxes.unticked).toEqual([]);
  });
});
