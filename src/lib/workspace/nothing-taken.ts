import type { RowTally } from '../model/import-run';

/** A run that brought nothing in: all that was read was left out, so its numbers still add up. */
export function nothingTaken({ created, updated, unchanged, skipped }: RowTally): RowTally {
  return { created: 0, updated: 0, unchanged: 0, skipped: created + updated + unchanged + skipped, vanished: 0 };
}
