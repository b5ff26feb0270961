import type { ColumnMapping } from '../model/import-recipe';

export interface RecalledMapping {
  readonly mapping: readonly ColumnMapping[];
  readonly isMappingRemembered: boolean;
  readonly drift: { readonly added: readonly string[]; readonly missing: readonly string[] } | undefined;
}

/**
 * Puts the mapping of the last import over the guessed one, header by header, wherever the columns stand now. It counts
 * as remembered only when the headers are the same as then; otherwise the difference is told.
 */
export function recallMapping(
  guessed: readonly ColumnMapping[],
  remembered: readonly ColumnMapping[] | undefined
): RecalledMapping {
  if (!remembered) return { mapping: guessed, isMappingRemembered: false, drift: undefined };
  const known = new Map(remembered.map((column) => [column.header, column]));
  const headers = new Set(guessed.map((column) => column.header));
  const added = guessed.filter((column) => !known.has(column.header)).map((column) => column.header);
  const missing = remembered.filter((column) => !headers.has(column.header)).map((column) => column.header);
  const taken = new Set(guessed.map((column) => known.get(column.header)?.target));
  const mapping = guessed.map((column): ColumnMapping => {
    const then = known.get(column.header);
    if (then) return { ...column, target: then.target, confidence: then.confidence };
    return column.target !== undefined && taken.has(column.target)
      ? { ...column, target: `custom:${column.header}`, confidence: 0 }
      : column;
  });
  const isSame = added.length === 0 && missing.length === 0;
  return { mapping, isMappingRemembered: isSame, drift: isSame ? undefined : { added, missing } };
}
