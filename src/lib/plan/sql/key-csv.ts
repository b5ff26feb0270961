import type { RecordSet } from '../../engine/record-set';
import { SEGMENT_ROWS } from '../../engine/segment';
import type { Attribute } from '../../model/attribute';
import { csvRow } from '../csv-row';
import { keyColumnName } from '../parquet/list-tables';
import { keyCells } from '../parquet/text-cells';
import type { FilePiece } from '../plan-file';

/** What is compared, for databases that read no Parquet. */
export interface KeyTable {
  readonly path: string;
  readonly records: RecordSet;
  /** The column of row numbers, from 0. */
  readonly rowColumn: string;
  readonly attributes: readonly Attribute[];
  readonly isCaseSensitive: boolean;
  /** A column of its own, true or false. */
  readonly flag?: { readonly name: string; readonly isSet: (row: number) => boolean };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** A CSV of one piece per segment; an empty value is an unquoted one, which databases may read as no value. */
export function* keyCsv(table: KeyTable): Generator<FilePiece, void> {
  const { path, records, rowColumn, attributes, isCaseSensitive, flag } = table;
  const names = attributes.map((attribute) => keyColumnName(records, attribute));
  yield { path, bytes: encoder.encode(csvRow([rowColumn, ...(flag ? [flag.name] : []), ...names])) };
  for (let start = 0; start < records.rowCount; start += SEGMENT_ROWS) {
    const end = Math.min(start + SEGMENT_ROWS, records.rowCount);
    const columns = attributes.map((attribute) => keyCells(records, { attribute, isCaseSensitive }, start, end));
    const rows: string[] = [];
    for (let row = start; row < end; row++) {
      const cells = columns.map((cells) => decoder.decode(cells[row - start]));
      rows.push(csvRow([String(row), ...(flag ? [String(flag.isSet(row))] : []), ...cells]));
    }
    yield { path, bytes: encoder.encode(rows.join('')) };
  }
}
