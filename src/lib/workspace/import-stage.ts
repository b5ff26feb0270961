import { unpackSegment } from '../engine/packed-segment';
import { recordSet, type RecordSet } from '../engine/record-set';
import { SEGMENT_MASK, SEGMENT_SHIFT, type Segment } from '../engine/segment';
import { newId, type StageId } from '../model/ids';
import type { UserKeys } from '../matching/user-keys';
import type { ImportMode, ImportTarget } from '../model/import-run';
import type { SegmentIntake } from '../protocol/import-api';
import type { SegmentTransfer } from '../protocol/segment-transfer';
import type { StagedList } from './staged-list';
import type { OpenWorkspace } from './open-workspace';

export interface StagePurpose {
  readonly target: ImportTarget;
  readonly mode: ImportMode;
  /** Segments are stored as they come: most likely they will be kept as they are. */
  readonly writesAhead: boolean;
}

/**
 * Rows that were read but not imported. While they arrive, segments that will most likely be kept as they are (those of
 * a list that is empty so far) are stored ahead, unseen, so that importing has little left to write.
 */
export class ImportStage implements SegmentIntake {
  readonly id = newId<StageId>();
  readonly target: ImportTarget;
  readonly mode: ImportMode;
  readonly #workspace: OpenWorkspace;
  readonly #writesAhead: boolean;
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
  /** Keys of the users, in the making while the file is read. */
  prepared: Promise<UserKeys | undefined> = Promise.resolve(undefined);

  constructor(workspace: OpenWorkspace, { target, mode, writesAhead }: StagePurpose) {
    this.target = target;
    this.mode = mode;
    this.#workspace = workspace;
    this.#writesAhead = writesAhead;
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
    if (!this.#writesAhead) return;
    this.#waiting.push(segment);
    if (this.#waiting.length === 1) this.#writing = this.#writing.then(() => this.#writeWaiting());
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

  /** Everything that came in while the transaction before was under way goes into the next one. */
  async #writeWaiting(): Promise<void> {
    const segments = this.#waiting.splice(0);
    if (!this.#isDiscarded) await this.storeAhead(segments).catch(() => undefined);
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
  }
}
