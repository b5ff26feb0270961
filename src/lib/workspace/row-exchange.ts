import { exchangeDecisions } from '../engine/decision-columns';
import { unpackRows } from '../engine/packed-rows';
import type { RowImage } from '../storage/step-image';
import type { LoadedAccounts } from './lists';
import type { OpenWorkspace } from './open-workspace';

/** A step's image of rows together with the live rows that it is exchanged with. */
export class RowExchange {
  readonly list: LoadedAccounts;
  readonly rows: Uint32Array;
  #image: RowImage;

  private constructor(image: RowImage, list: LoadedAccounts) {
    this.#image = image;
    this.list = list;
    this.rows = unpackRows(image.rows);
  }

  /** Undefined for a step that has no image of rows. */
  static async open({ db, lists }: OpenWorkspace, stepId: number): Promise<RowExchange | undefined> {
    const image = await db.rowImages.get(stepId);
    return image && new RowExchange(image, await lists.accounts(image.appId));
  }

  /** In memory; doing it again takes it back. */
  swap(): void {
    const held = exchangeDecisions(this.list.decisions, this.rows, new Uint32Array(this.#image.decisions));
    this.#image = { ...this.#image, decisions: held.buffer };
    this.list.claims = undefined;
  }

  /** To store after a swap: what was live before it. */
  get image(): RowImage {
    return this.#image;
  }
}
