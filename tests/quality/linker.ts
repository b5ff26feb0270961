import type { Suggestions } from '../../src/lib/model/suggestion';
import type { GeneratedList } from './generate/generated-case';

/** Whatever suggests users for accounts: the product, or a scorer that it is compared with. */
export interface Linker {
  suggest(account: number, limit: number): Suggestions;
}

export interface LinkedLists {
  readonly users: GeneratedList;
  readonly accounts: GeneratedList;
  /** One list with itself: a row is never suggested for itself. */
  readonly isSameList: boolean;
}

export type MakeLinker = (lists: LinkedLists) => Linker;

/** As many users as are looked at for an account. */
export const ALL_CANDIDATES = 40;
