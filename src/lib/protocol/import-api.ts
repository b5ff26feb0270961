import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { ColumnMapping, Dialect, Encoding, ImportRecipe } from '../model/import-recipe';
import type { RememberedMapping } from '../model/remembered-mapping';
import type { RowIssueTally } from '../model/row-issue';
import type { Result } from '../model/result';
import type { JobOutcome, OnProgress } from './job';
import type { SegmentTransfer } from './segment-transfer';

/** What the person changed in the preview; everything else is guessed from the file. */
export type DialectChoice = Partial<Pick<Dialect, 'encoding' | 'delimiter' | 'headerRow' | 'sheet' | 'member'>>;

export interface InspectRequest {
  readonly file: Blob;
  readonly choice: DialectChoice;
  readonly target: 'users' | 'accounts';
  /** Of earlier files, the newest first: used instead of guessing where the headers are the same as then. */
  readonly rememberedMappings: readonly RememberedMapping[] | undefined;
  /** Entry of the catalog whose exports are looked for first. */
  readonly catalogId: string | undefined;
}

/** The file as it would be read. Made from the first 256 KiB of a table, so it is quick at any size; entries are read whole. */
export interface FilePreview {
  readonly dialect: Dialect;
  /** Sheets of a workbook, hidden ones last, and files of an archive: what could be read instead. Empty for others. */
  readonly sheets: readonly SheetName[];
  readonly members: readonly string[];
  /** How sure the encoding is: told by a byte order mark, proved on the bytes read, or only assumed. */
  readonly encodingEvidence: 'mark' | 'valid' | 'assumed';
  /** Where it is only assumed: what it could be, the likeliest first. Absent where all would read the same. */
  readonly encodings?: readonly EncodingCandidate[];
  readonly mapping: readonly ColumnMapping[];
  /** The first records as cells, at most 50, the header row and what stands before it included. There may be no others. */
  readonly records: readonly (readonly string[])[];
  readonly isMappingRemembered: boolean;
  /** What a person chose for the last file of this kind, chosen again. */
  readonly replayed?: DialectChoice;
  /** Headers that are new since the remembered mapping, and those that are gone. */
  readonly drift: { readonly added: readonly string[]; readonly missing: readonly string[] } | undefined;
  readonly bytes: number;
  /** Whole file seen by the preview. */
  readonly isWhole: boolean;
  /** Under which its mapping is remembered; undefined for a file that only its headers tell. */
  readonly exportKind?: string | undefined;
  /** The export it was recognized as, by its headers; undefined for one that the catalog does not know. */
  readonly recognized: RecognizedExport | undefined;
}

/** An encoding that all bytes seen exist in, and how the same few cells would read. */
export interface EncodingCandidate {
  readonly encoding: Encoding;
  readonly samples: readonly string[];
}

export interface SheetName {
  readonly name: string;
  readonly isHidden: boolean;
}

/** An export of an app of the catalog, such as "Microsoft Entra ID, downloaded users". */
export interface RecognizedExport {
  readonly catalogId: string;
  readonly appName: string;
  readonly exportName: string;
}

export interface StageRequest {
  readonly file: Blob;
  readonly recipe: ImportRecipe;
}

export interface StageSummary {
  readonly rowsRead: number;
  readonly rowsStaged: number;
  readonly attributes: readonly Attribute[];
  readonly issues: readonly RowIssueTally[];
  /** SHA-256 of the file, hexadecimal; undefined above 8 MiB, where `hash` works it out after the import. */
  readonly fileHash: string | undefined;
}

/** Where an import worker puts what it has read: the engine, reached through a port of its own. */
export interface SegmentIntake {
  /** Takes the next segment, in order. Resolves when the engine is ready for another one (this is the back-pressure). */
  take(segment: SegmentTransfer): Promise<void>;
}

/** The import worker: decode, parse, map, pack. Disposable: it is ended to cancel what it does. */
export interface ImportApi {
  hello(): Promise<number>;
  inspect(request: InspectRequest): Promise<Result<FilePreview, AppError>>;
  /** `intake` is the other end of a port that the engine holds. */
  stage(request: StageRequest, intake: MessagePort, onProgress: OnProgress): Promise<JobOutcome<StageSummary>>;
  /** SHA-256 of a file, hexadecimal; undefined above 1 GiB, or when it can no longer be read. */
  hash(file: Blob): Promise<string | undefined>;
}
