const NEEDS_QUOTES = /[",\r\n]/;

/** One record of a CSV for machines: RFC 4180, values exactly as they are. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
