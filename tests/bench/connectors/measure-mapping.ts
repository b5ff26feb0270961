import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cellSlot } from '../../../src/lib/engine/segment';
import { unpackSegment } from '../../../src/lib/engine/packed-segment';
import { inspectFile } from '../../../src/lib/importing/inspect-file';
import { stageFile } from '../../../src/lib/importing/stage-file';
import { isActiveStatus } from '../../../src/lib/model/active-status';
import type { Attribute } from '../../../src/lib/model/attribute';
import type { ColumnMapping } from '../../../src/lib/model/import-recipe';
import type { FilePreview } from '../../../src/lib/protocol/import-api';
import type { SegmentTransfer } from '../../../src/lib/protocol/segment-transfer';
import type { ExportTruth } from '../../fixtures/exports/export-truth';
import { EXPORTS } from '../../fixtures/exports/exports';

/** At least so many of the columns go where they belong. */
export const RIGHT_SHARE = 0.95;

/** One fixture as it comes in when nothing of the guesses is changed, held against its truth. */
export interface ExportMeasure {
  readonly truth: ExportTruth;
  readonly columns: number;
  readonly right: number;
  /** Columns that go elsewhere, and are shown as sure. */
  readonly wrongSilent: readonly string[];
  /** Columns that go elsewhere, and are shown as doubtful, or as kept. */
  readonly wrongShown: readonly string[];
  /** What else is not as it should be: its name, its rows, its cells. */
  readonly faults: readonly string[];
  readonly isPassing: boolean;
}

export async function measureExports(): Promise<readonly ExportMeasure[]> {
  const measures: ExportMeasure[] = [];
  for (const truth of EXPORTS) measures.push(await measureExport(truth));
  return measures;
}

export async function measureExport(truth: ExportTruth): Promise<ExportMeasure> {
  const file = await fixtureFile(truth);
  const preview = await inspect(file, truth.catalogId);
  const { mapping } = preview;
  const wrong = mapping.filter((column) => !isRight(column, truth));
  const wrongSilent = wrong.filter(isSure).map(told);
  const missing = Object.keys({ ...truth.mapped }).filter((name) => !mapping.some(({ header }) => header === name));
  const faults = [
    ...missing.map((name) => `no column ${name}`),
    ...(await nameFaults(file, truth)),
    ...(await cellFaults(file, preview, truth))
  ];
  const right = mapping.length - wrong.length;
  return {
    truth,
    columns: mapping.length,
    right,
    wrongSilent,
    wrongShown: wrong.filter((column) => !isSure(column)).map(told),
    faults,
    isPassing: faults.length === 0 && wrongSilent.length === 0 && right >= RIGHT_SHARE * mapping.length
  };
}

async function fixtureFile({ catalogId, file }: ExportTruth): Promise<File> {
  const path = fileURLToPath(new URL(`../../fixtures/exports/${catalogId}/${file}`, import.meta.url));
  return new File([new Uint8Array(await readFile(path))], file);
}

async function inspect(file: File, catalogId: string | undefined): Promise<FilePreview> {
  const result = await inspectFile({
    file,
    choice: {},
    target: 'accounts',
    rememberedMappings: undefined,
    catalogId
  });
  if (!result.ok) throw new Error(`${file.name}: ${JSON.stringify(result.error)}`);
  return result.value;
}

function isRight({ header, target }: ColumnMapping, { mapped, leftOut }: ExportTruth): boolean {
  if (leftOut?.includes(header)) return target === undefined;
  return Object.hasOwn(mapped, header) ? target === mapped[header] : (target?.startsWith('custom:') ?? false);
}

/** Shown with the mark "Sure", or left out, which nobody is asked about. */
function isSure({ target, confidence }: ColumnMapping): boolean {
  return target === undefined || (!target.startsWith('custom:') && confidence >= 1);
}

function told({ header, target, confidence }: ColumnMapping): string {
  return `${header} → ${target ?? 'left out'} (${confidence})`;
}

/** Named alike from its own app, from another and from none; or, where its headers say too little, only from its own. */
async function nameFaults(file: File, { recognized, isOwnOnly, catalogId }: ExportTruth): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const from of [catalogId, 'generic-csv', 'zendesk', undefined]) {
    const { recognized: known } = await inspect(file, from);
    const name = known && `${known.appName}, ${known.exportName}`;
    const expected = isOwnOnly && from !== catalogId ? undefined : recognized;
    if (name !== expected) faults.push(`named ${name ?? 'nothing'} from ${from ?? 'no app'}`);
  }
  return faults;
}

async function cellFaults(file: File, preview: FilePreview, truth: ExportTruth): Promise<readonly string[]> {
  const cells = await staged(file, preview);
  const faults: string[] = [];
  const rows = cells.get('rows')?.length ?? 0;
  if (rows !== truth.rows) faults.push(`${rows} rows instead of ${truth.rows}`);
  const active = (cells.get('active') ?? []).map(isActiveStatus);
  if (truth.active && String(active) !== String(truth.active)) faults.push(`active: ${String(active)}`);
  for (const [attribute, expected] of Object.entries(truth.cells ?? {})) {
    const found = cells.get(attribute);
    if (JSON.stringify(found) !== JSON.stringify(expected)) faults.push(`${attribute}: ${JSON.stringify(found)}`);
  }
  return faults;
}

/** The cells that come in, by attribute; under `rows` the number of each record. */
async function staged(file: File, { dialect, mapping }: FilePreview): Promise<ReadonlyMap<string, readonly string[]>> {
  const cells = new Map<string, string[]>([['rows', []]]);
  const take = ({ buffer, rowCount, recordNumbers }: SegmentTransfer): Promise<void> => {
    cells.get('rows')?.push(...Array.from(recordNumbers, String));
    const decoder = new TextDecoder();
    for (const [attribute, column] of unpackSegment(buffer).columns) {
      for (let row = 0; row < rowCount; row++) {
        const slot = cellSlot(column, row);
        push(cells, attribute, decoder.decode(column.bytes.subarray(column.offsets[slot], column.offsets[slot + 1])));
      }
    }
    return Promise.resolve();
  };
  const outcome = await stageFile({ file, recipe: { dialect, mapping } }, take, () => undefined);
  if (outcome.status !== 'done') throw new Error(`${file.name}: ${JSON.stringify(outcome)}`);
  return cells;
}

function push(cells: Map<string, string[]>, attribute: Attribute, cell: string): void {
  const known = cells.get(attribute);
  if (known) known.push(cell);
  else cells.set(attribute, [cell]);
}
