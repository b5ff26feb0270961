import { FILE_FORMATS, type FileFormat } from '../model/file-format';
import { OPERATION_KINDS, type OperationKind } from '../model/plan-operation';
import { FileLedger } from '../plan/hand-over/file-ledger';
import type { ManifestFormat } from '../plan/hand-over/manifest';
import { inverseSource } from '../plan/inverse-operation';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan/plan-file';
import { listFiles, type HandedList } from './hand-over-lists';
import { isListFormat, writerFor } from './hand-over-writers';

export const INVERSE_FOLDER = 'inverse/';

export interface FilesToWrite {
  readonly formats: readonly FileFormat[];
  readonly source: OperationSource;
  readonly options: WriteOptions;
  /** Those in force, as people read them. */
  readonly rules: readonly string[];
  readonly withInverse: boolean;
  /** For formats that are about the lists. */
  readonly lists: readonly HandedList[];
}

/** The files of a format, as the manifest tells of them. */
export interface WrittenFormat extends ManifestFormat {
  readonly isInverse: boolean;
  readonly notes: readonly string[];
}

/** All files of all formats one after the other, those that take the plan back in a folder of their own. */
export function* handedFiles(work: FilesToWrite, written: WrittenFormat[]): Generator<FilePiece, void> {
  const formats = FILE_FORMATS.filter((format) => work.formats.includes(format));
  const paths = new Set<string>();
  for (const format of formats) yield* filesOf({ ...work, withInverse: false }, format, { paths, written });
  if (!work.withInverse) return;
  const inverse = { ...work, source: inverseSource(work.source) };
  for (const format of formats) if (!isListFormat(format)) yield* filesOf(inverse, format, { paths, written });
}

interface Sofar {
  /** Taken ones. */
  readonly paths: Set<string>;
  readonly written: WrittenFormat[];
}

/** `withInverse` says that this is the inverse. */
function* filesOf(work: FilesToWrite, format: FileFormat, { paths, written }: Sofar): Generator<FilePiece, void> {
  const ledger = new FileLedger();
  const names = new FreePaths(paths);
  const pieces = piecesOf(work, format);
  for (;;) {
    const step = pieces.next();
    if (step.done) {
      const { written: count, unsaid, notes = [] } = step.value;
      const files = ledger.finish();
      written.push({ format, written: count, unsaid, files, notes, isInverse: work.withInverse });
      return;
    }
    const folder = work.withInverse ? INVERSE_FOLDER : '';
    const piece = { ...step.value, path: names.of(folder + step.value.path) };
    ledger.add(piece);
    yield piece;
  }
}

function* piecesOf(
  { source, options, rules, lists }: FilesToWrite,
  format: FileFormat
): Generator<FilePiece, WriteTally> {
  if (!isListFormat(format)) return yield* writerFor(format, rules)(source, options);
  return { written: yield* listFiles(format, lists), unsaid: {} };
}

/** Two apps whose names differ only in what no path may have still get files of their own. */
class FreePaths {
  readonly #taken: Set<string>;
  /** The file that is being written: as its writer calls it, and as it is called. */
  #open = { asked: '', given: '' };

  constructor(taken: Set<string>) {
    this.#taken = taken;
  }

  of(path: string): string {
    if (this.#open.asked === path) return this.#open.given;
    const [, stem = path, ending = ''] = /^(.*?)(\.[^./]*)?$/u.exec(path) ?? [];
    let given = path;
    for (let number = 2; this.#taken.has(given); number++) given = `${stem} (${number})${ending}`;
    this.#taken.add(given);
    this.#open = { asked: path, given };
    return given;
  }
}

/** A source that tells how many operations were read. */
export function countedSource(source: OperationSource, onRead: () => void): OperationSource {
  return {
    counts: source.counts,
    operations: (kinds) => ({
      *[Symbol.iterator]() {
        for (const operation of source.operations(kinds)) {
          onRead();
          yield operation;
        }
      }
    })
  };
}

export function totalOf(counts: Readonly<Record<OperationKind, number>>): number {
  return OPERATION_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
}
