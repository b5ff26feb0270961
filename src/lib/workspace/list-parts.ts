import type { AccountList } from '../engine/account-list';
import { countSituations } from '../engine/count-situations';
import { packDecisionColumns } from '../engine/decision-columns';
import { packMatchColumns } from '../engine/match-columns';
import type { App } from '../model/app';
import { rulesInForce } from '../model/synchronization';
import type { ListHead } from '../storage/list-head';
import type { OpenWorkspace } from './open-workspace';

type Parts = Pick<ListHead, 'matches' | 'decisions' | 'counts'>;

/** Inside a write transaction: stores everything that was computed and decided about the accounts of an app. */
export async function storeParts({ store }: OpenWorkspace, list: AccountList): Promise<Parts> {
  const ranges: [number, number][] = [];
  for (const { rowCount } of list.records.segments) {
    const start = ranges.at(-1)?.[1] ?? 0;
    ranges.push([start, start + rowCount]);
  }
  const matches = await store.add(ranges.map(([start, end]) => packMatchColumns(list.match, start, end)));
  const decisions = await store.add(ranges.map(([start, end]) => packDecisionColumns(list.decisions, start, end)));
  return { matches, decisions, counts: countSituations(list) };
}

/** What a head says of the match that its situations come from. */
export function matchedWith(
  { lists }: OpenWorkspace,
  app: App
): Pick<ListHead, 'rules' | 'rulesRevision' | 'matchedUsers'> {
  return {
    rules: rulesInForce(app.synchronization),
    rulesRevision: app.synchronization.rulesRevision,
    matchedUsers: lists.head(`users:${app.domainId}`).revision
  };
}
