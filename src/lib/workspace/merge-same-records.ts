import type { RecordSet } from '../engine/record-set';
import { joinKeys } from '../matching/join-keys';
import { KnownHits } from '../matching/known-hits';
import { MatchMemory } from '../matching/match-memory';
import { RecordKeys } from '../matching/record-keys';
import { KEY_ATTRIBUTES, type Attribute } from '../model/attribute';

/** No record here is the same one. */
export const NOT_HERE = -1;

/**
 * For each of their records the one here that stands for the same person, NOT_HERE where none or more than one may. The
 * list's key decides, then the other attributes that tell records apart, in their order: the first that both have a value
 * in. Where that differs, the two are not the same, whatever else agrees.
 */
export function* sameRecords(ours: RecordSet, theirs: RecordSet, key: Attribute): Generator<void, Int32Array> {
  const found = new Int32Array(theirs.rowCount).fill(NOT_HERE);
  const isAsked = new Uint8Array(theirs.rowCount).fill(1);
  const earlier: { readonly mine: RecordKeys; readonly other: RecordKeys }[] = [];
  for (const attribute of new Set<Attribute>([key, ...KEY_ATTRIBUTES])) {
    if (!isAsked.includes(1)) break;
    const mine = new RecordKeys(ours, [attribute], false);
    const other = new RecordKeys(theirs, [attribute], false);
    yield* mine.hash();
    yield* other.hash();
    const hits = new KnownHits(theirs.rowCount);
    yield* joinKeys({ users: mine, accounts: other, memory: new MatchMemory() }, isAsked, hits);
    for (let row = 0; row < found.length; row++) {
      if (isAsked[row] === 0 || hits.count(row) === 0) continue;
      const candidate = hits.user(row, 0);
      const isOther =
        hits.count(row) === 1 && earlier.some((keys) => keys.mine.hasKey(candidate) && keys.other.hasKey(row));
      if (isOther) continue;
      isAsked[row] = 0;
      if (hits.count(row) === 1) found[row] = candidate;
    }
    earlier.push({ mine, other });
    yield;
  }
  return found;
}
