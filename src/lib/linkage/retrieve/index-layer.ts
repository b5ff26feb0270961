import type { EncodedPeople, LinkageBooks } from '../encoded-people';
import { NameExpansions } from './name-expansions';
import { NameStarts } from './name-starts';
import { postingCount, postings, type Postings } from './postings';
import { gatherRareKeys, RareKeys } from './rare-keys';
import { KeyRows, RarePostings } from './rare-postings';

/** What users are looked up by: all of them, or some rows of a list. Never changed. */
export interface IndexLayer {
  readonly given: Postings;
  readonly family: Postings;
  readonly rare: RarePostings;
  readonly expansions: NameExpansions;
  readonly starts: NameStarts;
}

/** `rows`: only these, ascending. Yields now and then. */
export function* buildLayer(
  users: EncodedPeople,
  books: LinkageBooks,
  rows?: Uint32Array
): Generator<void, IndexLayer> {
  const { names } = books;
  const given = yield* postings(users.given, names.size, rows);
  const family = yield* postings(users.family, names.size, rows);
  const pairs = new KeyRows();
  yield* gatherRareKeys(new RareKeys(users, books), users.rowCount, rows, pairs);
  const rare = yield* RarePostings.build(pairs);
  yield;
  const found: number[] = [];
  for (let token = 0; token < names.size; token++) {
    if (postingCount(given, token) + postingCount(family, token) > 0) found.push(token);
  }
  const tokens = Uint32Array.from(found);
  const expansions = yield* NameExpansions.build(names, tokens);
  return { given, family, rare, expansions, starts: yield* NameStarts.build(names, tokens) };
}
