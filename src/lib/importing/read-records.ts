import type { Delimiter } from '../model/import-recipe';
import { RecordReader } from './record-reader';

/**
 * The records of a text that is in memory, for looking at a file's head. A record that cannot be read stands as an empty
 * one, so that positions are those of the file. With `isWhole` false the last record may be cut and is left out, unless
 * it is the only one.
 */
export function readRecords(
  text: string,
  delimiter: Delimiter,
  expectedFields: number,
  isWhole: boolean
): readonly (readonly string[])[] {
  const records: string[][] = [];
  const reader = new RecordReader(delimiter, expectedFields, {
    record: (cells) => void records.push(cells),
    damage: () => void records.push([])
  });
  reader.push(text);
  if (isWhole || records.length === 0) reader.finish();
  while (records.length > 0 && isBlank(records[records.length - 1])) records.pop();
  return records;
}

/** An empty line, or one of nothing but delimiters, as spreadsheets leave behind. */
export function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell === '');
}

/** The number of fields that most records have. */
export function usualFieldCount(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const record of records) if (!isBlank(record)) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  let usual = 0;
  let most = 0;
  for (const [fields, count] of counts) {
    if (count < most || (count === most && fields < usual)) continue;
    usual = fields;
    most = count;
  }
  return usual;
}
