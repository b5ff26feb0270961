/** Of megabytes each, at worst: before-images, and the operations of commits. */
const LARGE_ROWS: ReadonlySet<string> = new Set(['rowImages', 'commitParts']);

/** How many rows of a table are read in one transaction where all of it is read: a few megabytes. */
export function rowsAtOnce(table: string): number {
  return LARGE_ROWS.has(table) ? 4 : 500;
}
