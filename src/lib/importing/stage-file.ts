import { SEGMENT_ROWS } from '../engine/segment';
import { KEY_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { ImportRecipe } from '../model/import-recipe';
import { SKIPPING_ISSUES } from '../model/row-issue';
import type { SegmentIntake, StageRequest, StageSummary } from '../protocol/import-api';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { SegmentTransfer } from '../protocol/segment-transfer';
import { fileContent } from './archive-content';
import { cellReadings } from './cell-reading';
import { failureOf } from './failure-of';
import { ImportFailure } from './import-failure';
import { hashFile } from './hash-file';
import { planJsonLines, type PlannedLines } from './json-lines-recipe';
import { readJsonLineRows } from './json-lines-rows';
import { MAX_COLUMNS } from './max-columns';
import { membershipTable } from './membership-table';
import { readEntries } from './read-entries';
import { exportOf } from './recognize-export';
import { RowFilter } from './row-filter';
import { StagedSegments, type Targets } from './staged-segments';
import { TableReader } from './table-reader';
import { utf8Blocks } from './utf8-blocks';
import { readSheet } from './workbook-sheet';

/** Bytes are looked at in blocks of at least so many. */
const BLOCK_BYTES = 1 << 19;
const PROGRESS_INTERVAL_MS = 100;
/** Larger files are hashed after the import, through a call of its own: it takes 1.3 ms per MB, and reads it again. */
const HASHED_AT_ONCE_BYTES = 8 * 2 ** 20;

/** Hands a segment over; resolves when the next one may come. */
export type Take = SegmentIntake['take'];

/**
 * Scan or parse, filter, pack. While segments are on their way to the engine the next is being read; at most three are
 * under way, so memory holds a block of the file, a segment in the making and those in flight, whatever the file's size.
 */
export async function stageFile(
  request: StageRequest,
  take: Take,
  onProgress: OnProgress
): Promise<JobOutcome<StageSummary>> {
  try {
    const { file, recipe } = request;
    const { blob } = await fileContent(file, recipe.dialect.member);
    const summary = await stage({ file: blob, recipe }, take, onProgress);
    const fileHash = file.size <= HASHED_AT_ONCE_BYTES ? await hashFile(file) : undefined;
    return { status: 'done', value: { ...summary, fileHash } };
  } catch (cause) {
    return { status: 'failed', error: failureOf(cause) };
  }
}

async function stage(
  { file, recipe: given }: StageRequest,
  take: Take,
  onProgress: OnProgress
): Promise<Omit<StageSummary, 'fileHash'>> {
  const report = throttled(onProgress, file.size);
  // JSON Lines may be read twice: then each time counts for half.
  const lines =
    given.dialect.format === 'json-lines'
      ? await planJsonLines(file, given, (bytesRead) => report(bytesRead / 2, 0))
      : undefined;
  const recipe = lines?.recipe ?? given;
  const targets = targetsOf(recipe);
  const segments = new StagedSegments(targets, await cellReadings(file, recipe));
  const filter = new RowFilter(recipe, (cells, number) => segments.add(cells, number));
  const delivery = new Delivery(take);
  const flow: Flow = {
    filter,
    segments,
    report: (bytesRead) => report(bytesRead, filter.rowsRead),
    send: () => delivery.send(segments.take())
  };
  if (lines) await readLines(file, lines, flow);
  else await readerOf(recipe)(file, recipe, flow);
  if (filter.rowsRead === 0 && recipe.dialect.headerRow === undefined)
    throw new ImportFailure({ kind: 'file-no-rows' });
  await delivery.send(segments.takeRest());
  await delivery.settled();
  onProgress({ phase: 'reading', done: file.size, total: file.size, rows: filter.rowsRead });
  return {
    rowsRead: filter.rowsRead,
    rowsStaged: filter.rowsStaged,
    attributes: segments.attributes,
    issues: filter.issues
  };
}

/** Where records go while they are read. */
interface Flow {
  readonly filter: RowFilter;
  readonly segments: StagedSegments;
  readonly report: (bytesRead: number) => void;
  /** Sends on what was packed so far. */
  readonly send: () => Promise<void>;
}

async function readTable(file: Blob, recipe: ImportRecipe, { filter, segments, report, send }: Flow): Promise<void> {
  const reader = new TableReader(recipe, filter, (records) => segments.addAll(records));
  for await (const block of utf8Blocks(file.stream(), recipe.dialect.encoding, BLOCK_BYTES)) {
    reader.read(block);
    await send();
    report(block.bytesRead);
  }
}

async function readLines(file: Blob, lines: PlannedLines, { filter, report, send }: Flow): Promise<void> {
  for (const { name, line } of lines.late) filter.note('late-column', line, name);
  await readJsonLineRows(file, lines.recipe.dialect.encoding, lines.plan, {
    filter,
    onBlock: async (bytesRead) => {
      await send();
      report(file.size - (file.size - bytesRead) / lines.passes);
    }
  });
}

function readerOf({ dialect }: ImportRecipe): typeof readTable {
  if (dialect.memberships) return readEntryRows;
  if (dialect.format === 'workbook') return readSheet;
  return dialect.format === 'delimited' ? readTable : readEntryRows;
}

async function readEntryRows(file: Blob, { dialect }: ImportRecipe, { filter, report, send }: Flow): Promise<void> {
  const form = dialect.memberships && exportOf(dialect)?.memberships;
  const { rows, numbers, issues } = await (form
    ? membershipTable(file, dialect, form, report)
    : readEntries(file, dialect, report));
  for (const { kind, number, excerpt } of issues) {
    if (SKIPPING_ISSUES.includes(kind)) filter.damage(kind, number, excerpt);
    else filter.note(kind, number, excerpt);
  }
  for (let row = 0; row < rows.length; row++) {
    filter.announce(rows[row].join(' '));
    filter.record(rows[row], numbers[row]);
    if (row % SEGMENT_ROWS === 0) await send();
  }
}

function targetsOf({ mapping }: ImportRecipe): Targets {
  if (mapping.length > MAX_COLUMNS) {
    throw new ImportFailure({ kind: 'file-too-many-columns', columns: mapping.length, limit: MAX_COLUMNS });
  }
  const filled = new Map<Attribute, number>();
  for (const { target, column } of mapping) if (target !== undefined && !filled.has(target)) filled.set(target, column);
  if (!KEY_ATTRIBUTES.some((key) => filled.has(key))) throw new ImportFailure({ kind: 'file-no-usable-column' });
  return { attributes: [...filled.keys()], positions: Int32Array.from(filled.values()) };
}

/** The engine takes a segment while it does other work: reading need not wait for it at once. 3 MB each. */
const MOST_IN_FLIGHT = 3;

/** Sends segments in order. Its failures are those of the other side: the stage was discarded. */
class Delivery {
  readonly #take: Take;
  readonly #inFlight: Promise<void>[] = [];

  constructor(take: Take) {
    this.#take = take;
  }

  /** Returns with the last ones under way, so that reading goes on meanwhile. */
  async send(segments: readonly SegmentTransfer[]): Promise<void> {
    for (const segment of segments) {
      await this.#waitFor(MOST_IN_FLIGHT - 1);
      const taken = this.#take(segment);
      this.#inFlight.push(taken);
      // Waited for later; without this a failure in between would count as unhandled.
      taken.catch(() => undefined);
    }
  }

  settled(): Promise<void> {
    return this.#waitFor(0);
  }

  /** Until no more than so many are under way. */
  async #waitFor(most: number): Promise<void> {
    try {
      while (this.#inFlight.length > most) await this.#inFlight.shift();
    } catch (cause) {
      throw new ImportFailure({
        kind: 'import-stopped',
        cause: cause instanceof Error ? cause.message : String(cause)
      });
    }
  }
}

function throttled(onProgress: OnProgress, total: number): (done: number, rows: number) => void {
  let reportedAt = -Infinity;
  return (done, rows) => {
    const now = performance.now();
    if (now - reportedAt < PROGRESS_INTERVAL_MS) return;
    reportedAt = now;
    onProgress({ phase: 'reading', done, total, rows });
  };
}
