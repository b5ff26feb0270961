import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { stageFile } from '../../../src/lib/importing/stage-file';
import type { AppError } from '../../../src/lib/model/app-error';
import type { ColumnMapping } from '../../../src/lib/model/import-recipe';
import type { DialectChoice, FilePreview } from '../../../src/lib/protocol/import-api';
import type { SegmentTransfer } from '../../../src/lib/protocol/segment-transfer';
import { rowsOf, type StagedText } from './stage-text';

export function inspected(file: Blob, choice: DialectChoice = {}, mapping?: readonly ColumnMapping[]) {
  const rememberedMappings = mapping && [{ exportKind: undefined, choice: {}, mapping }];
  return inspectFile({ file, choice, target: 'users', rememberedMappings, catalogId: undefined });
}

export async function previewOf(file: Blob, choice?: DialectChoice, remembered?: readonly ColumnMapping[]) {
  const result = await inspected(file, choice, remembered);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export async function refusalOf(file: Blob, choice?: DialectChoice): Promise<AppError | undefined> {
  const result = await inspected(file, choice);
  return result.ok ? undefined : result.error;
}

export async function stagedOutcome(file: Blob, { dialect, mapping }: Pick<FilePreview, 'dialect' | 'mapping'>) {
  const segments: SegmentTransfer[] = [];
  const outcome = await stageFile(
    { file, recipe: { dialect, mapping } },
    (segment) => Promise.resolve(void segments.push(segment)),
    () => undefined
  );
  return { outcome, segments };
}

/** A file as it comes in when nothing of the guesses is changed but what the choice says. */
export async function stageBlob(file: Blob, choice?: DialectChoice): Promise<StagedText> {
  const preview = await previewOf(file, choice);
  const { outcome, segments } = await stagedOutcome(file, preview);
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return {
    preview,
    summary: outcome.value,
    rows: segments.flatMap(rowsOf),
    numbers: segments.flatMap(({ recordNumbers }) => [...recordNumbers])
  };
}
