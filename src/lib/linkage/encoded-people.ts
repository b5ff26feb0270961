import type { ComparisonId } from '../model/agreement';
import type { LatinSpelling } from './text/latin-spelling';
import type { NameBook } from './text/name-book';
import type { ValueBook } from './text/value-book';
import type { Ragged } from './ragged';

/** The numbers that texts of users and accounts have. Both lists are encoded with the same books, users first. */
export interface LinkageBooks {
  readonly names: NameBook;
  /** Usernames and mail local parts, folded, domains cut off. */
  readonly handles: ValueBook;
  readonly domains: ValueBook;
  /** Folded values, a book per comparison. */
  readonly values: ReadonlyMap<ComparisonId, ValueBook>;
  /** For what is not Latin; without it other scripts stay what they are. */
  readonly latin: LatinSpelling | undefined;
}

/** Where a handle stood, beside each one in `handleKinds`. */
export const HANDLE_OF_USER_NAME = 0;
export const HANDLE_OF_MAIL = 1;
export const HANDLE_OF_EXTERNAL_ID = 2;

/** Of a handle that stood before no domain. */
export const NO_DOMAIN = 0xffffffff;
/** Of a row without a value. */
export const NO_VALUE = -1;

/** What is compared of users or accounts, as numbers, by row. */
export interface EncodedPeople {
  readonly rowCount: number;
  /** Tokens of the given names and of the family names, in their order; from the display name where there is neither. */
  readonly given: Ragged;
  readonly family: Ragged;
  /** 1 where the list says which names are given ones; 0 where a display name was taken apart by its order. */
  readonly isOrderSure: Uint8Array;
  /** Distinct ones, the username first. */
  readonly handles: Ragged;
  /** Beside handles.items: where each stood, and the domain behind it (NO_DOMAIN). */
  readonly handleKinds: Uint8Array;
  readonly handleDomains: Uint32Array;
  /** Distinct domains of a row's addresses. */
  readonly mailDomains: Ragged;
  /** Number of the value per row in the comparison's book, NO_VALUE for none. */
  readonly values: ReadonlyMap<ComparisonId, Int32Array>;
}
