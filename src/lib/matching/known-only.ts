import type { MergePlan } from './merge-plan';

/** A merge that brings in nobody new. */
export interface KnownOnly {
  readonly plan: MergePlan;
  /** Incoming rows that the list does not have, ascending: left out. */
  readonly unknown: Uint32Array;
}

/** For a list that says something of people and does not name them all, such as who is in which group. */
export function knownOnly(plan: MergePlan, existingCount: number): KnownOnly {
  const mergedRow = plan.mergedRow.map((row) => (row < existingCount ? row : -1));
  return { plan: { ...plan, mergedRow, appended: new Uint32Array(0) }, unknown: plan.appended };
}
