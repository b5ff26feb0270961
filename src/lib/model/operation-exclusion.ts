import type { IdentityDomainId } from './ids';

/** An operation that a person left out of plans, and why. A decision of its own: it is there until it is taken back. */
export interface OperationExclusion {
  readonly domainId: IdentityDomainId;
  /** See plan/operation-id.ts; or `undecided:` and an app: its undecided accounts, of which there were so many. */
  readonly operationId: string;
  readonly count?: number;
  /** Which accounts those were: rows, or bits from `first` on (engine/packed-rows.ts). */
  readonly rows?:
    | Uint32Array<ArrayBuffer>
    | { readonly first: number; readonly count: number; readonly bits: Uint32Array<ArrayBuffer> };
  readonly reason: string;
  readonly at: number;
}
