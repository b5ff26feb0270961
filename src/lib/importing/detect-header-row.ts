import { isDataShaped } from './cell-shape';
import { isSepLine } from './detect-delimiter';
import { isKnownHeader } from './header-aliases';
import { isBlank } from './read-records';

/** Headers stand in one of these, below titles, prompts, `version:v1.0`, `#TYPE …` or `sep=;`. */
const LOOKED_AT_RECORDS = 20;
const ENOUGH_KNOWN = 0.3;

type Records = readonly (readonly string[])[];

/** Position of the record that holds the headers; `undefined` when none looks like it. */
export function detectHeaderRow(records: Records, fieldCount: number): number | undefined {
  let best: number | undefined;
  let bestScore = -Infinity;
  for (let row = 0; row < Math.min(records.length, LOOKED_AT_RECORDS); row++) {
    if (isPreamble(records[row], fieldCount)) continue;
    const { known, data, filled } = shares(records[row], fieldCount);
    if (known < ENOUGH_KNOWN || data >= 0.5) continue;
    const score = 3 * known - 3 * data + filled;
    if (score <= bestScore) continue;
    best = row;
    bestScore = score;
  }
  if (best === undefined) return unknownHeaders(records, fieldCount);
  return isSecondHeader(records[best + 1], fieldCount) ? best + 1 : best;
}

/** Lines before the headers: markers, and titles that fill one cell of several. */
export function isPreamble(record: readonly string[], fieldCount: number): boolean {
  const filled = record.filter((cell) => cell.trim() !== '').length;
  if (filled === 0 || isSepLine(record) || /^(?:#TYPE |version:v\d)/i.test(record[0])) return true;
  return filled === 1 && fieldCount > 1;
}

/** Labels in plain words below the system's own names (SuccessFactors): the data begin behind both. */
function isSecondHeader(record: readonly string[] | undefined, fieldCount: number): boolean {
  if (!record || isPreamble(record, fieldCount)) return false;
  const { known, data } = shares(record, fieldCount);
  return known >= 0.6 && data === 0;
}

/**
 * Headers in words that are not known here: the first full record, if all its cells are filled, differ, do not look like
 * data and come back in none of the records below.
 */
function unknownHeaders(records: Records, fieldCount: number): number | undefined {
  const row = records.findIndex((record) => !isPreamble(record, fieldCount));
  if (row === -1 || row >= LOOKED_AT_RECORDS) return undefined;
  const headers = records[row].map((cell) => cell.trim());
  if (headers.length < fieldCount || headers.includes('') || headers.some(isDataShaped)) return undefined;
  if (new Set(headers).size < headers.length) return undefined;
  const below = records.slice(row + 1).filter((record) => !isBlank(record));
  const isRepeated = headers.some((header, column) => below.some((record) => record[column]?.trim() === header));
  return isRepeated ? undefined : row;
}

function shares(record: readonly string[], fieldCount: number): { known: number; data: number; filled: number } {
  const cells = record.filter((cell) => cell.trim() !== '');
  const share = (test: (cell: string) => boolean) => cells.filter(test).length / cells.length;
  return { known: share(isKnownHeader), data: share(isDataShaped), filled: cells.length / Math.max(1, fieldCount) };
}
