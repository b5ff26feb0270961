import type { AccountList } from '../engine/account-list';
import { countSituations } from '../engine/count-situations';
import { packDecisionColumns } from '../engine/decision-columns';
import { packMatchColumns } from '../engine/match-columns';
import { SEGMENT_ROWS, SEGMENT_SHIFT } from '../engine/segment';
import type { App } from '../model/app';
import { rulesInForce } from '../model/synchronization';
import type { ListHead } from '../storage/list-head';
import type { OpenWorkspace } from './open-workspace';

type Parts = Pick<ListHead, 'matches' | 'decisions' | 'counts'>;

/** Inside a write transaction: stores everything that was computed and decided about the accounts of an app. */
export async function storeParts({ store }: OpenWorkspace, list: AccountList): Promise<Parts> {
  const rowCount = list.decisions.status.length;
  const segments = [...list.records.segments.keys()];
  const matches = await store.addParts(
    segments.map((segment) => ({ segment, words: packMatchColumns(list.match, ...rowsOf(segment, rowCount)) }))
  );
  const decisions = await storeDecisions({ store }, list, segments);
  return { matches, decisions, counts: countSituations(list) };
}

/** Inside a write transaction: stores the decisions about the rows of these segments. Gives the number of each part. */
export function storeDecisions(
  { store }: Pick<OpenWorkspace, 'store'>,
  { decisions }: AccountList,
  segments: readonly number[]
): Promise<number[]> {
  const rowCount = decisions.status.length;
  return store.addParts(
    segments.map((segment) => ({ segment, words: packDecisionColumns(decisions, ...rowsOf(segment, rowCount)) }))
  );
}

function rowsOf(segment: number, rowCount: number): readonly [start: number, end: number] {
  const start = segment << SEGMENT_SHIFT;
  return [start, Math.min(start + SEGMENT_ROWS, rowCount)];
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
