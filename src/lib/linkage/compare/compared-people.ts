import type { RecordSet } from '../../engine/record-set';
import type { EncodedPeople, LinkageBooks } from '../encoded-people';

/** Two lists in numbers, and as they stand, for showing. Users were encoded first, with the same books. */
export interface ComparedPeople {
  readonly accounts: EncodedPeople;
  readonly users: EncodedPeople;
  readonly books: LinkageBooks;
  readonly accountRecords: RecordSet;
  readonly userRecords: RecordSet;
}
