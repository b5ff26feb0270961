import { DELIMITERS, type Delimiter } from '../model/import-recipe';
import { isBlank, readRecords, usualFieldCount } from './read-records';

const LOOKED_AT_CHARS = 1 << 16;
const LOOKED_AT_RECORDS = 100;

/** The line by which Excel is told the delimiter. It is no record of the data. */
const SEP_LINE = /^sep=(.)\s*(?:\r|\n|$)/i;

export function isSepLine(record: readonly string[]): boolean {
  return /^sep=.?$/i.test(record[0] ?? '') && record.slice(1).every((cell) => cell === '');
}

/** The delimiter under which the records agree best on how many fields they have. A file of one column gets a comma. */
export function detectDelimiter(head: string): Delimiter {
  const told = SEP_LINE.exec(head)?.[1];
  const known = DELIMITERS.find((delimiter) => delimiter === told);
  if (known) return known;
  const text = head.slice(0, LOOKED_AT_CHARS);
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    if (!text.includes(delimiter)) continue;
    const score = agreement(text, delimiter);
    if (score <= bestScore) continue;
    best = delimiter;
    bestScore = score;
  }
  return best;
}

/**
 * Share of records with the usual number of fields, squared, times the logarithm of that number: agreement counts most,
 * but many fields that nearly agree beat a comma that happens to stand once in every name.
 */
function agreement(text: string, delimiter: Delimiter): number {
  const isWhole = text.length < LOOKED_AT_CHARS;
  const records = readRecords(text, delimiter, -1, isWhole)
    .slice(0, LOOKED_AT_RECORDS)
    .filter((record) => !isBlank(record));
  const usual = usualFieldCount(records);
  if (usual < 2) return 0;
  const share = records.filter((record) => record.length === usual).length / records.length;
  return share * share * Math.log2(1 + usual);
}
