import { crosswalkRows, type CrosswalkSource } from '../crosswalk';
import { csvRow } from '../csv-row';
import type { FilePiece } from '../plan-file';
import { CsvFiles } from './csv-files';
import { fileName } from './file-name';
import { BYTE_ORDER_MARK, FOR_SPREADSHEETS, spreadsheetRow } from './for-spreadsheets';

/**
 * Which account of the app belongs to which user: exact for machines, disarmed for people's spreadsheets. `name`: of the
 * app within the path; two apps may be called alike (FileNames).
 */
export function* crosswalkFile(
  source: CrosswalkSource,
  reader: 'machines' | 'people',
  name = fileName(source.appName)
): Generator<FilePiece, void> {
  const isForPeople = reader === 'people';
  const path = `crosswalk-${name}${isForPeople ? FOR_SPREADSHEETS : ''}.csv`;
  const toRow = isForPeople ? spreadsheetRow : csvRow;
  let files: CsvFiles | undefined;
  for (const cells of crosswalkRows(source)) {
    // The header comes first.
    if (!files) files = new CsvFiles(() => path, (isForPeople ? BYTE_ORDER_MARK : '') + toRow(cells));
    else files.addRow(toRow(cells));
    if (files.isReady) yield* files.take();
  }
  if (files) yield* files.end();
}
