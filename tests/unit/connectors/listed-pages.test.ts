import { expect, test } from 'vitest';
import type { Item, Step } from '../../../src/lib/connectors/connector';
import { ListedPages } from '../../../src/lib/connectors/listed-pages';
import type { PageStore } from '../../../src/lib/connectors/page-store';

const USERS: Step = { list: 'Users', what: 'Users', counts: 'records', kind: 'users', url: 'https://system.example' };
/** Five of them fill a part. */
const LONG = 'x'.repeat(2 ** 20);

/** Answers when it is told to. */
class SlowStore implements PageStore {
  readonly told: string[] = [];
  readonly #waiting: (() => void)[] = [];

  async add(part: Blob): Promise<Blob> {
    const text = await part.text();
    this.told.push(`add ${text.length}`);
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return new Blob([text.replaceAll(/x+/g, 'kept')]);
  }

  clear(): Promise<void> {
    this.told.push('clear');
    return Promise.resolve();
  }

  sweep(): Promise<void> {
    return Promise.resolve();
  }

  async answer(): Promise<void> {
    await expect.poll(() => this.#waiting.length).toBeGreaterThan(0);
    this.#waiting.shift()?.();
  }
}

function page(first: number, text: string, count = 1): readonly Item[] {
  return Array.from({ length: count }, (_, at) => ({ id: String(first + at), line: { id: first + at, text } }));
}

async function ids(file: Blob): Promise<readonly number[]> {
  const lines = (await file.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { id: number }).id);
}

test('few lines never leave memory', async () => {
  const store = new SlowStore();
  const pages = new ListedPages(store, 0);
  await pages.add(USERS, page(0, 'short', 3));
  await pages.add(USERS, page(3, 'short', 2));
  expect(pages.counts).toEqual({ records: 5, groups: 0 });
  expect(await ids(await pages.file())).toEqual([0, 1, 2, 3, 4]);
  expect(store.told).toEqual(['clear']);
});

test('a full part is put away while pages go on coming; a second waits for it; the order is kept', async () => {
  const store = new SlowStore();
  const pages = new ListedPages(store, 0);
  await pages.add(USERS, page(0, LONG, 5));
  await pages.add(USERS, page(5, 'short'));
  let isAdded = false;
  const second = pages.add(USERS, page(6, LONG, 5)).then(() => (isAdded = true));
  await expect.poll(() => store.told.length).toBe(1);
  expect(isAdded).toBe(false);
  await store.answer();
  await second;
  await pages.add(USERS, page(11, 'last'));
  const file = pages.file();
  await store.answer();
  expect(await ids(await file)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  // Of what the store answered, not of what it was given.
  expect((await file).size).toBeLessThan(1000);
  expect(store.told.at(-1)).toBe('clear');
});

test('begun anew, also while a part is written: the store gives back what it had, and nothing old is in the file', async () => {
  const store = new SlowStore();
  const pages = new ListedPages(store, 0);
  await pages.add(USERS, page(0, LONG, 5));
  pages.beginAnew(0);
  expect(pages.counts).toEqual({ records: 0, groups: 0 });
  await pages.add(USERS, page(100, 'new'));
  const file = pages.file();
  await store.answer();
  expect(await ids(await file)).toEqual([100]);
  expect(store.told.map((told) => told.split(' ')[0])).toEqual(['add', 'clear', 'clear']);
});
