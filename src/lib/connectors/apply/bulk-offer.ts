import { isObject, own } from '../../model/json';

export interface BulkOffer {
  readonly maxOperations: number;
  readonly maxBytes: number;
}

/** What a service is taken to bear that offers Bulk without saying how much. */
const USUAL: BulkOffer = { maxOperations: 100, maxBytes: 2 ** 20 };
/** More at once is slower to answer than a connection is kept open. */
const MOST: BulkOffer = { maxOperations: 1000, maxBytes: 4 * 2 ** 20 };

/** What the service says of Bulk (RFC 7643, 5); undefined where it takes none. */
export function bulkOffer(config: unknown): BulkOffer | undefined {
  const bulk = isObject(config) ? own(config, 'bulk') : undefined;
  if (!isObject(bulk) || own(bulk, 'supported') !== true) return undefined;
  const limit = (name: string, which: keyof BulkOffer): number => {
    const told = Number(own(bulk, name));
    return Number.isSafeInteger(told) && told > 0 ? Math.min(told, MOST[which]) : USUAL[which];
  };
  return {
    maxOperations: limit('maxOperations', 'maxOperations'),
    maxBytes: limit('maxPayloadSize', 'maxBytes')
  };
}
