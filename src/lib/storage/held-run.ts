import type { Watermark } from '../model/connection';
import type { HoldKind } from '../model/hold-cause';
import type { RunId } from '../model/ids';
import type { ColumnMapping } from '../model/import-recipe';
import type { FileReading } from '../model/remembered-mapping';
import type { RowIssueTally } from '../model/row-issue';

/**
 * What an import run that a safeguard holds needs besides its row in `runs`: the rows as they were read, which are
 * merged and matched with the list as it is when the run is allowed, and the rows that tripped the safeguards, with
 * what the list was made of then, so that they can be shown whatever becomes of the list. Small: whatever grows with the
 * rows is in segments, named by number.
 */
export interface StoredHold {
  readonly id: RunId;
  /** The rows that were read. */
  readonly records: readonly number[];
  /** Number of each of them in the file, u32, one part per segment of records. */
  readonly recordNumbers: readonly number[];
  readonly mapping: readonly ColumnMapping[];
  readonly reading?: FileReading | undefined;
  /** What reading the file left out, and why. */
  readonly notes: { readonly issues: readonly RowIssueTally[]; readonly skipped: number };
  readonly untickedNewUsers: readonly number[];
  readonly watermark?: Watermark | undefined;
  readonly tripped: readonly StoredTrip[];
  /** Records of the list and of the users as they were when the run was held. */
  readonly list: readonly number[];
  readonly users: readonly number[];
}

/** The rows that tripped one safeguard, ascending, each part a segment. */
export interface StoredTrip {
  readonly kind: HoldKind;
  /** Rows of the file, which would show this afterwards, or of the list, which showed it then. */
  readonly of: 'file' | 'list';
  /** u32 per row. */
  readonly rows: number;
  /** u8 per row: position in SHOWN_SITUATIONS. Undefined for users. */
  readonly situations: number | undefined;
  /** i32 per row: row of the user, -1 for none. Undefined for users. */
  readonly users: number | undefined;
}

export function segmentsOfHold({ records, recordNumbers, tripped, list, users }: StoredHold): readonly number[] {
  const parts = tripped.flatMap((trip) => [trip.rows, trip.situations, trip.users]);
  return [...records, ...recordNumbers, ...list, ...users, ...parts.filter((part) => part !== undefined)];
}
