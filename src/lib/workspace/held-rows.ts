import type { RecordSet } from '../engine/record-set';
import type { HoldKind } from '../model/hold-cause';
import { asRow } from '../model/ids';
import { SHOWN_SITUATIONS } from '../model/situation';
import type { ProposedRow, ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { StoredHold, StoredTrip } from '../storage/held-run';
import type { OpenWorkspace } from './open-workspace';
import { accountNames, userRow } from './read-rows';

/** The rows that tripped one safeguard of a held run, as they were when it was held. */
export interface OpenTrip {
  window(range: WindowRange): ProposedWindow;
}

/** Undefined when that safeguard does not hold the run. */
export async function openTrip(
  { lists, store }: OpenWorkspace,
  hold: StoredHold,
  cause: HoldKind
): Promise<OpenTrip | undefined> {
  const trip = hold.tripped.find(({ kind }) => kind === cause);
  if (!trip) return undefined;
  const part = async (number: number | undefined) =>
    number === undefined ? undefined : (await store.read([number]))[0];
  const [[rows], situations, owners, records, users] = await Promise.all([
    store.read([trip.rows]),
    part(trip.situations),
    part(trip.users),
    lists.records(trip.of === 'file' ? hold.records : hold.list),
    lists.records(hold.users)
  ]);
  return new TripRows(trip, {
    rows: new Uint32Array(rows),
    situations: situations && new Uint8Array(situations),
    owners: owners && new Int32Array(owners),
    records,
    users
  });
}

interface TripParts {
  readonly rows: Uint32Array;
  readonly situations: Uint8Array | undefined;
  readonly owners: Int32Array | undefined;
  readonly records: RecordSet;
  readonly users: RecordSet;
}

class TripRows implements OpenTrip {
  readonly #of: StoredTrip['of'];
  readonly #parts: TripParts;

  constructor({ of }: StoredTrip, parts: TripParts) {
    this.#of = of;
    this.#parts = parts;
  }

  window({ start, end }: WindowRange): ProposedWindow {
    const total = this.#parts.rows.length;
    const first = Math.max(0, start);
    const count = Math.max(0, Math.min(end, total) - first);
    return { total, start: first, rows: Array.from({ length: count }, (_, i) => this.#row(first + i)) };
  }

  #row(position: number): ProposedRow {
    const { rows, records, situations, owners, users } = this.#parts;
    const row = rows[position];
    const isThere = this.#of === 'list';
    const situation = situations && SHOWN_SITUATIONS[situations[position]];
    const owner = owners?.[position] ?? -1;
    const user = owner >= 0 ? userRow(users, owner) : undefined;
    return {
      key: row,
      row: isThere ? asRow(row) : undefined,
      ...accountNames(records, row),
      before: isThere ? situation : undefined,
      after: isThere ? undefined : situation,
      userBefore: isThere ? user : undefined,
      userAfter: isThere ? undefined : user
    };
  }
}
