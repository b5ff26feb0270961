/**
 * What was decided, one entry per account. Stored per segment of rows as
 *
 *     user i32 × n | step u32 × n | status u8 × n | decision u8 × n | origin u8 × n | flags u8 × n
 *
 * The same layout, for any list of rows, is the before-image that undo and redo exchange with the live columns.
 */
export interface DecisionColumns {
  /** Row of the linked user, -1 for none. */
  readonly user: Int32Array;
  /** Id of the history step that decided it, 0 for none. */
  readonly step: Uint32Array;
  /** Position in STATUSES. */
  readonly status: Uint8Array;
  /** Position in DECISIONS. */
  readonly decision: Uint8Array;
  /** Position in DECISION_ORIGINS. */
  readonly origin: Uint8Array;
  /** Bits of model/flag.ts, all but `conflict`, which is derived. */
  readonly flags: Uint8Array;
}

export const DECISION_BYTES_PER_ROW = 12;

/** Undecided rows: unconfirmed, linked to nobody. */
export function createDecisionColumns(rowCount: number): DecisionColumns {
  const columns = viewDecisionColumns(new ArrayBuffer(rowCount * DECISION_BYTES_PER_ROW), rowCount);
  columns.user.fill(-1);
  return columns;
}

/** Views of a stored part. */
export function viewDecisionColumns(buffer: ArrayBuffer, rowCount: number): DecisionColumns {
  const bytes = (position: number) => new Uint8Array(buffer, rowCount * position, rowCount);
  return {
    user: new Int32Array(buffer, 0, rowCount),
    step: new Uint32Array(buffer, rowCount * 4, rowCount),
    status: bytes(8),
    decision: bytes(9),
    origin: bytes(10),
    flags: bytes(11)
  };
}

/** Copies rows of `source` into `target` at `position`. */
export function copyDecisionColumns(target: DecisionColumns, position: number, source: DecisionColumns): void {
  target.user.set(source.user, position);
  target.step.set(source.step, position);
  target.status.set(source.status, position);
  target.decision.set(source.decision, position);
  target.origin.set(source.origin, position);
  target.flags.set(source.flags, position);
}

/** Rows [start, end) as a buffer of their own, for storing. */
export function packDecisionColumns(columns: DecisionColumns, start: number, end: number): ArrayBuffer {
  const buffer = new ArrayBuffer((end - start) * DECISION_BYTES_PER_ROW);
  copyDecisionColumns(viewDecisionColumns(buffer, end - start), 0, {
    user: columns.user.subarray(start, end),
    step: columns.step.subarray(start, end),
    status: columns.status.subarray(start, end),
    decision: columns.decision.subarray(start, end),
    origin: columns.origin.subarray(start, end),
    flags: columns.flags.subarray(start, end)
  });
  return buffer;
}

/** The rows named, gathered into columns of their own: the image of a change before it is made. */
export function gatherDecisions(columns: DecisionColumns, rows: Uint32Array): DecisionColumns {
  const image = createDecisionColumns(rows.length);
  for (let i = 0; i < rows.length; i++) copyDecision(image, i, columns, rows[i]);
  return image;
}

/** Exchanges the rows named with an image: afterwards the image holds what was there. Doing it twice changes nothing. */
export function exchangeDecisions(
  columns: DecisionColumns,
  rows: Uint32Array,
  image: DecisionColumns
): DecisionColumns {
  const before = gatherDecisions(columns, rows);
  for (let i = 0; i < rows.length; i++) copyDecision(columns, rows[i], image, i);
  return before;
}

export function copyDecision(target: DecisionColumns, to: number, source: DecisionColumns, from: number): void {
  target.user[to] = source.user[from];
  target.step[to] = source.step[from];
  target.status[to] = source.status[from];
  target.decision[to] = source.decision[from];
  target.origin[to] = source.origin[from];
  target.flags[to] = source.flags[from];
}
