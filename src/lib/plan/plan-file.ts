import type { CommitTarget } from '../model/commit-target';
import type { OperationKind, PlanOperation } from '../model/plan-operation';

/** A piece of a file that is handed over. The pieces of one file follow one another; its end is the next path's start. */
export interface FilePiece {
  /** Inside what is handed over: `users.csv`, `scim/bulk-0001.json`. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Operations or rows that stand in it; told in the manifest where the writer knows. */
  readonly rows?: number;
}

/** The operations that a writer is given: those of the plan that are not excluded. Read as often as it likes. */
export interface OperationSource {
  readonly counts: Readonly<Record<OperationKind, number>>;
  /** In the order of the plan; of these kinds only. Made as they are read: about 5 µs each. */
  readonly operations: (kinds: readonly OperationKind[]) => Iterable<PlanOperation>;
}

/** What a writer has to know beyond the operations. */
export interface WriteOptions {
  readonly target: CommitTarget;
  readonly domainName: string;
  /** Of the system: `https://idcs-….identity.oraclecloud.com`; empty where it is not known. */
  readonly address: string;
  /** What the target calls each app, by the name it has in Muster; without one, the name itself. */
  readonly targetApps: ReadonlyMap<string, string>;
  /** SCIM Bulk: per request. */
  readonly maxOperations: number;
  readonly maxBytes: number;
}

/** How many operations of each kind were written, and which the format has no words for. */
export interface WriteTally {
  readonly written: number;
  /** Left out because the format cannot say it; told to the person. */
  readonly unsaid: Readonly<Partial<Record<OperationKind, number>>>;
  /** What the person has to know who hands the files over: sentences. None where undefined. */
  readonly notes?: readonly string[];
}

/** Writes pieces of 64 KiB to 4 MiB; memory stays flat whatever the plan's length. Pure. */
export type PlanWriter = (source: OperationSource, options: WriteOptions) => Generator<FilePiece, WriteTally>;
