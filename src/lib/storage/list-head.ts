import type { Attribute } from '../model/attribute';
import type { Watermark } from '../model/connection';
import type { AppId, IdentityDomainId } from '../model/ids';
import type { ImportTarget } from '../model/import-run';
import type { MatchingRules } from '../model/matching-rule';

export type ListId = `users:${IdentityDomainId}` | `accounts:${AppId}`;

/** What a big list consists of: numbers of its segments, in order of rows. See [Note: one final switch]. */
export interface ListHead {
  readonly id: ListId;
  readonly rowCount: number;
  readonly records: readonly number[];
  /**
   * Accounts only: one part per record segment (engine/match-columns.ts). Parts that were stored together have one number
   * (part-bundle.ts).
   */
  readonly matches: readonly number[];
  /** Accounts only, in the same way (engine/decision-columns.ts). */
  readonly decisions: readonly number[];
  /** The attribute that tells known from new records. */
  readonly key: Attribute | undefined;
  /** Rules that gave the situations. */
  readonly rules: MatchingRules | undefined;
  readonly rulesRevision: number;
  /** Revision of the users that the accounts were matched with. */
  readonly matchedUsers: number;
  /** Goes up with every import of the list. */
  readonly revision: number;
  /** Accounts only: rows per [situation as shown][status], row-major, so that nothing has to be loaded to show counts. */
  readonly counts: readonly number[];
  /** Up to where a system's changes are in. Part of the head, so that it is undone with the import that brought it. */
  readonly watermark?: Watermark;
}

export function listId(target: ImportTarget): ListId {
  return target.kind === 'users' ? `users:${target.domainId}` : `accounts:${target.appId}`;
}

export function emptyHead(id: ListId): ListHead {
  return {
    id,
    rowCount: 0,
    records: [],
    matches: [],
    decisions: [],
    key: undefined,
    rules: undefined,
    rulesRevision: 0,
    matchedUsers: 0,
    revision: 0,
    counts: []
  };
}

/** Each once. */
export function segmentsOf(head: ListHead): readonly number[] {
  return [...new Set([...head.records, ...head.matches, ...head.decisions])];
}
