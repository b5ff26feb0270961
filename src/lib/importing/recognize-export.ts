import { CATALOG } from '../catalog/catalog';
import type { CatalogEntry, CatalogExport } from '../catalog/catalog-entry';
import type { Attribute } from '../model/attribute';
import type { Dialect, FileFormat } from '../model/import-recipe';
import { headerKey } from './header-key';

/** An export of the catalog with its headers as they are compared. */
export interface KnownExport {
  readonly entry: CatalogEntry;
  readonly form: CatalogExport;
  readonly signature: readonly string[];
  readonly evidence: readonly string[];
  readonly columns: KnownColumns;
}

/** What an export says of its columns, by header key. */
export interface KnownColumns {
  /** Of two headers for one attribute the one of lower rank has it. */
  readonly targets: ReadonlyMap<string, KnownTarget>;
  /** Kept under their own names. */
  readonly kept: ReadonlySet<string>;
}

export interface KnownTarget {
  readonly attribute: Attribute;
  readonly rank: number;
}

/** Headers beyond the signature that name an app whose signature anybody's file may have. */
const ENOUGH_EVIDENCE = 2;

const KNOWN: readonly KnownExport[] = CATALOG.flatMap((entry) =>
  entry.exports.map((form) => ({
    entry,
    form,
    signature: form.signature.map(headerKey),
    evidence: (form.evidence ?? []).map(headerKey),
    columns: {
      targets: new Map(
        Object.entries(form.headers).map(([header, attribute], rank) => [headerKey(header), { attribute, rank }])
      ),
      kept: new Set((form.kept ?? []).map(headerKey))
    }
  }))
);

/**
 * The export whose signature the headers hold: one of the app's own entry first, then the one that has most headers to
 * show for it.
 */
export function recognizeExport(
  headers: readonly string[],
  format: FileFormat,
  catalogId: string | undefined
): KnownExport | undefined {
  const keys = new Set(headers.map(headerKey));
  const isOwn = (known: KnownExport) => known.entry.id === catalogId;
  return KNOWN.filter((known) => kindOf(known.form.format) === kindOf(format))
    .filter((known) =>
      known.form.isExact ? isSame(known.form.signature, headers) : isSigned(known, keys, isOwn(known))
    )
    .map((known) => ({ known, shown: Number(isOwn(known)) * 1000 + shownBy(known, keys) }))
    .toSorted((one, other) => other.shown - one.shown)[0]?.known;
}

/** The export that a file was recognized as when it was looked at. */
export function knownExport({ recognized }: Pick<Dialect, 'recognized'>): KnownExport | undefined {
  return KNOWN.find(({ entry, form }) => entry.id === recognized?.catalogId && form.name === recognized.exportName);
}

export function exportOf(dialect: Pick<Dialect, 'recognized'>): CatalogExport | undefined {
  return knownExport(dialect)?.form;
}

/** An export is told by its headers, however its rows were written down: as text, in a workbook, as JSON or its lines. */
function kindOf(format: FileFormat | undefined): 'ldif' | 'json' | 'table' {
  if (format === 'ldif') return 'ldif';
  return format?.includes('json') ? 'json' : 'table';
}

function isSigned({ signature, evidence }: KnownExport, keys: ReadonlySet<string>, isOwn: boolean): boolean {
  if (!signature.every((key) => keys.has(key))) return false;
  return isOwn || evidence.length === 0 || countOf(evidence, keys) >= ENOUGH_EVIDENCE;
}

/** Letter by letter, in capitals where they are: `id,name,active` may be anybody’s. */
function isSame(signature: readonly string[], headers: readonly string[]): boolean {
  return headers.length === signature.length && signature.every((name, at) => headers[at].trim() === name);
}

/** Headers that speak for it: those it asks for, and others that it knows. */
function shownBy({ signature, evidence, columns }: KnownExport, keys: ReadonlySet<string>): number {
  const known = new Set([...evidence, ...columns.targets.keys(), ...columns.kept]);
  return signature.length + countOf([...known], keys);
}

function countOf(wanted: readonly string[], keys: ReadonlySet<string>): number {
  return wanted.filter((key) => keys.has(key)).length;
}
