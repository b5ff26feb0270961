import type { Segment } from '../engine/segment';
import { KeyBytes } from '../matching/key-bytes';
import { MOST_LISTS, segmentHashes } from '../matching/segment-hashes';
import { requiredPairs } from '../matching/user-keys';
import { KEY_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { AppId } from '../model/ids';
import type { ImportTarget } from '../model/import-run';
import type { MatchingRule, MatchingRules } from '../model/matching-rule';
import { rulesInForce } from '../model/synchronization';
import type { OpenWorkspace } from './open-workspace';
import { runSliced } from './run-sliced';

/** What records are looked up by. */
interface KeyList {
  readonly attributes: readonly Attribute[];
  readonly isCaseSensitive: boolean;
}

/**
 * The engine has little to do while a file is read: it hashes each segment as it comes by what the match will ask for
 * (matching/segment-hashes.ts). 1 ms per segment and attribute.
 */
export function hashAhead(
  workspace: OpenWorkspace,
  target: ImportTarget,
  attributes: readonly Attribute[]
): (segment: Segment) => void {
  const wanted = target.kind === 'users' ? userLists(workspace, target) : accountLists(workspace, target.appId);
  const lists = [...mergeLists(attributes), ...wanted].filter((list) =>
    list.attributes.every((attribute) => attributes.includes(attribute))
  );
  const each = new Map(lists.map((list) => [JSON.stringify(list), list]));
  const kept = [...each.values()].slice(0, MOST_LISTS);
  return (segment) => hashSegment(segment, kept);
}

/** The users that the accounts of an app will be looked up among, while the accounts are read. */
export async function hashUsersAhead(workspace: OpenWorkspace, appId: AppId, goesOn: () => boolean): Promise<void> {
  const app = workspace.app(appId);
  if (!app) return;
  const { records } = await workspace.lists.users(app.domainId);
  const lists = keyLists(rulesInForce(app.synchronization), 'user').filter((list) =>
    list.attributes.every((attribute) => records.attributes.includes(attribute))
  );
  await runSliced(hashSegments(records.segments, lists), goesOn);
}

function* hashSegments(segments: readonly Segment[], lists: readonly KeyList[]): Generator<void, void> {
  for (const segment of segments) {
    hashSegment(segment, lists);
    yield;
  }
}

function hashSegment(segment: Segment, lists: readonly KeyList[]): void {
  for (const { attributes, isCaseSensitive } of lists)
    segmentHashes(segment, attributes, new KeyBytes(isCaseSensitive));
}

/** Rows of one file are told apart by the first of these that has values. */
function mergeLists(attributes: readonly Attribute[]): readonly KeyList[] {
  const key = KEY_ATTRIBUTES.find((attribute) => attributes.includes(attribute));
  return key ? [{ attributes: [key], isCaseSensitive: false }] : [];
}

function accountLists(workspace: OpenWorkspace, appId: AppId): readonly KeyList[] {
  const app = workspace.app(appId);
  return app ? keyLists(rulesInForce(app.synchronization), 'account') : [];
}

/** Whatever the apps of the domain look users up by. */
function userLists(
  workspace: OpenWorkspace,
  { domainId }: Extract<ImportTarget, { kind: 'users' }>
): readonly KeyList[] {
  const apps = workspace.apps.filter((app) => app.domainId === domainId);
  return apps.flatMap(({ synchronization }) => keyLists(rulesInForce(synchronization), 'user'));
}

function keyLists({ ladder, isCaseSensitive }: MatchingRules, side: 'user' | 'account'): readonly KeyList[] {
  const attributes = (rule: MatchingRule) => requiredPairs(rule).map((pair) => pair[side]);
  return ladder
    .filter((rule) => rule.isEnabled && requiredPairs(rule).length > 0)
    .map((rule) => ({ attributes: attributes(rule), isCaseSensitive }));
}
