import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, SearchIndex } from '../../../src/lib/engine/search-index';
import { DECISIONS } from '../../../src/lib/model/decision';
import { OPERATION_KINDS } from '../../../src/lib/model/plan-operation';
import { STATUSES } from '../../../src/lib/model/status';
import { computePlan } from '../../../src/lib/plan/compute-plan';
import { excludedOperations, INCLUDED } from '../../../src/lib/plan/excluded-operations';
import { findOperations } from '../../../src/lib/plan/find-operations';
import { includedOperations } from '../../../src/lib/plan/included-operations';
import { readOperationId } from '../../../src/lib/plan/operation-id';
import { operationPositions } from '../../../src/lib/plan/operation-positions';
import { inWords, planInput } from '../../fixtures/plan-lists';
import { finish } from '../../fixtures/records';
import { slowDiffering, slowPlan, type SlowPlanAccount, type SlowPlanUser } from '../../fixtures/slow-plan';

const USERS = 5;
const NAMES = ['anna', 'bob', 'Cara Lee', 'dörte', 'emil'];

const value = fc.constantFrom('', 'Sales', 'Sales ', 'IT', '\u00a0');
const groups = fc.subarray(['Admins', 'Sales', 'Ops: night', 'Äpfel'], { minLength: 0 });
const otherCase = groups.chain((names) =>
  fc.constantFrom(
    names,
    names.map((name) => name.toUpperCase())
  )
);
const user = fc.record({ department: value, title: value, groups, isCreatedHere: fc.boolean() });
const account = fc.record({
  userName: fc.constantFrom('a1', 'bo', ''),
  department: value,
  title: value,
  groups: otherCase,
  status: fc.constantFrom(...STATUSES),
  decision: fc.oneof({ weight: 3, arbitrary: fc.constant('link' as const) }, fc.constantFrom(...DECISIONS)),
  user: fc.integer({ min: -1, max: USERS - 1 }),
  hasVanished: fc.boolean(),
  hasChanged: fc.boolean()
});
const app = (name: string) =>
  fc
    .record({
      name: fc.constant(name),
      accounts: fc.array(account, { maxLength: 9 }),
      userUpdates: fc.constantFrom('leave', 'fill-empty', 'overwrite'),
      memberships: fc.constantFrom('leave', 'add', 'mirror'),
      isMapped: fc.boolean()
    })
    .chain(({ isMapped, ...rest }) => {
      const { length } = rest.accounts;
      const titles = isMapped ? fc.array(value, { minLength: length, maxLength: length }) : fc.constant(undefined);
      return titles.map((all) => ({ ...rest, titles: all }));
    });
const users = fc
  .array(user, { minLength: USERS, maxLength: USERS })
  .map((all): readonly SlowPlanUser[] => all.map((one, row) => ({ ...one, userName: NAMES[row] })));
const lists = fc.record({ users, apps: fc.tuple(app('Desk'), app('CRM')) });

test('operations are those that one finds by hand, in their order', () => {
  fc.assert(
    fc.property(lists, ({ users: all, apps }) => {
      const plan = finish(computePlan(planInput(all, apps)));
      expect(inWords(plan).toSorted()).toEqual(slowPlan(all, apps).toSorted());
      const kinds = inWords(plan).map((text) => OPERATION_KINDS.indexOf(text.split(' ')[0] as never));
      expect(kinds).toEqual(kinds.toSorted((a, b) => a - b));
    }),
    { numRuns: 500 }
  );
});

test('accounts whose value gives way to another one are counted, those that say the same are not', () => {
  fc.assert(
    fc.property(lists, ({ users: all, apps }) => {
      const plan = finish(computePlan(planInput(all, apps)));
      expect(plan.differing).toEqual(slowDiffering(all, apps));
    }),
    { numRuns: 300 }
  );
});

test('counts, ranges and undecided accounts add up', () => {
  fc.assert(
    fc.property(lists, ({ users: all, apps }) => {
      const plan = finish(computePlan(planInput(all, apps)));
      expect(Object.values(plan.counts).reduce((sum, count) => sum + count, 0)).toBe(plan.length);
      for (const kind of OPERATION_KINDS) {
        const { start, end } = plan.rangeOf(kind);
        expect(end - start).toBe(plan.counts[kind]);
        for (let i = start; i < end; i++) expect(plan.operation(i).kind).toBe(kind);
      }
      const unconfirmed = (accounts: readonly SlowPlanAccount[]) =>
        accounts.filter(({ status }) => status === 'unconfirmed').length;
      expect(plan.unconfirmed).toEqual(apps.map(({ accounts }) => unconfirmed(accounts)));
    })
  );
});

test('ids differ, are read again, find their operation, and are the same from the app and from the domain', () => {
  fc.assert(
    fc.property(lists, ({ users: all, apps }) => {
      const plan = finish(computePlan(planInput(all, apps)));
      const ids = Array.from({ length: plan.length }, (_, i) => plan.id(i));
      expect(new Set(ids).size).toBe(ids.length);
      expect(finish(operationPositions(plan, ids))).toEqual(new Map(ids.map((id, i) => [id, i])));
      ids.forEach((id, i) => expect(readOperationId(id)?.kind).toBe(plan.place(i).kind));
      const [, second] = apps;
      const alone = finish(computePlan(planInput(all, [{ ...second, userUpdates: 'leave' }])));
      const isShared = (id: string) => /^(link|create-group|add-member)/u.test(id);
      const newOnes = Array.from({ length: alone.length }, (_, i) => alone.id(i)).filter(isShared);
      // A group that the first app's plan creates is there for both; a user committed by the first app is not new.
      for (const id of newOnes.filter((one) => one.startsWith('link'))) expect(ids).toContain(id);
    })
  );
});

test('what is excluded takes what depends on it along, and nothing else', () => {
  fc.assert(
    fc.property(lists, fc.array(fc.nat(), { maxLength: 6 }), ({ users: all, apps }, picks) => {
      const plan = finish(computePlan(planInput(all, apps)));
      if (plan.length === 0) return;
      const ids = new Set(picks.map((pick) => plan.id(pick % plan.length)));
      const excluded = finish(excludedOperations(plan, [...ids, 'delete-user:999', 'undecided:Desk', 'nonsense']));
      const operations = Array.from({ length: plan.length }, (_, i) => plan.operation(i));
      const isOut = operations.map(({ id, kind, user: about, group }) => {
        if (ids.has(id)) return true;
        const dependsOnUser = kind === 'link' || kind === 'add-member';
        if (dependsOnUser && about && ids.has(`create-user:${about.row}`)) return true;
        return (
          kind === 'add-member' && group !== undefined && ids.has(`create-group:${group.name.trim().toLowerCase()}`)
        );
      });
      expect(Array.from(excluded.marks, (mark) => mark !== INCLUDED)).toEqual(isOut);
      const source = includedOperations(plan, excluded);
      const left = operations.filter((_, i) => !isOut[i]);
      expect([...source.operations(OPERATION_KINDS)]).toEqual(left);
      for (const kind of OPERATION_KINDS) {
        expect(source.counts[kind]).toBe(left.filter((one) => one.kind === kind).length);
        expect(excluded.counts[kind]).toBe(plan.counts[kind] - source.counts[kind]);
      }
    })
  );
});

test('a search finds words in user, account or group, whichever', () => {
  const text = fc.constantFrom('', 'an', 'LEE', 'dorte', 'ops', 'a1 admins', 'anna sales', 'apfel', 'zz');
  const kinds = fc.subarray([...OPERATION_KINDS]);
  const show = fc.constantFrom('all', 'included', 'excluded');
  fc.assert(
    fc.property(lists, text, fc.record({ kinds, show }), ({ users: all, apps }, query, choice) => {
      const input = planInput(all, apps);
      const plan = finish(computePlan(input));
      const excluded = finish(excludedOperations(plan, plan.length > 0 ? [plan.id(0)] : []));
      const found = finish(
        findOperations(plan, excluded, {
          ...choice,
          words: parseSearch(query),
          users: new SearchIndex(input.users),
          accounts: input.apps.map(({ list }) => new SearchIndex(list.records))
        })
      );
      const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
      const expected = Array.from({ length: plan.length }, (_, i) => i).filter((i) => {
        const { kind, user: about, account: from, group } = plan.operation(i);
        if (choice.kinds.length > 0 && !choice.kinds.includes(kind)) return false;
        const isOut = excluded.marks[i] !== INCLUDED;
        if (choice.show !== 'all' && isOut !== (choice.show === 'excluded')) return false;
        const texts = [about?.values.userName, from?.userName, group?.name].map((one) => folded(one ?? ''));
        return query.split(' ').every((word) => texts.some((one) => one.includes(folded(word))));
      });
      expect(Array.from(found)).toEqual(expected);
    }),
    { numRuns: 300 }
  );
});
