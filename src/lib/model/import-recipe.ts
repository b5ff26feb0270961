import type { Attribute } from './attribute';

/** How a file is to be read: guessed, shown, and changeable before anything is imported. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** `mixed` is normalized to LF outside quotes before parsing. */
export type LineBreak = '\n' | '\r\n' | '\r' | 'mixed';

/** Rows and columns as separated text; or entries, each with attributes of its own, which are laid out as a table. */
export const FILE_FORMATS = ['delimited', 'ldif', 'scim-json'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export interface Dialect {
  /** For entries only the encoding counts; their columns stand in row 0, as if they were headers. */
  readonly format: FileFormat;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly lineBreak: LineBreak;
  /** Zero-based record that holds the headers; data begin behind it. `undefined`: the file has no header row. */
  readonly headerRow: number | undefined;
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
