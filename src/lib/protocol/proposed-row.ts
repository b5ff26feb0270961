import type { RowIndex } from '../model/ids';
import type { ShownSituation } from '../model/situation';
import type { UserRow } from './view';

/** A row of something that has not happened yet: a staged or held import, a match that is looked at first. */
export interface ProposedRow {
  /** Names the row within its proposal. */
  readonly key: number;
  /** The account's row where it is in the list already. */
  readonly row: RowIndex | undefined;
  readonly name: string;
  readonly userName: string;
  readonly email: string;
  /** What the row shows now and would show then; undefined where there is nothing yet. */
  readonly before: ShownSituation | undefined;
  readonly after: ShownSituation | undefined;
  readonly userBefore: UserRow | undefined;
  readonly userAfter: UserRow | undefined;
}

export interface ProposedWindow {
  readonly total: number;
  readonly start: number;
  readonly rows: readonly ProposedRow[];
}

export interface WindowRange {
  readonly start: number;
  readonly end: number;
}
