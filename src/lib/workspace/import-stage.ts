import { unpackSegment } from '../engine/packed-segment';
import { recordSet, type RecordSet } from '../engine/record-set';
import { SEGMENT_MASK, SEGMENT_SHIFT, type Segment } from '../engine/segment';
import { newId, type StageId } from '../model/ids';
import type { ImportMode, ImportTarget } from '../model/import-run';
import type { SegmentIntake } from '../protocol/import-api';
import type { SegmentTransfer } from '../protocol/segment-transfer';
import type { StagedList } from './staged-list';
import type { OpenWorkspace } from './open-workspace';
import { segmentBatches } from './segment-batches';

export interface StagePurpose {
  readonly target: ImportTarget;
  readonly mode: ImportMode;
  /** Rows that the list does not have are left out. */
  readonly isKnownOnly?: boolean | undefined;
  /** Segments are stored as they come: most likely they will be kept as they are. */
  readonly writesAhead: boolean;
  /** Told of each segment as it comes. */
  readonly onSegment?: (segment: Segment) => void;
}

/**
 * Rows that were read but not imported. While they arrive, segments that will most likely be kept as they are (those of
 * a list that is empty so far) are stored ahead, unseen, so that importing has little left to write.
 */
export class ImportStage implements SegmentIntake {
  readonly id = newId<StageId>();
  readonly target: ImportTarget;
  readonly mode: ImportMode;
  readonly isKnownOnly: boolean;
  readonly #workspace: OpenWorkspace;
  readonly #writesAhead: boolean;
  readonly #onSegment: ((segment: Segment) => void) | undefined;
  readonly #segments: Segment[] = [];
  readonly #recordNumbers: Uint32Array[] = [];
  readonly #pinned: number[] = [];
  readonly #waiting: Segment[] = [];
  #writing: Promise<void> = Promise.resolve();
  #isDiscarded = false;
  #tellDiscarded: () => void = () => undefined;
  /** Resolves when the stage is discarded. */
  readonly discarded = new Promise<void>((resolve) => (this.#tellDiscarded = resolve));
  /** What the list would be after the import. */
  staged: StagedList | undefined;
  #tellChecked: () => void = () => undefined;
  /** Resolves when the first check has ended, however it did, or the stage is discarded. */
  readonly checked = new Promise<void>((resolve) => (this.#tellChecked = resolve));

  constructor(workspace: OpenWorkspace, { target, mode, isKnownOnly, writesAhead, onSegment }: StagePurpose) {
    this.target = target;
    this.mode = mode;
    this.isKnownOnly = isKnownOnly ?? false;
    this.#workspace = workspace;
    this.#writesAhead = writesAhead;
    this.#onSegment = onSegment;
  }

  get isDiscarded(): boolean {
    return this.#isDiscarded;
  }

  /** Number, in the file, of the record that became this row. */
  recordNumber(row: number): number {
    return this.#recordNumbers[row >> SEGMENT_SHIFT][row & SEGMENT_MASK];
  }

  /** One part per segment. */
  get recordNumbers(): readonly Uint32Array[] {
    return this.#recordNumbers;
  }

  get records(): RecordSet {
    return recordSet(this.#segments);
  }

  async take({ buffer, recordNumbers }: SegmentTransfer): Promise<void> {
    if (this.#isDiscarded) return;
    const segment = unpackSegment(buffer);
    this.add(segment, recordNumbers);
    if (this.#writesAhead) {
      this.#waiting.push(segment);
      if (this.#waiting.length === 1) this.#writing = this.#writing.then(() => this.#writeWaiting());
    }
    this.#onSegment?.(segment);
  }

  /** The first check has ended: others may count on `staged`, or on there being nothing. */
  endCheck(): void {
    this.#tellChecked();
  }

  /** Adds rows that are in memory; nothing is stored. */
  add(segment: Segment, recordNumbers: Uint32Array): void {
    this.#recordNumbers.push(recordNumbers);
    this.#segments.push(segment);
  }

  /** All that was stored ahead is on disk. What could not be is written by the import, which then reports the failure. */
  async settle(): Promise<void> {
    await this.#writing;
  }

  /** What came in while the transaction before was under way goes into the next ones. */
  async #writeWaiting(): Promise<void> {
    for (const batch of segmentBatches(this.#waiting.splice(0))) {
      if (!this.#isDiscarded) await this.storeAhead(batch).catch(() => undefined);
    }
  }

  /** Stores segments unseen; the numbers are known to the lists afterwards. */
  async storeAhead(segments: readonly Segment[], journal?: () => Promise<unknown>): Promise<void> {
    const numbers = await this.#workspace.addPinned(
      segments.map((segment) => segment.buffer),
      journal
    );
    if (this.#isDiscarded) {
      this.#workspace.store.unpin(numbers);
      return;
    }
    this.#pinned.push(...numbers);
    this.#workspace.lists.noteStored(segments, numbers);
  }

  /** Forgets the rows. What was stored ahead and is not named by a head is removed by the next write. */
  discard(): void {
    this.#isDiscarded = true;
    this.#segments.length = 0;
    this.#recordNumbers.length = 0;
    this.staged = undefined;
    this.#workspace.store.unpin(this.#pinned);
    this.#tellDiscarded();
    this.#tellChecked();
  }
}
