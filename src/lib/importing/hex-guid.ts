const HEX_GUID = /^X'([0-9a-f]{32})'$/i;
/** Windows turns the bytes of the first three groups round. */
const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/** csvde writes the sixteen bytes of an `objectGUID` as `X'…'`: the GUID as every other tool writes it. Others stay. */
export function hexGuid(cell: string): string {
  const digits = HEX_GUID.exec(cell.trim())?.[1].toLowerCase();
  if (digits === undefined) return cell;
  const turned = ORDER.map((at) => digits.slice(at * 2, at * 2 + 2)).join('');
  return turned.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
