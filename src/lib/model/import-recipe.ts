import type { Attribute } from './attribute';

/** How a file is to be read: guessed, shown, and changeable before anything is imported. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'shift_jis',
  'gb18030',
  'euc-kr'
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** `mixed` is normalized to LF outside quotes before parsing. */
export type LineBreak = '\n' | '\r\n' | '\r' | 'mixed';

/**
 * Rows and columns as separated text, or as the sheets of a workbook; or entries, each with attributes of its own, which
 * are laid out as a table.
 */
export const FILE_FORMATS = ['delimited', 'workbook', 'ldif', 'scim-json', 'json-lines'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** One of the rows may hold the headers. Entries name their attributes themselves. */
export function isTable(format: FileFormat): boolean {
  return format === 'delimited' || format === 'workbook';
}

export interface Dialect {
  /** For entries only the encoding counts; their columns stand in row 0, as if they were headers. */
  readonly format: FileFormat;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly lineBreak: LineBreak;
  /** Zero-based record that holds the headers; data begin behind it. `undefined`: the file has no header row. */
  readonly headerRow: number | undefined;
  /** The export of the catalog that it was recognized as: some have cells that are read in a way of their own. */
  readonly recognized?: { readonly catalogId: string; readonly exportName: string };
  /** Rows of the file are groups or grants, and are laid out as their members, in the way of entries. */
  readonly memberships?: { readonly headerRow: number };
  /** Of a workbook, by its name. Its encoding, delimiter and line breaks mean nothing. */
  readonly sheet?: string;
  /** The file of an archive that is read. */
  readonly member?: string;
  /** Of JSON Lines: the columns that the preview has seen. */
  readonly columns?: SeenColumns;
}

export interface SeenColumns {
  /** As they are called in the file. */
  readonly names: readonly string[];
  /** Every line was looked at, so that there are no others. */
  readonly isWhole: boolean;
  /** Some lines looked at are groups. */
  readonly hasGroups: boolean;
}

/** Where one column of the file goes. `target` undefined: the column is left out. */
export interface ColumnMapping {
  /** Position in the file, from 0. Headers may repeat, positions do not. */
  readonly column: number;
  readonly header: string;
  readonly target: Attribute | undefined;
  /** 1: header known. Below: inferred from a similar header or from content. 0: kept as a custom attribute. */
  readonly confidence: number;
  /** What its cells are read as while it goes to Active, where that is not what stands there. */
  readonly note?: string;
}

export interface ImportRecipe {
  readonly dialect: Dialect;
  readonly mapping: readonly ColumnMapping[];
}

/** The attributes that a mapping brings, in the order of the columns. */
export function mappedAttributes(mapping: readonly ColumnMapping[]): Attribute[] {
  return mapping.flatMap(({ target }) => (target === undefined ? [] : [target]));
}
