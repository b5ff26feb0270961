import { unpackSegment } from '../../../src/lib/engine/packed-segment';
import { cellSlot } from '../../../src/lib/engine/segment';
import type { CellReading } from '../../../src/lib/importing/cell-reading';
import { decodeText } from '../../../src/lib/importing/decode-text';
import { ImportFailure } from '../../../src/lib/importing/import-failure';
import { RecordReader } from '../../../src/lib/importing/record-reader';
import { RowFilter } from '../../../src/lib/importing/row-filter';
import { StagedSegments, type Targets } from '../../../src/lib/importing/staged-segments';
import { TableReader } from '../../../src/lib/importing/table-reader';
import { utf8Blocks } from '../../../src/lib/importing/utf8-blocks';
import type { AppError } from '../../../src/lib/model/app-error';
import type { Attribute } from '../../../src/lib/model/attribute';
import type { ImportRecipe } from '../../../src/lib/model/import-recipe';
import type { RowIssueTally } from '../../../src/lib/model/row-issue';
import type { SegmentTransfer } from '../../../src/lib/protocol/segment-transfer';
import { streamOf } from './table-writer';

/** What came out of a file, in the order of the attributes. */
export interface WhatWasRead {
  readonly rows: readonly string[][];
  readonly numbers: readonly number[];
  readonly rowsRead: number;
  readonly rowsStaged: number;
  readonly issues: readonly RowIssueTally[];
  readonly failure: AppError | undefined;
  /** A quote was given up, so that quotes behind it mean something else than at first. */
  readonly isGivenUp: boolean;
}

export interface ReadCase {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly recipe: ImportRecipe;
  readonly readings: readonly CellReading[];
}

/** How the bytes are cut on their way. */
export interface Cuts {
  readonly chunkBytes: readonly number[];
  readonly blockBytes: number;
  readonly pieceBytes: number | undefined;
}

/** The obvious way: all of it in one text (the chunks only tell where a wrong byte is said to stand), every record by the parser, every cell a string. */
export async function readByParser({ bytes, recipe, readings }: ReadCase, { chunkBytes }: Cuts): Promise<WhatWasRead> {
  const { attributes, positions } = targetsOf(recipe);
  const rows: string[][] = [];
  const numbers: number[] = [];
  const filter = new RowFilter(recipe, (cells, number) => {
    const asTheyStand = [...cells];
    for (const { column, read } of readings) if (column < cells.length) cells[column] = read(cells[column]);
    for (const { column, overruledBy: by } of readings)
      if (by && by.column < asTheyStand.length && by.saysInactive(asTheyStand[by.column])) cells[column] = 'false';
    const raw = readings.flatMap(({ raw: name, column }) => (name === undefined ? [] : [asTheyStand[column] ?? '']));
    rows.push([...attributes.map((_, i) => cells[positions[i]] ?? ''), ...raw]);
    numbers.push(number);
  });
  let isGivenUp = false;
  const failure = await failureOf(async () => {
    const reader = new RecordReader(recipe.dialect.delimiter, recipe.mapping.length, {
      record: (cells, number) => filter.record(cells, number),
      damage: (kind, number, excerpt) => {
        isGivenUp = true;
        filter.damage(kind, number, excerpt);
      }
    });
    for await (const { text } of decodeText(streamOf(bytes, chunkBytes), recipe.dialect.encoding, Infinity)) {
      filter.announce(text);
      reader.push(text);
    }
    reader.finish();
  });
  return resultOf(filter, failure, { rows, numbers, isGivenUp });
}

/** As an import does it. */
export async function readByScanner(
  { bytes, recipe, readings }: ReadCase,
  { chunkBytes, blockBytes, pieceBytes }: Cuts
): Promise<WhatWasRead> {
  const segments = new StagedSegments(targetsOf(recipe), readings);
  const filter = new RowFilter(recipe, (cells, number) => segments.add(cells, number));
  const failure = await failureOf(async () => {
    const reader = new TableReader(recipe, filter, (records) => segments.addAll(records), pieceBytes);
    for await (const block of utf8Blocks(streamOf(bytes, chunkBytes), recipe.dialect.encoding, blockBytes)) {
      reader.read(block);
    }
  });
  const staged = segments.takeRest();
  const numbers = staged.flatMap(({ recordNumbers }) => [...recordNumbers]);
  return resultOf(filter, failure, { rows: staged.flatMap(rowsOf), numbers, isGivenUp: false });
}

/**
 * What both ways have to agree on. A failed import has nothing but its failure. Excerpts of damage go as far as the text
 * that was at hand: they have to agree as far as both go.
 */
export function comparable(read: WhatWasRead, other: WhatWasRead): unknown {
  if (read.failure) return { failure: read.failure.kind === 'file-wrong-encoding' ? read.failure : read.failure.kind };
  const issues = read.issues.map(({ kind, count, examples }, i) => ({
    kind,
    count,
    examples: examples.map(({ record, excerpt }, k) => {
      if (kind !== 'unterminated-quote' && kind !== 'oversized-cell') return { record, excerpt };
      return { record, excerpt: excerpt.slice(0, other.issues[i]?.examples[k]?.excerpt.length) };
    })
  }));
  return { rows: read.rows, numbers: read.numbers, rowsRead: read.rowsRead, rowsStaged: read.rowsStaged, issues };
}

/**
 * Where a quote was given up among several kinds of line breaks, the parser has unified those of the text that it had at
 * hand by quotes as they were before: what it reads then depends on where the text was cut, so that there is nothing to
 * agree on.
 */
export function isDecided({ bytes, recipe }: ReadCase, { isGivenUp }: WhatWasRead): boolean {
  if (!isGivenUp) return true;
  const text = new TextDecoder(recipe.dialect.encoding).decode(bytes);
  return new Set(text.match(/\r\n?|\n/g)).size < 2;
}

export function targetsOf({ mapping }: ImportRecipe): Targets {
  const filled = new Map<Attribute, number>();
  for (const { target, column } of mapping) if (target !== undefined && !filled.has(target)) filled.set(target, column);
  return { attributes: [...filled.keys()], positions: Int32Array.from(filled.values()) };
}

async function failureOf(work: () => Promise<void>): Promise<AppError | undefined> {
  try {
    await work();
  } catch (cause) {
    if (cause instanceof ImportFailure) return cause.error;
    throw cause;
  }
}

function resultOf(
  { rowsRead, rowsStaged, issues }: RowFilter,
  failure: AppError | undefined,
  found: Pick<WhatWasRead, 'rows' | 'numbers' | 'isGivenUp'>
): WhatWasRead {
  return { ...found, rowsRead, rowsStaged, issues, failure };
}

function rowsOf({ buffer, rowCount }: SegmentTransfer): string[][] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
  const columns = [...unpackSegment(buffer).columns.values()];
  return Array.from({ length: rowCount }, (_, row) =>
    columns.map((column) => {
      const slot = cellSlot(column, row);
      return decoder.decode(column.bytes.subarray(column.offsets[slot], column.offsets[slot + 1]));
    })
  );
}
