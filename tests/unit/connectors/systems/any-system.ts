import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testConnection } from '../../../../src/lib/connectors/test-connection';
import type { Connection } from '../../../../src/lib/model/connection';
import { ownText } from '../../../../src/lib/model/json';
import type { SystemAccess } from '../../../../src/lib/protocol/system-access';
import type { FakeAnswer, FakeSystem } from '../../../fixtures/systems/fake-system';
import { makeGroups, makePeople, type FakeData, type Person } from '../../../fixtures/systems/people';
import { connectionTo, failureOf, listingOf, QUICK } from './list-system';

const ORIGIN = 'https://muster.example';

export interface SystemCase {
  readonly token: string;
  readonly connection: Pick<Connection, 'connectorId'> & Partial<Connection>;
  readonly start: (data: FakeData) => Promise<FakeSystem>;
  /** Where a line says who it is. */
  readonly idName: string;
  /** That of a person, as the system writes it. */
  readonly idOf: (person: Person) => string;
  /** How many people it is given. */
  readonly count: number;
  /** Groups that have no members do not appear where they are known by their members only. */
  readonly hasEmptyGroups: boolean;
  /** How the system says that it was asked too often, for about a second. */
  readonly tooMany: () => FakeAnswer;
  /** A part of the address of the list of people. */
  readonly listPath: string;
}

/** What has to hold for each system, whatever its way. */
export function behavesAsAnySystem(system: SystemCase): void {
  const people = makePeople(system.count);
  const groups = makeGroups(people);
  let fake: FakeSystem;
  let access: SystemAccess;
  const isList = (url: URL) => url.pathname.includes(system.listPath);

  beforeEach(async () => {
    fake = await system.start({ people, groups });
    access = { connection: connectionTo(fake.address, system.connection), token: system.token, origin: ORIGIN };
  });
  afterEach(async () => {
    const { complaints } = fake;
    await fake.close();
    expect(complaints).toEqual([]);
  });

  describe('as any system', () => {
    it('gives everybody, once', async () => {
      const { people: lines, listing, groups: none } = await listingOf(access)();
      expect(lines.map((line) => ownText(line, system.idName)).toSorted()).toEqual(people.map(system.idOf).toSorted());
      expect(listing.records).toBe(people.length);
      expect(listing.isWhole).toBe(true);
      expect(none.size).toBe(0);
    });

    it('gives an empty list as such', async () => {
      await fake.close();
      fake = await system.start({ people: [], groups: [] });
      const connection = { ...access.connection, address: fake.address, withGroups: true };
      const { people: lines, groups: none } = await listingOf({ ...access, connection })();
      expect([lines, none.size]).toEqual([[], 0]);
    });

    it('gives groups with their members', async () => {
      const connection = { ...access.connection, withGroups: true };
      const { people: lines, groups: found } = await listingOf({ ...access, connection })();
      const expected = groups.filter(({ members }) => system.hasEmptyGroups || members.length > 0);
      const wanted = expected.map(({ name, members }) => [name, members.map(system.idOf).toSorted()]);
      expect([...found].map(([name, members]) => [name, members.toSorted()]).toSorted()).toEqual(wanted.toSorted());
      expect(lines).toHaveLength(people.length);
    });

    it('waits when it was asked too often', async () => {
      let refusals = 0;
      fake.interrupt = (url) => (isList(url) && refusals++ === 1 ? system.tooMany() : undefined);
      const begunAt = Date.now();
      const { people: lines, progress } = await listingOf(access)();
      expect(Date.now() - begunAt).toBeGreaterThan(900);
      expect(progress.some(({ wait }) => wait?.because === 'rate-limit')).toBe(true);
      expect(lines).toHaveLength(people.length);
    });

    it('goes on with the page in which it was cut', async () => {
      const connection = { ...access.connection, withGroups: true };
      const whole = await listingOf({ ...access, connection })();
      const usual = [...fake.answered];
      let asked = 0;
      let isDown = true;
      fake.interrupt = () => (isDown && ++asked > usual.length / 2 ? 'cut' : undefined);
      const list = listingOf({ ...access, connection }, undefined, { ...QUICK, retries: 0 });
      expect(await failureOf(list)).toMatchObject({ kind: 'system-answer' });
      isDown = false;
      const { listing, people: lines } = await list();
      expect(fake.answered.slice(usual.length)).toEqual(usual);
      expect(lines).toEqual(whole.people);
      expect(await listing.file.text()).toBe(await whole.listing.file.text());
    });

    it('tells a token that is refused, and one that may not', async () => {
      const refused = await failureOf(listingOf({ ...access, token: `${system.token}x` }));
      expect(refused).toMatchObject({ kind: 'system-token', detail: expect.stringContaining('401') as string });
      fake.interrupt = (url) => (isList(url) ? { status: 403, body: { message: 'You may not.' } } : undefined);
      expect(await failureOf(listingOf(access))).toMatchObject({ kind: 'system-forbidden', detail: 'You may not.' });
    });

    it.each([[{}], [{ value: {}, users: {}, records: null, result: 'none', Resources: 1 }], ['text'], [7], [[[]]]])(
      'takes %j for no list',
      async (body) => {
        fake.interrupt = (url) => (isList(url) ? { body } : undefined);
        const { kind } = await failureOf(listingOf(access));
        expect(['system-answer', 'system-incomplete']).toContain(kind);
      }
    );

    it('can be tried with one small request', async () => {
      const tried = await testConnection(access, QUICK);
      expect(tried).toMatchObject({ ok: true });
      expect(fake.answered).toHaveLength(1);
      const refused = await testConnection({ ...access, token: `${system.token}x` }, QUICK);
      expect(refused).toMatchObject({ ok: false, error: { kind: 'system-token' } });
    });
  });
}
