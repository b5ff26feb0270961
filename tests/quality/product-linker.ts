import anyAscii from 'any-ascii';
import type { RecordSet } from '../../src/lib/engine/record-set';
import { Suggester, type SuggesterOptions } from '../../src/lib/linkage/suggester';
import { finish, records } from '../fixtures/records';
import type { GeneratedList } from './generate/generated-case';
import type { LinkedLists } from './linker';

/** The product's own: lists become packed segments as an import makes them, weights are fitted to both lists. */
export function productLinker(lists: LinkedLists): Suggester {
  return buildSuggester(lists);
}

export function buildSuggester(lists: LinkedLists, options: SuggesterOptions = {}): Suggester {
  const { users, accounts, isSameList } = lists;
  const userRecords = recordsOf(users);
  const accountRecords = isSameList ? userRecords : recordsOf(accounts);
  return finish(Suggester.build(userRecords, accountRecords, { latin: anyAscii, isSameList, ...options }));
}

const made = new WeakMap<GeneratedList, RecordSet>();

/** The same list is the same records, as in a workspace. */
export function recordsOf(list: GeneratedList): RecordSet {
  const known = made.get(list) ?? records(list.attributes, list.rows);
  made.set(list, known);
  return known;
}
