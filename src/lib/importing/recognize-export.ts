import { CATALOG } from '../catalog/catalog';
import type { CatalogEntry, CatalogExport } from '../catalog/catalog-entry';
import type { Attribute } from '../model/attribute';
import type { FileFormat } from '../model/import-recipe';
import { headerKey } from './header-key';

/** An export of the catalog with its headers as they are compared. */
export interface KnownExport {
  readonly entry: CatalogEntry;
  readonly form: CatalogExport;
  readonly signature: readonly string[];
  /** By header key. Of two headers for one attribute the one of lower rank has it. */
  readonly targets: ReadonlyMap<string, KnownTarget>;
}

export interface KnownTarget {
  readonly attribute: Attribute;
  readonly rank: number;
}

const KNOWN: readonly KnownExport[] = CATALOG.flatMap((entry) =>
  entry.exports.map((form) => ({
    entry,
    form,
    signature: form.signature.map(headerKey),
    targets: new Map(
      Object.entries(form.headers).map(([header, attribute], rank) => [headerKey(header), { attribute, rank }])
    )
  }))
);

/**
 * The export whose signature the headers hold: one of the app's own entry first, then the one that asks for most
 * headers.
 */
export function recognizeExport(
  headers: readonly string[],
  format: FileFormat,
  catalogId: string | undefined
): KnownExport | undefined {
  const keys = new Set(headers.map(headerKey));
  const isOwn = (known: KnownExport) => (known.entry.id === catalogId ? 1 : 0);
  return KNOWN.filter(
    ({ form, signature }) => (form.format ?? 'delimited') === format && signature.every((key) => keys.has(key))
  ).toSorted((one, other) => isOwn(other) - isOwn(one) || other.signature.length - one.signature.length)[0];
}
