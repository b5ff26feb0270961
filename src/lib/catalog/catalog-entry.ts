/** An app that can be added to an identity domain. One file of `entries/` each. */
export interface CatalogEntry {
  /** Kept with every app that was added from it: never change it. */
  readonly id: string;
  readonly name: string;
  /** How its accounts get into Muster, in one sentence. */
  readonly wayIn: string;
  /** Other words people search it by. */
  readonly keywords: readonly string[];
}
