import type { AppId } from '../model/ids';
import type { Synchronization } from '../model/synchronization';
import type { ListHead } from './list-head';

/**
 * What a history step exchanges with the live state when it is undone or done again: before undo it holds what was
 * there before the step, after undo what the step had made. A step may have images of both kinds.
 */
export interface RowImage {
  readonly stepId: number;
  readonly appId: AppId;
  /** Rows changed, ascending. */
  readonly rows: StoredRows;
  /** Their decision columns, packed (engine/decision-columns.ts): 0.2 bytes per row for most changes of many rows. */
  readonly decisions: ArrayBuffer;
}

/** Rows as they are, or since format 3 as bits (engine/packed-rows.ts). */
export type StoredRows =
  | Uint32Array<ArrayBuffer>
  | { readonly first: number; readonly count: number; readonly bits: Uint32Array<ArrayBuffer> };

export interface HeadImage {
  readonly stepId: number;
  readonly heads: readonly ListHead[];
  /** Settings that the step saved with it; missing for most. */
  readonly settings?: SettingsImage;
}

export interface SettingsImage {
  readonly appId: AppId;
  /** What comes back when the image is exchanged, as long as the app still has `live`. */
  readonly kept: Synchronization;
  readonly live: Synchronization;
}
