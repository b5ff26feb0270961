import type { App } from '../model/app';
import type { IdentityDomainId } from '../model/ids';
import type { IdentityDomain } from '../model/workspace';

/** One of ours and the one of theirs that is the same. */
export interface Pair<Thing> {
  readonly ours: Thing;
  readonly theirs: Thing;
}

/** Ids of a domain that both have: here, and there. */
export type MergePair = Pair<IdentityDomainId>;

/** By id, for workspaces that began from the same backup; else by name. Each has one other at most. */
export function pairsOf<Thing extends { readonly id: string; readonly name: string }>(
  ours: readonly Thing[],
  theirs: readonly Thing[]
): readonly Pair<Thing>[] {
  const byId = theirs.flatMap((other) => {
    const same = ours.find(({ id }) => id === other.id);
    return same ? [{ ours: same, theirs: other }] : [];
  });
  const isFree = (thing: Thing) => !byId.some((pair) => pair.ours === thing || pair.theirs === thing);
  const free = ours.filter(isFree);
  const byName = theirs.filter(isFree).flatMap((other) => {
    const at = free.findIndex(({ name }) => plain(name) === plain(other.name));
    return at >= 0 ? free.splice(at, 1).map((same) => ({ ours: same, theirs: other })) : [];
  });
  return [...byId, ...byName];
}

/** Apps of domains that are the same. */
export function appPairs(
  domains: readonly Pair<IdentityDomain>[],
  ours: readonly App[],
  theirs: readonly App[]
): readonly Pair<App>[] {
  return domains.flatMap((domain) =>
    pairsOf(
      ours.filter(({ domainId }) => domainId === domain.ours.id),
      theirs.filter(({ domainId }) => domainId === domain.theirs.id)
    )
  );
}

function plain(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
