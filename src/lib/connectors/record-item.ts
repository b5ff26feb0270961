import { isObject, ownText, type JsonObject } from '../model/json';
import type { Item } from './connector';

/** What a system's records have in common. */
export interface RecordForm {
  /** Where the identifier stands. */
  readonly id: string;
  /** Where the time of the last change stands, in ISO 8601. */
  readonly changedAt?: string;
  /** What the system says of its own dealings with the record, such as links: left out. */
  readonly isNoise: (name: string) => boolean;
}

/** A record as the system gives it. Something else has no id, and with that the list is refused. */
export function recordItem(record: unknown, { id, changedAt, isNoise }: RecordForm): Item {
  if (!isObject(record)) return { id: '' };
  return {
    id: ownText(record, id),
    line: without(record, isNoise),
    changedAt: changedAt === undefined ? undefined : ownText(record, changedAt)
  };
}

export function without(record: JsonObject, isNoise: (name: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !isNoise(name)));
}
