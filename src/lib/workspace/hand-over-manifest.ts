import { MUSTER_VERSION } from '../model/muster-version';
import { OPERATION_KINDS, type OperationKind } from '../model/plan-operation';
import { FileLedger, type WrittenFile } from '../plan/hand-over/file-ledger';
import { MANIFEST_PATH, manifestText, type Manifest, type ManifestFormat } from '../plan/hand-over/manifest';
import type { FilePiece } from '../plan/plan-file';
import type { FileSink } from '../protocol/plan-api';
import { writeArchive, type ArchiveOutcome } from './hand-over-archive';
import { wholeHash } from './whole-hash';

/** The files of a format as they pass; their hashes are known a moment later. */
export type PassedFormat = Omit<ManifestFormat, 'files'> & { readonly files: Promise<readonly WrittenFile[]> };

export interface ManifestWork {
  /** Fills `passed` as its formats come to their ends. */
  readonly pieces: Iterable<FilePiece>;
  readonly passed: readonly PassedFormat[];
  readonly head: Omit<Manifest, 'musterVersion' | 'createdAt' | 'formats'>;
  readonly sink: FileSink;
  readonly at: Date;
  readonly onSlice: () => void;
}

export type ManifestOutcome =
  | {
      readonly status: 'done';
      readonly bytes: number;
      readonly formats: readonly ManifestFormat[];
      /** With the manifest. */
      readonly files: readonly WrittenFile[];
    }
  | Exclude<ArchiveOutcome, { readonly status: 'done' }>;

/** Files as one zip archive. The manifest comes last: it tells what the others became. */
export async function writeWithManifest(work: ManifestWork): Promise<ManifestOutcome> {
  const { pieces, passed, head, sink, at, onSlice } = work;
  const ledger = new FileLedger(wholeHash);
  let formats: readonly ManifestFormat[] = [];
  const last = async () => {
    formats = await Promise.all(passed.map(async (format) => ({ ...format, files: await format.files })));
    const text = manifestText({ musterVersion: MUSTER_VERSION, createdAt: at.toISOString(), ...head, formats });
    const piece = { path: MANIFEST_PATH, bytes: new TextEncoder().encode(text) };
    ledger.add(piece);
    return piece;
  };
  const outcome = await writeArchive({ pieces, last, sink, at, onSlice });
  if (outcome.status !== 'done') return outcome;
  const files = [...formats.flatMap((format) => format.files), ...(await ledger.finish())];
  return { status: 'done', bytes: outcome.bytes, formats, files };
}

/** Kinds that there are, in their order. */
export function filledCounts(counts: Readonly<Record<OperationKind, number>>): Manifest['counts'] {
  return Object.fromEntries(OPERATION_KINDS.filter((kind) => counts[kind] > 0).map((kind) => [kind, counts[kind]]));
}
