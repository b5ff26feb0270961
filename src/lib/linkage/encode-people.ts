import type { RecordSet } from '../engine/record-set';
import type { ComparisonId } from '../model/agreement';
import { encodeHandles } from './encode-handles';
import { encodeNames, type ListSide } from './encode-names';
import { encodeValues, foldOf, type ValueEncoding } from './encode-values';
import type { EncodedPeople, LinkageBooks } from './encoded-people';
import type { LinkageFields, ValueField } from './linkage-fields';
import { foldNumberInHandle } from './text/fold-number-in-handle';
import type { LatinSpelling } from './text/latin-spelling';
import { NameBook, type NameTraits } from './text/name-book';
import { ValueBook } from './text/value-book';

/** Empty books for the fields. */
export function linkageBooks(fields: LinkageFields, traits?: NameTraits, latin?: LatinSpelling): LinkageBooks {
  return {
    names: new NameBook(traits),
    handles: new ValueBook(),
    domains: new ValueBook(),
    values: new Map(fields.values.map(({ id }) => [id, new ValueBook()])),
    latin
  };
}

/**
 * Puts a list into numbers. Users come before accounts: they are counted, and what only accounts have is added behind.
 * Yields now and then.
 */
export function* encodePeople(
  records: RecordSet,
  books: LinkageBooks,
  fields: LinkageFields,
  side: ListSide
): Generator<void, EncodedPeople> {
  const names = yield* encodeNames(records, books, side);
  const handles = yield* encodeHandles(records, books, side);
  const values = new Map<ComparisonId, Int32Array>();
  for (const field of fields.values) {
    const book = books.values.get(field.id);
    if (book) values.set(field.id, yield* encodeValues(records, { ...valueSource(field, side), book, side }));
  }
  return { rowCount: records.rowCount, ...names, ...handles, values };
}

function valueSource(field: ValueField, side: ListSide): Pick<ValueEncoding, 'attribute' | 'fold' | 'isKnownOnly'> {
  if (side === 'users')
    return { attribute: field.attribute, fold: foldOf(field.kind, field.usersOrder), isKnownOnly: false };
  const { attribute, accountAttribute, kind, accountsOrder } = field;
  const isInside = accountAttribute !== attribute;
  const fold = isInside ? foldNumberInHandle : foldOf(kind, accountsOrder);
  // Other numbers in usernames are not somebody else's employee number.
  return { attribute: accountAttribute, fold, isKnownOnly: isInside };
}
