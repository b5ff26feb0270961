import type { RecordSet } from '../engine/record-set';
import { encodePeople, linkageBooks } from './encode-people';
import type { EncodedPeople, LinkageBooks } from './encoded-people';
import { linkageFields, type LinkageFields } from './linkage-fields';
import { CandidateIndex } from './retrieve/candidate-index';
import type { LatinSpelling } from './text/latin-spelling';
import { NAME_TRAITS } from './text/name-traits';

/** Users and accounts as numbers, and the users' index: what is made of the lists alone, and can be used again. */
export interface EncodedLists {
  readonly userRecords: RecordSet;
  readonly accountRecords: RecordSet;
  readonly fields: LinkageFields;
  readonly books: LinkageBooks;
  readonly users: EncodedPeople;
  readonly accounts: EncodedPeople;
  readonly index: CandidateIndex;
}

/** Takes of `before` what was made of the same lists. */
export function* encodeLists(
  userRecords: RecordSet,
  accountRecords: RecordSet,
  latin: LatinSpelling | undefined,
  before: EncodedLists | undefined
): Generator<void, EncodedLists> {
  const sameUsers = before?.userRecords === userRecords && before.books.latin === latin ? before : undefined;
  if (sameUsers?.accountRecords === accountRecords) return sameUsers;
  const fields = linkageFields(userRecords, accountRecords);
  const kept = sameUsers && areSame(sameUsers.fields, fields) ? sameUsers : undefined;
  const { books, users, index } = kept ?? (yield* encodeUsers(userRecords, fields, latin));
  const accounts = yield* encodePeople(accountRecords, books, fields, 'accounts');
  return { userRecords, accountRecords, fields, books, users, accounts, index };
}

function* encodeUsers(
  userRecords: RecordSet,
  fields: LinkageFields,
  latin: LatinSpelling | undefined
): Generator<void, Pick<EncodedLists, 'books' | 'users' | 'index'>> {
  const books = linkageBooks(fields, NAME_TRAITS, latin);
  const users = yield* encodePeople(userRecords, books, fields, 'users');
  return { books, users, index: yield* CandidateIndex.build(users, books) };
}

function areSame(one: LinkageFields, other: LinkageFields): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
