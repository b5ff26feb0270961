import type { ColumnMapping, Dialect } from './import-recipe';

/** How a file was read: as which export, and what a person had chosen of it. The rest was guessed, and will be again. */
export interface FileReading {
  /** Name of a recognized export; undefined for a file that is known by its headers alone. */
  readonly exportKind: string | undefined;
  readonly choice: Partial<Dialect>;
}

/** Where the columns of an imported file went. */
export interface RememberedMapping extends FileReading {
  readonly mapping: readonly ColumnMapping[];
}

/** Of one app, or of the users of one domain; 10 KB each where a file has a hundred columns. */
export const MOST_REMEMBERED = 12;

/** The newest stands first, in the place of the one of the same kind. */
export function withRemembered(
  known: readonly RememberedMapping[],
  added: RememberedMapping
): readonly RememberedMapping[] {
  return [added, ...known.filter((one) => !isSameKind(one, added))].slice(0, MOST_REMEMBERED);
}

function isSameKind(one: RememberedMapping, other: RememberedMapping): boolean {
  if (one.exportKind !== undefined && one.exportKind === other.exportKind) return true;
  return hasSameHeaders(one.mapping, other.mapping);
}

/** Wherever they stand. */
export function hasSameHeaders(one: readonly ColumnMapping[], other: readonly ColumnMapping[]): boolean {
  const headers = (mapping: readonly ColumnMapping[]) => JSON.stringify(mapping.map(({ header }) => header).toSorted());
  return one.length === other.length && headers(one) === headers(other);
}

/** What of an app is looked at; see `App`. */
interface MappingsOfApp {
  readonly rememberedMappings?: readonly RememberedMapping[] | undefined;
  readonly lastMapping: readonly ColumnMapping[] | undefined;
}

/** Apps that were stored before mappings were kept by kind have the last one alone. */
export function rememberedOf(app: MappingsOfApp): readonly RememberedMapping[] {
  if (app.rememberedMappings) return app.rememberedMappings;
  return app.lastMapping ? [{ exportKind: undefined, choice: {}, mapping: app.lastMapping }] : [];
}
