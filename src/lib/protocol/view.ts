import type { AppId, IdentityDomainId, RowIndex } from '../model/ids';
import type { Decision, DecisionOrigin } from '../model/decision';
import type { Flag } from '../model/flag';
import type { ScoreFilter } from '../model/score-range';
import type { ShownSituation } from '../model/situation';
import type { Status } from '../model/status';
import type { UnconfirmedReason } from '../model/unconfirmed-reason';

/** A question for rows. The empty list of a facet means: all of them. */
export type ViewQuery =
  | {
      readonly kind: 'accounts';
      readonly appId: AppId;
      readonly text: string;
      readonly situations: readonly ShownSituation[];
      readonly statuses: readonly Status[];
      /** Rows that have at least one of these. */
      readonly flags: readonly Flag[];
      /** Unconfirmed rows whose best suggested user scores within it, or who has none; no row while nothing is scored. */
      readonly score?: ScoreFilter | undefined;
      /** `score`: the best first, rows without one behind them. Known only when all rows are: it waits for the search. */
      readonly order?: 'score' | undefined;
    }
  | { readonly kind: 'users'; readonly domainId: IdentityDomainId; readonly text: string };

/** Counts of a view; while a search is still running they grow and `isComplete` is false. */
export interface ViewState {
  readonly viewId: number;
  readonly total: number;
  readonly isComplete: boolean;
  /** Rows per situation, status and flag. Each facet is counted with the search and the other facets applied. */
  readonly situations: Readonly<Record<ShownSituation, number>>;
  readonly statuses: Readonly<Record<Status, number>>;
  readonly flags: Readonly<Record<Flag, number>>;
  /**
   * Unconfirmed rows by the score of their best suggested user: a count per bin (model/score-range.ts), then those for whom
   * nobody was found, every row that was not scored, and once more what is sure. Counted as a facet is. Empty for views of users.
   */
  readonly scoreBins: readonly number[];
  /** Rows that the search alone finds, cleared ones left out. */
  readonly found: number;
}

/** Rows that a screen is filled from, and that are known when a view is answered, where it has so many. */
export const FIRST_ROWS = 128;

/** What a view is answered with. */
export interface OpenedView extends ViewState {
  /** Its first rows, where the asker wants them. */
  readonly first: RowWindow;
}

export interface UserRow {
  readonly row: RowIndex;
  readonly displayName: string;
  readonly userName: string;
  readonly email: string;
  readonly department: string;
  readonly title: string;
  readonly isActive: boolean;
  /** Made in Muster and not yet in the target. */
  readonly isCreatedHere: boolean;
}

export interface AccountRow {
  readonly row: RowIndex;
  /** Display name, else first and last name, else user name, else e-mail. */
  readonly name: string;
  readonly userName: string;
  readonly email: string;
  readonly situation: ShownSituation;
  readonly status: Status;
  readonly decision: Decision;
  readonly origin: DecisionOrigin;
  /** Bits of model/flag.ts. */
  readonly flags: number;
  /** The linked user, or the one that matching proposes. */
  readonly user: UserRow | undefined;
  /** At most 255. */
  readonly candidateCount: number;
  /** Why nothing is decided yet; undefined for rows that are. */
  readonly unconfirmedReason: UnconfirmedReason | undefined;
  /** The user that the ranking puts first, with its score in whole percent; undefined for rows that are decided or not scored. */
  readonly suggestion: { readonly user: UserRow; readonly percent: number } | undefined;
}

export type RowWindow =
  | { readonly kind: 'accounts'; readonly start: number; readonly rows: readonly AccountRow[] }
  | { readonly kind: 'users'; readonly start: number; readonly rows: readonly UserRow[] };

/** Which rows a command is about: named ones, or all of a view but some. */
export type RowSelection =
  | { readonly kind: 'rows'; readonly rows: readonly RowIndex[] }
  | { readonly kind: 'view'; readonly viewId: number; readonly except: readonly RowIndex[] };
