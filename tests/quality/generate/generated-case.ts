import type { Attribute } from '../../../src/lib/model/attribute';

/** A list as an import would bring it in: cells in the order of the attributes. */
export interface GeneratedList {
  readonly attributes: readonly Attribute[];
  readonly rows: readonly (readonly string[])[];
}

export interface GeneratedApp {
  readonly name: string;
  readonly accounts: GeneratedList;
  /** By account: the row of the user who owns it, -1 for nobody. */
  readonly owners: Int32Array;
}

/** A directory and the apps of its people, with the truth about every account. */
export interface GeneratedCase {
  readonly users: GeneratedList;
  readonly apps: readonly GeneratedApp[];
}
