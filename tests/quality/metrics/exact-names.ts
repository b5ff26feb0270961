import type { GeneratedList } from '../generate/generated-case';
import type { KnownList } from '../data-sets/read-set';
import { pairScore, pairsWithin, type PairScore } from './pair-score';

/** What it scores to call everybody of the same first and last name one person: published for the open sets. */
export function exactNamesWithin({ list, persons }: KnownList): PairScore {
  const names = fullNames(list);
  const rows = names.flatMap((name, row) => (name === '' ? [] : [row]));
  const said = rows.map((row) => names[row]);
  const both = rows.map((row) => `${names[row]}\n${persons[row]}`);
  return pairScore(pairsWithin(both), pairsWithin(said), pairsWithin(persons));
}

export function exactNamesBetween(users: KnownList, accounts: KnownList): PairScore {
  const rowsByName = new Map<string, number[]>();
  for (const [row, name] of fullNames(users.list).entries())
    rowsByName.set(name, [...(rowsByName.get(name) ?? []), row]);
  const known = new Set(users.persons);
  let [said, right] = [0, 0];
  for (const [row, name] of fullNames(accounts.list).entries()) {
    const found = name === '' ? [] : (rowsByName.get(name) ?? []);
    said += found.length;
    right += found.filter((user) => users.persons[user] === accounts.persons[row]).length;
  }
  return pairScore(right, said, accounts.persons.filter((person) => known.has(person)).length);
}

/** Empty where one of both is missing. */
function fullNames({ attributes, rows }: GeneratedList): string[] {
  const given = attributes.indexOf('givenName');
  const family = attributes.indexOf('familyName');
  return rows.map((row) => (row[given] && row[family] ? `${row[given]}\n${row[family]}`.toLowerCase() : ''));
}
