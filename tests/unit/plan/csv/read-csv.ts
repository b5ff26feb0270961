import { parse } from 'csv-parse/sync';

/** Records of a CSV as another reader sees them, cell by cell. */
export function readCsv(bytes: Buffer | undefined): readonly (readonly string[])[] {
  if (!bytes) return [];
  return parse(bytes, { record_delimiter: '\r\n', relax_column_count: true });
}

/** Its rows by their headers. */
export function readRows(bytes: Buffer | undefined): readonly Readonly<Record<string, string>>[] {
  const [headers = [], ...rows] = readCsv(bytes);
  return rows.map((cells) => {
    if (cells.length !== headers.length) throw new Error(`${cells.length} cells under ${headers.length} headers`);
    return Object.fromEntries(headers.map((header, i) => [header, cells[i]]));
  });
}
