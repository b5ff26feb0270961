import type { PlanOperation } from '../../model/plan-operation';
import type { BulkOffer } from './bulk-offer';
import { BULK_FRAME_BYTES, bulkBytes } from './bulk-request';
import type { WriteRequest } from './target-system';

/** What goes into the next Bulk request. */
export class BulkGathering<Job extends { readonly operation: PlanOperation }> {
  readonly items: { readonly job: Job; readonly request: WriteRequest }[] = [];
  #bytes = BULK_FRAME_BYTES;
  /** Who and what it creates. */
  readonly #rows = new Set<number>();
  readonly #groups = new Set<string>();

  /** Ids of what is created are known only when it is answered: references within one request would tie fates together. */
  isNeededBy({ user, group }: PlanOperation): boolean {
    return (user !== undefined && this.#rows.has(user.row)) || (group !== undefined && this.#groups.has(group.name));
  }

  hasRoomFor(request: WriteRequest, { maxOperations, maxBytes }: BulkOffer): boolean {
    return this.items.length < maxOperations && this.#bytes + bulkBytes(request) <= maxBytes;
  }

  /** One that has no room beside others has it alone: the service says itself if it is too large. */
  add(job: Job, request: WriteRequest): void {
    const { kind, user, group } = job.operation;
    this.items.push({ job, request });
    this.#bytes += bulkBytes(request);
    if (kind === 'create-user' && user) this.#rows.add(user.row);
    if (kind === 'create-group' && group) this.#groups.add(group.name);
  }
}
