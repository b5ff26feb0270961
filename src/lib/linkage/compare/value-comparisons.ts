import type { ComparedTexts } from '../../model/agreement';
import type { Comparison } from '../comparison';
import type { EncodedPeople, LinkageBooks } from '../encoded-people';
import type { LinkageFields, ValueField } from '../linkage-fields';
import { cellTexts, type ComparedRecords } from './cell-texts';
import { DateComparison } from './date-comparison';
import { IdentifierComparison } from './identifier-comparison';
import { TextComparison } from './text-comparison';
import { ValuePairs } from './value-pairs';

/** Both lists in numbers. */
export interface ComparedPeople {
  readonly accounts: EncodedPeople;
  readonly users: EncodedPeople;
  readonly books: LinkageBooks;
}

/** One per field that both lists have a column for. */
export function valueComparisons(
  fields: LinkageFields,
  people: ComparedPeople,
  records: ComparedRecords
): Comparison[] {
  return fields.values.map((field) => comparisonOf(field, people, records));
}

function comparisonOf(
  { id, attribute, kind }: ValueField,
  people: ComparedPeople,
  records: ComparedRecords
): Comparison {
  const pairs = new ValuePairs(id, people.accounts, people.users, people.books);
  const texts = (account: number, user: number): ComparedTexts => cellTexts(records, attribute, account, user);
  if (kind === 'date') return new DateComparison(id, pairs, texts);
  if (kind === 'text') return new TextComparison(id, pairs, texts);
  return new IdentifierComparison(id, pairs, texts);
}
