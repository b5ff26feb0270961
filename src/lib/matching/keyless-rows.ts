import type { RecordSet } from '../engine/record-set';
import type { Attribute } from '../model/attribute';
import { joinKeys } from './join-keys';
import { KnownHits } from './known-hits';
import { MatchMemory } from './match-memory';
import { RecordKeys } from './record-keys';

/** What tells who a record without an id is, in this order. */
const SECOND_KEYS: readonly Attribute[] = ['userName', 'email'];

export interface KeylessWork {
  readonly existing: RecordSet;
  readonly incoming: RecordSet;
  /** 1 for existing rows without the key; set to 0 when one is found. */
  readonly isKeyless: Uint8Array;
  /** For each incoming row its existing one, -1 for none; filled in. */
  readonly known: Int32Array;
  /** Incoming rows that are left out, ascending. */
  readonly duplicates: Uint32Array;
}

/**
 * Existing rows without an id, such as users made here, that a list brings back with the one that they have got: found by
 * username, else by e-mail, only where nobody else has it, on either side. Cost: hashing both columns, 50 ns per record;
 * nothing where every existing row has an id or the list has nobody new.
 */
export function* findKeyless(work: KeylessWork): Generator<void, void> {
  const { existing, incoming } = work;
  const isLeftOut = new Set(work.duplicates);
  const isNew = new Uint8Array(incoming.rowCount);
  for (let row = 0; row < isNew.length; row++) if (work.known[row] < 0 && !isLeftOut.has(row)) isNew[row] = 1;
  for (const attribute of SECOND_KEYS) {
    if (!isNew.includes(1) || !work.isKeyless.includes(1)) return;
    if (!existing.attributes.includes(attribute) || !incoming.attributes.includes(attribute)) continue;
    const mine = new RecordKeys(existing, [attribute], false);
    const theirs = new RecordKeys(incoming, [attribute], false);
    yield* mine.hash();
    yield* theirs.hash();
    yield* findBy({ mine, theirs }, { ...work, isNew, isLeftOut });
  }
}

interface Sides {
  readonly mine: RecordKeys;
  readonly theirs: RecordKeys;
}

interface Sought extends KeylessWork {
  /** 1 for incoming rows that no existing one is known for. */
  readonly isNew: Uint8Array;
  readonly isLeftOut: ReadonlySet<number>;
}

function* findBy({ mine, theirs }: Sides, { isKeyless, isNew, known, isLeftOut }: Sought): Generator<void, void> {
  const found = yield* hitsOf(mine, theirs, isNew);
  const asked = new Uint8Array(isKeyless.length);
  for (let row = 0; row < isNew.length; row++) {
    const user = isNew[row] === 1 && found.count(row) === 1 ? found.user(row, 0) : -1;
    if (user >= 0 && isKeyless[user] === 1) asked[user] = 1;
  }
  if (!asked.includes(1)) return;
  const back = yield* hitsOf(theirs, mine, asked);
  for (let user = asked.indexOf(1); user >= 0; user = asked.indexOf(1, user + 1)) {
    const rows = Array.from({ length: back.count(user) }, (_, i) => back.user(user, i));
    const [row, another] = rows.filter((one) => !isLeftOut.has(one));
    if (another !== undefined || isNew[row] === 0) continue;
    known[row] = user;
    isNew[row] = isKeyless[user] = 0;
  }
}

/** For the asked rows of one side those of the other with the same key. */
function* hitsOf(users: RecordKeys, accounts: RecordKeys, isAsked: Uint8Array): Generator<void, KnownHits> {
  const hits = new KnownHits(accounts.records.rowCount);
  yield* joinKeys({ users, accounts, memory: new MatchMemory() }, isAsked, hits);
  return hits;
}
