import type { ComparedTexts } from '../../model/agreement';
import type { Comparison } from '../comparison';
import type { LinkageFields, ValueField } from '../linkage-fields';
import { cellTexts } from './cell-texts';
import type { ComparedPeople } from './compared-people';
import { DateComparison } from './date-comparison';
import { IdentifierComparison } from './identifier-comparison';
import { TextComparison } from './text-comparison';
import { ValuePairs } from './value-pairs';

/** One per field that both lists have a column for. */
export function valueComparisons(fields: LinkageFields, people: ComparedPeople): Comparison[] {
  return fields.values.map((field) => comparisonOf(field, people));
}

function comparisonOf(field: ValueField, people: ComparedPeople): Comparison {
  const { id, kind } = field;
  const pairs = new ValuePairs(id, people);
  const texts = (account: number, user: number): ComparedTexts => cellTexts(people, field, account, user);
  if (kind === 'date') return new DateComparison(id, pairs, texts);
  if (kind === 'text') return new TextComparison(id, pairs, texts);
  return new IdentifierComparison(id, pairs, texts);
}
