import { describe, expect, test } from 'vitest';
import type { Attribute } from '../../../src/lib/model/attribute';
import type { Suggestions } from '../../../src/lib/model/suggestion';
import { Suggester, type SuggesterOptions } from '../../../src/lib/linkage/suggester';
import { finish, records } from '../../fixtures/records';

const USER_ATTRIBUTES: Attribute[] = ['userName', 'email', 'givenName', 'familyName', 'employeeNumber', 'department'];
const GIVEN = ['Anna', 'Boris', 'Clara', 'Daniel', 'Eva', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas'];
const FAMILY = [
  'Adler',
  'Brandt',
  'Cerny',
  'Dubois',
  'Ekström',
  'Ferrari',
  'Grünwald',
  'Horvat',
  'Ivanova',
  'Jansen',
  'Kowalczyk'
];

type Row = readonly string[];

/** 110 people, each first name with each surname. */
const USERS: readonly Row[] = GIVEN.flatMap((given, g) =>
  FAMILY.map((family, f) => {
    const login = `${given}.${family}`.toLowerCase();
    return [
      login,
      `${login}@example.com`,
      given,
      family,
      String(1000 + g * FAMILY.length + f),
      f % 2 ? 'Sales' : 'Works'
    ];
  })
);

const ACCOUNT_ATTRIBUTES: Attribute[] = ['userName', 'displayName', 'employeeNumber'];
const ACCOUNTS: readonly Row[] = [
  ['anna.adler', 'Anna Adler', ''],
  ['bbrandt', 'Boris Brandt', '1012'],
  ['x17', 'Cerny, Clara', ''],
  ['root', 'Root', ''],
  ['eekstrom', 'E. Ekstroem', ''],
  ...USERS.slice(30, 90).map(([login, , given, family, number], at) => [
    at % 3 ? login : `u${number}`,
    `${given} ${family}`,
    ''
  ])
];

function build(users: readonly Row[], accounts: readonly Row[], options: SuggesterOptions = {}): Suggester {
  return finish(Suggester.build(records(USER_ATTRIBUTES, users), records(ACCOUNT_ATTRIBUTES, accounts), options));
}

const userRow = (login: string) => USERS.findIndex(([userName]) => userName === login);
const best = ({ candidates }: Suggestions) => candidates[0]?.user;

describe('suggestions', () => {
  const suggester = build(USERS, ACCOUNTS);

  test('have the owner first', () => {
    expect(best(suggester.suggest(0, 5))).toBe(userRow('anna.adler'));
    expect(best(suggester.suggest(1, 5))).toBe(userRow('boris.brandt'));
    expect(best(suggester.suggest(2, 5))).toBe(userRow('clara.cerny'));
  });

  test('have parts that add up to the bits, exactly, and probabilities that add up to 1', () => {
    for (let account = 0; account < ACCOUNTS.length; account++) {
      const { candidates, nobody } = suggester.suggest(account, 100);
      expect(candidates.reduce((sum, { probability }) => sum + probability, nobody)).toBeCloseTo(1, 9);
      for (const { evidence, bits, user } of candidates) {
        expect(evidence.reduce((sum, part) => sum + part.bits, 0)).toBe(bits);
        expect(evidence.some(({ comparison }) => comparison === 'prior')).toBe(true);
        expect(suggester.explain(account, user).bits).toBe(bits);
      }
    }
  });

  test('tell what kept somebody who is no candidate from matching', () => {
    const { evidence, probability } = suggester.explain(0, userRow('jonas.jansen'));
    expect(probability).toBe(0);
    expect(evidence.filter(({ bits }) => bits < 0).map(({ comparison }) => comparison)).toEqual(
      expect.arrayContaining(['given-name', 'family-name'])
    );
  });

  test('for all at once are the first of each', () => {
    const rows = Uint32Array.from(ACCOUNTS, (_, row) => row);
    const { users, percents } = finish(suggester.suggestAll(rows));
    rows.forEach((row) => {
      const [first] = suggester.suggest(row, 1).candidates;
      if (users[row] < 0) expect(first?.probability ?? 0).toBeLessThan(0.01);
      else expect([users[row], percents[row]]).toEqual([first.user, Math.floor(first.probability * 100 + 1e-9)]);
    });
  });

  test('stop when nobody goes on', () => {
    const work = suggester.suggestAll(Uint32Array.from({ length: 500 }, (_, at) => at % ACCOUNTS.length));
    expect(work.next().done).toBe(false);
  });

  test('are the same again, and do not depend on the order of rows', () => {
    const turned = build([...USERS].reverse(), [...ACCOUNTS].reverse());
    for (let account = 0; account < ACCOUNTS.length; account++) {
      const straight = suggester.suggest(account, 3).candidates;
      const other = turned.suggest(ACCOUNTS.length - 1 - account, 100).candidates;
      for (const { user, probability } of straight) {
        const same = other.find((candidate) => candidate.user === USERS.length - 1 - user);
        expect(same?.probability).toBeCloseTo(probability, 6);
      }
    }
    expect(turned.model.ownerShare).toBeCloseTo(suggester.model.ownerShare, 6);
  });
});

test('are there before the weights are fitted, by those that were delivered', () => {
  const users = records(USER_ATTRIBUTES, USERS);
  const first = finish(Suggester.prepare(users, records(ACCOUNT_ATTRIBUTES, ACCOUNTS)));
  expect(first.model.origin).toBe('delivered');
  expect(best(first.suggest(0, 5))).toBe(userRow('anna.adler'));
  const refined = finish(first.refine());
  expect(refined.model).toEqual(build(USERS, ACCOUNTS).model);
  const again = finish(Suggester.prepare(users, refined.lists.accountRecords, { before: refined }));
  expect(again.model).toBe(refined.model);
});

describe('what people confirmed', () => {
  test('in another app speaks for its owner, and is named', () => {
    const known = {
      appName: 'Tickets',
      accounts: records(ACCOUNT_ATTRIBUTES, [['nightowl77', 'Night Owl', '']]),
      owners: Int32Array.of(userRow('hugo.horvat'))
    };
    const accounts = [...ACCOUNTS, ['nightowl77', '', '']];
    expect(best(build(USERS, accounts).suggest(ACCOUNTS.length, 5))).not.toBe(userRow('hugo.horvat'));
    const [first] = build(USERS, accounts, { known: [known] }).suggest(ACCOUNTS.length, 5).candidates;
    expect(first.user).toBe(userRow('hugo.horvat'));
    const learnt = first.evidence.find(({ comparison }) => comparison === 'username');
    expect(learnt).toMatchObject({ learntFrom: 'Tickets', level: 'exact', account: 'nightowl77', user: 'nightowl77' });
  });

  test('in this app speaks against the user for another account, and does not exclude', () => {
    const owner = userRow('anna.adler');
    const learnt = { accounts: Uint32Array.of(9), users: Uint32Array.of(owner), isOwner: Uint8Array.of(1) };
    const suggester = build(USERS, ACCOUNTS);
    const taken = build(USERS, ACCOUNTS, { before: suggester, learnt });
    const part = taken
      .explain(0, owner)
      .evidence.find(({ comparison, level }) => comparison === 'prior' && level === 'different');
    expect(part?.bits).toBeLessThan(0);
    expect(
      taken.explain(9, owner).evidence.every(({ level, comparison }) => comparison !== 'prior' || level === 'missing')
    ).toBe(true);
  });

  test('moves weights within bounds, and only where it was not expected', () => {
    const accounts = [...ACCOUNTS, ...FAMILY.map((family, at) => [`z${String(at)}`, `D. ${family}`, ''])];
    const suggester = build(USERS, accounts);
    // Of several who could be meant, the second one is it.
    const rows = FAMILY.map((_, at) => ACCOUNTS.length + at).filter(
      (row) => suggester.suggest(row, 2).candidates.length > 1
    );
    expect(rows.length).toBeGreaterThan(3);
    const owners = rows.map((row) => suggester.suggest(row, 2).candidates);
    const confirmed = {
      accounts: Uint32Array.from(rows),
      users: Uint32Array.from(owners, ([, second]) => second.user),
      isOwner: new Uint8Array(rows.length).fill(1)
    };
    const learnt = build(USERS, accounts, { learnt: confirmed });
    expect(learnt.model.origin).toBe('learnt');
    expect(learnt.model.learntFrom).toBe(rows.length);
    const [account, user] = [rows[0], confirmed.users[0]];
    expect(learnt.suggest(account, 50).candidates.find((one) => one.user === user)?.probability).toBeGreaterThan(
      suggester.suggest(account, 50).candidates.find((one) => one.user === user)?.probability ?? 1
    );
    learnt.model.comparisons.forEach(({ levels }, at) => {
      levels.forEach(({ m, u }, level) => {
        const before = suggester.model.comparisons[at].levels[level];
        if (m > 0) expect(Math.abs(Math.log2(m / u) - Math.log2(before.m / before.u))).toBeLessThan(3.01);
      });
    });
  });
});
