/** What became of the managers that the rows of an import name: counted per row. */
export interface ManagerTally {
  readonly found: number;
  readonly nobody: number;
  readonly several: number;
  /** Rows whose managers lead back to them, as when two are each other's. */
  readonly inCircles: number;
}
