import type { ColumnMapping } from '../model/import-recipe';
import { hasSameHeaders, type RememberedMapping } from '../model/remembered-mapping';
import type { RecognizedExport } from '../protocol/import-api';

export interface RecalledMapping {
  readonly mapping: readonly ColumnMapping[];
  readonly isMappingRemembered: boolean;
  readonly drift: { readonly added: readonly string[]; readonly missing: readonly string[] } | undefined;
}

/** Under which the mapping of a recognized export is kept. */
export function exportKindOf(recognized: RecognizedExport | undefined): string | undefined {
  return recognized && `${recognized.catalogId}/${recognized.exportName}`;
}

/**
 * Puts the mapping of the last file of the same kind over the guessed one, header by header, wherever the columns stand
 * now. It counts as remembered only when the headers are the same as then; otherwise the difference is told.
 */
export function recallMapping(
  guessed: readonly ColumnMapping[],
  exportKind: string | undefined,
  remembered: readonly RememberedMapping[] = []
): RecalledMapping {
  const last = lastOfKind(guessed, exportKind, remembered);
  if (!last) return { mapping: guessed, isMappingRemembered: false, drift: undefined };
  const before = byHeader(last.mapping);
  const now = byHeader(guessed);
  const added = [...now.keys()].filter((header) => !before.has(header));
  const missing = [...before.keys()].filter((header) => !now.has(header));
  const taken = new Set([...now.keys()].map((header) => before.get(header)?.target));
  const mapping = guessed.map((column): ColumnMapping => {
    const then = before.get(column.header);
    if (then) return { ...column, target: then.target, confidence: then.confidence };
    return column.target !== undefined && taken.has(column.target)
      ? { ...column, target: `custom:${column.header}`, confidence: 0 }
      : column;
  });
  const isSame = added.length === 0 && missing.length === 0;
  return { mapping, isMappingRemembered: isSame, drift: isSame ? undefined : { added, missing } };
}

/** With the same headers; else of the same export; else the one with most headers in common, if it may be the same. */
function lastOfKind(
  guessed: readonly ColumnMapping[],
  exportKind: string | undefined,
  remembered: readonly RememberedMapping[]
): RememberedMapping | undefined {
  const same = remembered.find(({ mapping }) => hasSameHeaders(mapping, guessed));
  if (same) return same;
  const ofExport = remembered.find((one) => exportKind !== undefined && one.exportKind === exportKind);
  if (ofExport) return ofExport;
  // Two exports that were both recognized are different ones; a file that was not may be an earlier form of one that is.
  const kin = remembered
    .filter((one) => one.exportKind === undefined || exportKind === undefined)
    .map((one) => ({ one, share: sharedHeaders(one.mapping, guessed) }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((first, second) => second.share - first.share);
  return kin[0]?.one;
}

/** Below, it is another file and not the same one changed: an e-mail column alone makes no two files one kind. */
const LEAST_SHARE = 0.5;
const LEAST_COMMON = 2;

/** Of the headers of the file that has fewer. */
function sharedHeaders(one: readonly ColumnMapping[], other: readonly ColumnMapping[]): number {
  const headers = new Set(one.map(({ header }) => header));
  const common = other.filter(({ header }) => headers.has(header)).length;
  return common < LEAST_COMMON ? 0 : common / Math.min(one.length, other.length);
}

/** A file has each name once: see columnNames. */
function byHeader(mapping: readonly ColumnMapping[]): ReadonlyMap<string, ColumnMapping> {
  return new Map(mapping.map((column) => [column.header, column]));
}
