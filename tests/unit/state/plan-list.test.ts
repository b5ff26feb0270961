import { beforeEach, describe, expect, it } from 'vitest';
import { asId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import type { OperationQuery } from '../../../src/lib/protocol/plan-api';
import { PlanList } from '../../../src/lib/state/plan-list.svelte';
import { operation, plannedUser } from '../../fixtures/plan-operations';

const scope = { kind: 'domain', domainId: asId<IdentityDomainId>('d') } as const;
const idOf = (row: number) => operation('link', { user: plannedUser(row) }).id;

let asked: OperationQuery[];
let list: PlanList;
let excluded = 0;

beforeEach(async () => {
  asked = [];
  excluded = 0;
  list = new PlanList(
    {
      readOperations: (query, { start, end }) => {
        asked.push(query);
        const rows = Array.from({ length: Math.min(end, 300) - start }, (_, offset) => ({
          operation: operation('link', { user: plannedUser(start + offset) }),
          excludedBecause: start + offset < excluded ? 'Not yet' : undefined
        }));
        const total = query.show === 'excluded' ? excluded : 300;
        return Promise.resolve(ok({ total, start, rows }));
      }
    },
    scope
  );
  await list.rows.renew();
});

describe('the operations of a plan', () => {
  it('are asked for by kinds in their order, text, and what is shown', () => {
    list.toggleKind('link');
    list.toggleKind('create-user');
    list.search('ann');
    list.setShow('excluded');
    expect(asked.at(-1)).toEqual({ scope, kinds: ['create-user', 'link'], text: 'ann', show: 'excluded' });
    list.toggleKind('link');
    expect(list.kinds).toEqual(['create-user']);
    list.reset();
    expect(list.isNarrowed).toBe(false);
  });

  it('are selected one by one, by range, and by what is in sight', async () => {
    await list.pick(3, false);
    await list.pick(6, true);
    expect(list.selected).toEqual({ kind: 'ids', ids: [3, 4, 5, 6].map(idOf) });
    expect(list.pageState(0, 10)).toBe('some');
    list.pickPage(0, 10);
    expect(list.pageState(0, 10)).toBe('all');
    list.pickPage(0, 10);
    expect(list.selected).toBeUndefined();
  });

  it('are selected as everything found, which another question ends', async () => {
    list.toggleKind('link');
    list.selection.selectAll();
    expect(list.selection.count(300)).toBe(300);
    expect(list.selected).toEqual({ kind: 'query', query: list.query });
    list.search('x');
    expect(list.selected).toBeUndefined();
    await list.pick(1, false);
    list.search('y');
    expect(list.selected).toEqual({ kind: 'ids', ids: [idOf(1)] });
  });

  it('say how many of the selected ones are excluded already', async () => {
    excluded = 5;
    await list.rows.renew();
    await list.pick(3, false);
    await list.pick(6, true);
    expect(list.selection.excludedCount).toBe(2);
    const counting = list.selectAll();
    expect(list.selection.excludedCount).toBeUndefined();
    await counting;
    expect(list.selection.excludedCount).toBe(5);
    const late = list.selectAll();
    list.search('x');
    await late;
    expect(list.selection.isEmpty).toBe(true);
    expect(list.selection.excludedCount).toBe(0);
  });
});
