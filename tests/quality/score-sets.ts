import { assignOneToOne, UNASSIGNED } from './metrics/assign-one-to-one';
import type { Attribute } from '../../src/lib/model/attribute';
import type { PairedSet, SingleSet } from './data-sets/find-sets';
import { withOnly } from './data-sets/read-set';
import { ALL_CANDIDATES, type Linker, type MakeLinker } from './linker';
import { groupsOf, type WeighedPair } from './metrics/groups';
import { groupScore, linkScore, type PairScore } from './metrics/pair-score';
import { rankOf } from './metrics/rank-score';
import { LINK_BITS, SAME_PERSON_BITS } from './thresholds';

export interface RankFigures {
  readonly top1: number;
  readonly top5: number;
}

/** Who of one list is who of the other, everybody once. */
export function scorePaired({ users, accounts }: PairedSet, makeLinker: MakeLinker): PairScore {
  const linker = makeLinker({ users: users.list, accounts: accounts.list, isSameList: false });
  const links = oneToOne(linker, accounts.persons.length, users.persons.length);
  return linkScore(links, users.persons, accounts.persons);
}

export function oneToOne(linker: Linker, accountCount: number, userCount: number): (readonly [number, number])[] {
  const [accounts, users, gains]: number[][] = [[], [], []];
  for (let account = 0; account < accountCount; account++) {
    for (const { user, bits } of linker.suggest(account, ALL_CANDIDATES).candidates) {
      accounts.push(account);
      users.push(user);
      gains.push(bits - LINK_BITS);
    }
  }
  const pairs = {
    accounts: Uint32Array.from(accounts),
    users: Uint32Array.from(users),
    gains: Float64Array.from(gains)
  };
  const userOf = assignOneToOne(pairs, accountCount, userCount);
  return Array.from(userOf, (user, account) => [user, account] as const).filter(([user]) => user !== UNASSIGNED);
}

/** The owner's place when nothing but the given attributes is known. Per hundred accounts; nobody counts as nobody's. */
export function scoreRanks(
  { users, accounts }: PairedSet,
  attributes: readonly Attribute[],
  makeLinker: MakeLinker
): RankFigures {
  const lists = { users: withOnly(users.list, attributes), accounts: withOnly(accounts.list, attributes) };
  const linker = makeLinker({ ...lists, isSameList: false });
  const rows = new Map(users.persons.map((person, row) => [person, row]));
  const ranks = accounts.persons.map((person, account) =>
    rankOf(rows.get(person) ?? -1, linker.suggest(account, ALL_CANDIDATES))
  );
  const percent = (most: number) => (100 * ranks.filter((rank) => rank >= 1 && rank <= most).length) / ranks.length;
  return { top1: percent(1), top5: percent(5) };
}

/** The list is linked with itself: pairs (i < j) above the threshold, and the groups that they make. */
export function scoreSingle({ list }: SingleSet, makeLinker: MakeLinker): PairScore {
  const linker = makeLinker({ users: list.list, accounts: list.list, isSameList: true });
  const count = list.persons.length;
  return groupScore(groupsOf(pairsWithin(linker, count), count), list.persons);
}

/** Each pair once, with the bits that speak more for it: either record may have been the one that was looked for. */
function pairsWithin(linker: Linker, count: number): readonly WeighedPair[] {
  const pairs = new Map<number, WeighedPair>();
  for (let row = 0; row < count; row++) {
    for (const { user, bits } of linker.suggest(row, ALL_CANDIDATES).candidates) {
      const pair = { one: Math.min(row, user), other: Math.max(row, user), bits: bits - SAME_PERSON_BITS };
      const key = pair.one * count + pair.other;
      const known = pairs.get(key);
      if (row !== user && (!known || known.bits < pair.bits)) pairs.set(key, pair);
    }
  }
  return [...pairs.values()];
}
