import { asWords, joinBytes, packColumns, splitBytes, unpackColumns, type FourColumns } from './packed-columns';

/**
 * What was decided, one entry per account. Stored per segment of rows as three packed columns (packed-columns.ts):
 *
 *     user | step | status, decision, origin and flags, a byte each
 *
 * The same, for any list of rows, is the before-image that undo and redo exchange with the live columns. Until format 3
 * both were stored as they are in memory: user i32 × n | step u32 × n | status u8 × n | decision u8 × n | origin u8 × n |
 * flags u8 × n.
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

const BYTES_PER_ROW = 12;

/** Undecided rows: unconfirmed, linked to nobody. */
export function createDecisionColumns(rowCount: number): DecisionColumns {
  const columns = viewDecisionColumns(new ArrayBuffer(rowCount * BYTES_PER_ROW), 0, rowCount);
  columns.user.fill(-1);
  return columns;
}

/** One buffer, seen as the columns of so many rows: 12 bytes each. */
function viewDecisionColumns(buffer: ArrayBufferLike, offset: number, rowCount: number): DecisionColumns {
  const bytes = (position: number) => new Uint8Array(buffer, offset + rowCount * position, rowCount);
  return {
    user: new Int32Array(buffer, offset, rowCount),
    step: new Uint32Array(buffer, offset + rowCount * 4, rowCount),
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

/** Rows [start, end) for storing: 4 to 5 bytes per row where many are linked, next to nothing where none is. */
export function packDecisionColumns(columns: DecisionColumns, start: number, end: number): Uint32Array<ArrayBuffer> {
  return packColumns([
    asWords(columns.user, start, end),
    columns.step.subarray(start, end),
    joinBytes(bytesOf(columns), start, end)
  ]);
}

/** Puts the rows of a stored part into `target` at `position`. */
export function unpackDecisionColumns(
  target: DecisionColumns,
  position: number,
  part: Uint32Array,
  rowCount: number
): void {
  const [users, steps, bytes] = decisionWords(part, rowCount);
  target.user.set(users, position);
  target.step.set(steps, position);
  splitBytes(bytes, bytesOf(target), position);
}

/** The rows named, packed: the image of a change before it is made. 9 ns per row. */
export function gatherDecisions(columns: DecisionColumns, rows: Uint32Array): Uint32Array<ArrayBuffer> {
  const { user, step, status, decision, origin, flags } = columns;
  const users = new Uint32Array(rows.length);
  const steps = new Uint32Array(rows.length);
  const bytes = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    users[i] = user[row];
    steps[i] = step[row];
    bytes[i] = status[row] | (decision[row] << 8) | (origin[row] << 16) | (flags[row] << 24);
  }
  return packColumns([users, steps, bytes]);
}

/** Puts an image back: the rows named are as they were when it was gathered. 5 ns per row. */
export function restoreDecisions(columns: DecisionColumns, rows: Uint32Array, image: Uint32Array): void {
  const { user, step, status, decision, origin, flags } = columns;
  const [users, steps, bytes] = decisionWords(image, rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const four = bytes[i];
    user[row] = users[i];
    step[row] = steps[i];
    status[row] = four;
    decision[row] = four >>> 8;
    origin[row] = four >>> 16;
    flags[row] = four >>> 24;
  }
}

/** Exchanges the rows named with an image; gives the image of what was there. */
export function exchangeDecisions(
  columns: DecisionColumns,
  rows: Uint32Array,
  image: Uint32Array
): Uint32Array<ArrayBuffer> {
  const before = gatherDecisions(columns, rows);
  restoreDecisions(columns, rows, image);
  return before;
}

/** A user, a step and four bytes per row, of a part or an image that was stored in either way. */
function decisionWords(stored: Uint32Array, rowCount: number): readonly Uint32Array[] {
  const packed = unpackColumns(stored, rowCount);
  if (packed) return packed;
  const columns = viewDecisionColumns(stored.buffer, stored.byteOffset, rowCount);
  return [asWords(columns.user, 0, rowCount), columns.step, joinBytes(bytesOf(columns), 0, rowCount)];
}

function bytesOf({ status, decision, origin, flags }: DecisionColumns): FourColumns {
  return [status, decision, origin, flags];
}
