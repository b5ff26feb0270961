import { ImportFailure } from './import-failure';

/** What one file may unpack to. It is held by the browser while it is read, so that it has a limit that CSV has not. */
export const MAX_UNPACKED_BYTES = 512 * 2 ** 20;
/** All parts of a workbook together; each is looked at, at most, a few times. */
export const MAX_WORKBOOK_UNPACKED_BYTES = 2 ** 30;
export const MAX_WORKBOOK_BYTES = 100 * 2 ** 20;
export const MAX_MEMBERS = 10_000;
export const MAX_DIRECTORY_BYTES = 16 * 2 ** 20;

/** Lists pack to a fifth, repetitive sheets to a fiftieth; a bomb to a thousandth, which is as far as deflate goes. */
const MAX_RATIO = 200;
const RATIO_COUNTS_FROM = 50 * 2 ** 20;

/** Asked before anything is unpacked, of what the archive says, and while it is unpacked, of what came out. */
export function checkUnpacked(packedBytes: number, bytes: number): void {
  if (bytes > RATIO_COUNTS_FROM && bytes > packedBytes * MAX_RATIO) {
    throw new ImportFailure({ kind: 'archive-suspicious', packedBytes, bytes });
  }
  if (bytes > MAX_UNPACKED_BYTES) {
    throw new ImportFailure({ kind: 'archive-too-large', bytes, limit: MAX_UNPACKED_BYTES });
  }
}
