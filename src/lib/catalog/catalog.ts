import { CATEGORIES, CATEGORY_LABEL, type CatalogEntry } from './catalog-entry';

/** Every file of `entries/`, by category and name. To add an app to the catalog, add a file there. */
const files = import.meta.glob<CatalogEntry>('./entries/*.ts', { eager: true, import: 'entry' });

export const CATALOG: readonly CatalogEntry[] = Object.values(files).toSorted(
  (one, other) =>
    CATEGORIES.indexOf(one.category) - CATEGORIES.indexOf(other.category) || one.name.localeCompare(other.name, 'en')
);

/** Takes any app: chosen until a person chooses. */
export const GENERIC_ENTRY_ID = 'generic-csv';

export function catalogEntry(id: string): CatalogEntry | undefined {
  return CATALOG.find((entry) => entry.id === id);
}

/** Entries whose name, category or keywords have every word of the text. Without a text: all. */
export function searchCatalog(text: string): readonly CatalogEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = CATALOG.map((entry) => {
    const haystack = ` ${[entry.name, CATEGORY_LABEL[entry.category], ...entry.keywords].join(' ').toLowerCase()}`;
    return {
      entry,
      isWithin: words.every((word) => haystack.includes(word)),
      isAtStart: words.every((word) => haystack.includes(` ${word}`))
    };
  });
  // "entra" is not sought in "central" while something begins with it.
  const isAnyAtStart = found.some(({ isAtStart }) => isAtStart);
  return found.filter((one) => (isAnyAtStart ? one.isAtStart : one.isWithin)).map(({ entry }) => entry);
}
