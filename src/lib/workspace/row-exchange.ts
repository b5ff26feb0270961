import {
  exchangeDecisions,
  packDecisionColumns,
  viewDecisionColumns,
  type DecisionColumns
} from '../engine/decision-columns';
import type { RowImage } from '../storage/step-image';
import type { LoadedAccounts } from './lists';
import type { OpenWorkspace } from './open-workspace';

/** A step's image of rows together with the live rows that it is exchanged with. */
export class RowExchange {
  readonly image: RowImage;
  readonly list: LoadedAccounts;
  #held: DecisionColumns;

  private constructor(image: RowImage, list: LoadedAccounts) {
    this.image = image;
    this.list = list;
    this.#held = viewDecisionColumns(image.decisions, image.rows.length);
  }

  /** Undefined for a step that has no image of rows. */
  static async open({ db, lists }: OpenWorkspace, stepId: number): Promise<RowExchange | undefined> {
    const image = await db.rowImages.get(stepId);
    return image && new RowExchange(image, await lists.accounts(image.appId));
  }

  /** In memory; doing it again takes it back. */
  swap(): void {
    this.#held = exchangeDecisions(this.list.decisions, this.image.rows, this.#held);
    this.list.claims = undefined;
  }

  /** The image to store after a swap: what was live before it. */
  get swapped(): RowImage {
    return { ...this.image, decisions: packDecisionColumns(this.#held, 0, this.image.rows.length) };
  }
}
