import type { KnownList } from './data-sets/read-set';
import type { DataSet } from './data-sets/find-sets';
import type { GeneratedCase, GeneratedList } from './generate/generated-case';
import { Random } from '../../src/lib/sample/random';

/** The same things in another order: figures must not change by it. */
export function shuffledSet(set: DataSet, seed: number): DataSet {
  const random = new Random(seed);
  if (set.kind === 'single') return { ...set, list: shuffledList(set.list, random) };
  return { ...set, users: shuffledList(set.users, random), accounts: shuffledList(set.accounts, random) };
}

function shuffledList({ list, persons }: KnownList, random: Random): KnownList {
  const order = random.shuffled(persons.map((_, row) => row));
  return { list: inOrder(list, order), persons: order.map((row) => persons[row]) };
}

export function shuffledCase({ users, apps }: GeneratedCase, seed: number): GeneratedCase {
  const random = new Random(seed);
  const order = random.shuffled(users.rows.map((_, row) => row));
  const places = Int32Array.from(order);
  for (const [place, row] of order.entries()) places[row] = place;
  return {
    users: inOrder(users, order),
    apps: apps.map(({ name, accounts, owners }) => {
      const accountOrder = random.shuffled(accounts.rows.map((_, row) => row));
      const moved = accountOrder.map((row) => (owners[row] < 0 ? -1 : places[owners[row]]));
      return { name, accounts: inOrder(accounts, accountOrder), owners: Int32Array.from(moved) };
    })
  };
}

function inOrder({ attributes, rows }: GeneratedList, order: readonly number[]): GeneratedList {
  return { attributes, rows: order.map((row) => rows[row]) };
}
