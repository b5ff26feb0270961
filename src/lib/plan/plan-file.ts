import type { AccountList } from '../engine/account-list';
import type { RecordSet } from '../engine/record-set';
import type { Attribute } from '../model/attribute';
import type { CommitTarget } from '../model/commit-target';
import type { AppId } from '../model/ids';
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
  /** Plain SCIM servers: whether the ids that the list of users brought are the server's own; true where undefined. */
  readonly hasOwnIds?: boolean;
  /** Whom the texts of managers mean; nobody where undefined. */
  readonly managers?: ManagerFinder | undefined;
  /** The accounts of each app, for formats that say a whole list; none where undefined. */
  readonly accounts?: readonly AssignedAccounts[] | undefined;
}

/** Who a user's manager is, in the list of users: by the text that names them. */
export type ManagerFinder = (text: string) => NamedManager | undefined;

export interface NamedManager {
  /** Empty where the list has none. */
  readonly userName: string;
  /** As in PlannedUser. */
  readonly targetId: string;
}

/** The accounts of an app as they stand, and which are left out of the plan. */
export interface AssignedAccounts {
  readonly appId: AppId;
  readonly list: AccountList;
  readonly users: RecordSet;
  /** The attribute that tells its accounts apart. */
  readonly key: Attribute | undefined;
  /** Rows of accounts whose link is excluded. */
  readonly excluded: ReadonlySet<number>;
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
