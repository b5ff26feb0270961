import type { CatalogEntry } from './catalog-entry';

/** Every file of `entries/`, by name. To add an app to the catalog, add a file there. */
const files = import.meta.glob<CatalogEntry>('./entries/*.ts', { eager: true, import: 'entry' });

export const CATALOG: readonly CatalogEntry[] = Object.values(files).toSorted((one, other) =>
  one.name.localeCompare(other.name)
);

export function catalogEntry(id: string): CatalogEntry | undefined {
  return CATALOG.find((entry) => entry.id === id);
}

/** Entries whose name or keywords have every word of the text. Without a text: all. */
export function searchCatalog(text: string): readonly CatalogEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return CATALOG.filter((entry) => {
    const haystack = [entry.name, ...entry.keywords].join(' ').toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
