import { unpackSegment } from '../engine/packed-segment';
import { recordSet, type RecordSet } from '../engine/record-set';
import { SEGMENT_MASK, SEGMENT_SHIFT, type Segment } from '../engine/segment';
import type { StageId } from '../model/ids';
import type { UserIndexes } from '../matching/user-indexes';
import type { ImportTarget } from '../model/import-run';
import type { SegmentIntake } from '../protocol/import-api';
import type { SegmentTransfer } from '../protocol/segment-transfer';
import type { StagedList } from './staged-list';
import type { OpenWorkspace } from './open-workspace';

/**
 * Rows that were read but not imported. While they arrive, segments that will most likely be kept as they are (those of
 * a list that is empty so far) are stored ahead, unseen, so that importing has little left to write.
 */
export class ImportStage implements SegmentIntake {
  readonly id: StageId;
  readonly target: ImportTarget;
  readonly #workspace: OpenWorkspace;
  readonly #writesAhead: boolean;
  readonly #segments: Segment[] = [];
  readonly #recordNumbers: Uint32Array[] = [];
  readonly #pinned: number[] = [];
  readonly #waiting: Segment[] = [];
  #writing: Promise<void> = Promise.resolve();
  #isDiscarded = false;
  /** What the list would be after the import. */
  staged: StagedList | undefined;
  /** Indexes of the users, in the making while the file is read. */
  prepared: Promise<UserIndexes | undefined> = Promise.resolve(undefined);

  constructor(id: StageId, target: ImportTarget, workspace: OpenWorkspace, writesAhead: boolean) {
    this.id = id;
    this.target = target;
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

  get records(): RecordSet {
    return recordSet(this.#segments);
  }

  async take({ buffer, recordNumbers }: SegmentTransfer): Promise<void> {
    if (this.#isDiscarded) return;
    this.#recordNumbers.push(recordNumbers);
    const segment = unpackSegment(buffer);
    this.#segments.push(segment);
    if (!this.#writesAhead) return;
    this.#waiting.push(segment);
    if (this.#waiting.length === 1) this.#writing = this.#writing.then(() => this.#writeWaiting());
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
  }
}
