import { FILE_FORMATS, type FileFormat } from '../model/file-format';
import { OPERATION_KINDS, type OperationKind } from '../model/plan-operation';
import { FileLedger } from '../plan/hand-over/file-ledger';
import { inverseSource } from '../plan/inverse-operation';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan/plan-file';
import { listFiles, type HandedList } from './hand-over-lists';
import type { PassedFormat } from './hand-over-manifest';
import { isListFormat, writerFor } from './hand-over-writers';
import { wholeHash } from './whole-hash';

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

/** A format that is about the plan, or about the lists. */
export type HandedFormat = PassedFormat & { readonly format: FileFormat };

/** All files of all formats one after the other, those that take the plan back in a folder of their own. */
export function* handedFiles(work: FilesToWrite, passed: HandedFormat[]): Generator<FilePiece, void> {
  const formats = FILE_FORMATS.filter((format) => work.formats.includes(format));
  for (const format of formats) yield* filesOf({ ...work, withInverse: false }, format, passed);
  if (!work.withInverse) return;
  // Whole lists are as the plan leaves them: there is none that takes it back.
  const options = { ...work.options, accounts: undefined };
  const inverse = { ...work, options, source: inverseSource(work.source) };
  for (const format of formats) if (!isListFormat(format)) yield* filesOf(inverse, format, passed);
}

/** `withInverse` says that this is the inverse. */
function* filesOf(work: FilesToWrite, format: FileFormat, passed: HandedFormat[]): Generator<FilePiece, void> {
  const ledger = new FileLedger(wholeHash);
  const folder = work.withInverse ? INVERSE_FOLDER : '';
  const pieces = piecesOf(work, format);
  let step = pieces.next();
  for (; !step.done; step = pieces.next()) {
    const piece = { ...step.value, path: folder + step.value.path };
    ledger.add(piece);
    yield piece;
  }
  const { written, unsaid, notes = [] } = step.value;
  passed.push({ format, isInverse: work.withInverse, written, unsaid, notes, files: ledger.finish() });
}

function* piecesOf(
  { source, options, rules, lists }: FilesToWrite,
  format: FileFormat
): Generator<FilePiece, WriteTally> {
  if (!isListFormat(format)) return yield* writerFor(format, rules)(source, options);
  return { written: yield* listFiles(format, lists), unsaid: {} };
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
