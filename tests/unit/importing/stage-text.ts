import { cellSlot } from '../../../src/lib/engine/segment';
import { unpackSegment } from '../../../src/lib/engine/packed-segment';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { stageFile } from '../../../src/lib/importing/stage-file';
import type { FilePreview, StageSummary } from '../../../src/lib/protocol/import-api';
import type { SegmentTransfer } from '../../../src/lib/protocol/segment-transfer';
import { fileOf } from './table-writer';

export interface StagedText {
  readonly preview: FilePreview;
  readonly summary: StageSummary;
  /** Cells in the order of `summary.attributes`. */
  readonly rows: readonly string[][];
  readonly numbers: readonly number[];
}

/** A text as it comes in when nothing of the guesses is changed. */
export async function stageText(text: string): Promise<StagedText> {
  const file = fileOf(text);
  const inspected = await inspectFile({
    file,
    choice: {},
    target: 'accounts',
    rememberedMappings: undefined,
    catalogId: undefined
  });
  if (!inspected.ok) throw new Error(inspected.error.kind);
  const { dialect, mapping } = inspected.value;
  const segments: SegmentTransfer[] = [];
  const outcome = await stageFile(
    { file, recipe: { dialect, mapping } },
    (segment) => Promise.resolve(void segments.push(segment)),
    () => undefined
  );
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return {
    preview: inspected.value,
    summary: outcome.value,
    rows: segments.flatMap(rowsOf),
    numbers: segments.flatMap(({ recordNumbers }) => [...recordNumbers])
  };
}

/** The staged rows as objects, for tests that look at a few attributes. */
export function objectsOf({ rows, summary }: StagedText): readonly Record<string, string>[] {
  return rows.map((row) =>
    Object.fromEntries(
      summary.attributes.map((attribute, at) => [attribute, row[at]]).filter(([, cell]) => cell !== '')
    )
  );
}

export function rowsOf({ buffer, rowCount }: SegmentTransfer): string[][] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const columns = [...unpackSegment(buffer).columns.values()];
  return Array.from({ length: rowCount }, (_, row) =>
    columns.map((column) => {
      const slot = cellSlot(column, row);
      return decoder.decode(column.bytes.subarray(column.offsets[slot], column.offsets[slot + 1]));
    })
  );
}
