import { describe, expect, it } from 'vitest';
import { asId, asRow, type AppId, type RowIndex } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import type { AccountRow, ViewQuery } from '../../../src/lib/protocol/view';
import { BulkNewUsers } from '../../../src/lib/state/bulk-new-users.svelte';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const appId = asId<AppId>('a');
const query: ViewQuery = { kind: 'accounts', appId, text: 'x', situations: [], statuses: [], flags: ['vanished'] };

function account(row: number, change: Partial<AccountRow> = {}): AccountRow {
  return {
    row: asRow(row),
    name: `Account ${row}`,
    userName: '',
    email: '',
    situation: 'no-match',
    status: 'unconfirmed',
    decision: 'none',
    origin: 'none',
    flags: 0,
    user: undefined,
    candidateCount: 0,
    unconfirmedReason: 'no-match',
    suggestion: undefined,
    ...change
  };
}

type FakeMuster = ConstructorParameters<typeof BulkNewUsers>[0];

function musterWith(rows: readonly AccountRow[], asked: ViewQuery[] = []): FakeMuster {
  const api = {
    openView: async (_slot: string, question: ViewQuery) => {
      asked.push(question);
      return ok({ viewId: 7, total: rows.length });
    },
    readWindow: async (_viewId: number, start: number, end: number) => ({
      kind: 'accounts',
      start,
      rows: rows.slice(start, end)
    })
  };
  // Only the part that is used.
  return { engine: { api }, onView: () => () => undefined } as unknown as FakeMuster;
}

function pickedOf(...rows: readonly AccountRow[]): ReadonlyMap<RowIndex, AccountRow> {
  return new Map(rows.map((row) => [row.row, row]));
}

describe('new users for a selection', () => {
  it('lists the picked accounts that would get one, and leaves out the unticked', async () => {
    const picked = pickedOf(
      account(1),
      account(2, { situation: 'exact' }),
      account(3, { decision: 'defer' }),
      account(4, { status: 'cleared' }),
      account(5)
    );
    const list = new BulkNewUsers(musterWith([]), {
      appId,
      query,
      selection: { kind: 'rows', rows: [...picked.keys()] },
      picked
    });
    await settle();
    expect(list.boxes.rows.total).toBe(2);
    list.boxes.set([5], false);
    expect(list.selection).toEqual({ kind: 'rows', rows: [asRow(1)] });
  });

  it('one picked account gets one whatever was found for it, unless it is locked', async () => {
    const totals = await Promise.all(
      [account(1, { situation: 'exact' }), account(1, { decision: 'protect', status: 'ignored' })].map(async (row) => {
        const selection = { kind: 'rows', rows: [row.row] } as const;
        const list = new BulkNewUsers(musterWith([]), { appId, query, selection, picked: pickedOf(row) });
        await settle();
        return list.boxes.rows.total;
      })
    );
    expect(totals).toEqual([1, 0]);
  });

  it('of all that match, asks for those without a match only; what was deselected is unticked', async () => {
    const asked: ViewQuery[] = [];
    const selection = { kind: 'view', viewId: 3, except: [asRow(2)] } as const;
    const list = new BulkNewUsers(musterWith([account(1), account(2), account(3)], asked), {
      appId,
      query,
      selection,
      picked: new Map()
    });
    await settle();
    expect(asked).toEqual([{ ...query, situations: ['no-match'], statuses: ['unconfirmed'] }]);
    expect([list.boxes.isTicked(2), list.boxes.tickedCount]).toEqual([false, 2]);
    list.boxes.set([3], false);
    expect(list.selection).toEqual({ kind: 'view', viewId: 7, except: [asRow(2), asRow(3)] });
  });
});
