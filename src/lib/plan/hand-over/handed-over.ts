import type { FileFormat } from '../../model/file-format';
import type { FilePiece, WriteTally } from '../plan-file';
import { FileLedger, type WrittenFile } from './file-ledger';
import { manifestText, MANIFEST_PATH, type Manifest, type ManifestFormat } from './manifest';

/** One format that is asked for, not begun yet. */
export interface HandOverPart {
  readonly format: FileFormat;
  readonly pieces: Generator<FilePiece, WriteTally>;
}

export type ManifestHead = Omit<Manifest, 'formats'>;

/** Formats that are one file whatever the plan's length. */
const SINGLE: ReadonlySet<FileFormat> = new Set<FileFormat>([
  'okta-csv',
  'shell',
  'crosswalk',
  'crosswalk-people',
  'plan-json',
  'plan-json-lines',
  'plan-people',
  'accounts-parquet'
]);

/** Handed over unpacked, its manifest beside it; otherwise all of them as one archive (`packedFiles`). */
export function isSingleFile(formats: readonly FileFormat[]): boolean {
  return formats.length === 1 && SINGLE.has(formats[0]);
}

/** The files of all parts one after the other, hashed as they pass, and the manifest as the last of them. */
export function* handedOver(parts: readonly HandOverPart[], head: ManifestHead): Generator<FilePiece, Manifest> {
  const formats: ManifestFormat[] = [];
  for (const { format, pieces } of parts) {
    const ledger = new FileLedger();
    const { written, unsaid } = yield* followed(pieces, ledger);
    const files: readonly WrittenFile[] = ledger.finish();
    formats.push({ format, written, unsaid, files });
  }
  const manifest: Manifest = { ...head, formats };
  yield { path: MANIFEST_PATH, bytes: new TextEncoder().encode(manifestText(manifest)) };
  return manifest;
}

function* followed(pieces: HandOverPart['pieces'], ledger: FileLedger): Generator<FilePiece, WriteTally> {
  let step = pieces.next();
  for (; !step.done; step = pieces.next()) {
    ledger.add(step.value);
    yield step.value;
  }
  return step.value;
}
