import { beforeEach, describe, expect, it } from 'vitest';
import { asId, asRow, type AppId, type RowIndex } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import type { AccountSuggestions } from '../../../src/lib/protocol/suggestion-api';
import { FocusedAccount, type DetailPort } from '../../../src/lib/state/focused-account.svelte';
import { suggestedUser, userRow } from '../../fixtures/suggested-users';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ranked: AccountSuggestions = { candidates: [suggestedUser(5, 0.8), suggestedUser(1, 0.1)], nobody: 0.1 };

let rankAfterMs: number;
let owners: readonly (readonly RowIndex[])[];
let focused: FocusedAccount;

beforeEach(() => {
  rankAfterMs = 0;
  owners = [];
  // As far as it is asked here.
  const port = {
    accountDetail: async (_app: AppId, row: RowIndex) =>
      ok({
        account: { row },
        candidates: [{ user: userRow(1), ruleName: 'Names', verdict: 'partial', isLinked: false }],
        comparisons: []
      }),
    accountManager: async () => ok(undefined),
    lookAlikes: async (_app: AppId, _row: RowIndex, asked: readonly RowIndex[]) => {
      owners = [...owners, asked];
      return ok([]);
    },
    suggestions: async () => {
      await pause(rankAfterMs);
      return ok(ranked);
    }
  } as unknown as DetailPort;
  focused = new FocusedAccount(port, asId<AppId>('a'));
});

const shownRows = () => focused.candidates.map(({ user }) => user.row);

describe('the account under focus', () => {
  it('comes with its ranked users, the best first', async () => {
    focused.show(asRow(3));
    await pause(20);
    expect([shownRows(), focused.isRanking, focused.suggestions?.nobody]).toEqual([[5, 1], false, 0.1]);
    expect(owners).toEqual([[1]]);
  });

  it('does not wait for a ranking that takes long, and keeps the numbers that are shown when it comes', async () => {
    rankAfterMs = 120;
    focused.show(asRow(3));
    await pause(80);
    expect([shownRows(), focused.isRanking]).toEqual([[1], true]);
    await pause(80);
    expect([shownRows(), focused.isRanking]).toEqual([[1, 5], false]);
  });

  it('a late ranking of an account that was left is dropped', async () => {
    rankAfterMs = 150;
    focused.show(asRow(3));
    await pause(60);
    rankAfterMs = 400;
    focused.show(asRow(4));
    await pause(120);
    expect([focused.detail?.account.row, shownRows(), focused.isRanking]).toEqual([4, [1], true]);
  });

  it('gives candidates only of the row that is asked about', async () => {
    focused.show(asRow(3));
    await pause(20);
    expect(focused.candidatesOf(asRow(3))).toHaveLength(2);
    expect(focused.candidatesOf(asRow(4))).toEqual([]);
  });
});
