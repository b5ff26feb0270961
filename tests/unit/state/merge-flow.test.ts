import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type AppId } from '../../../src/lib/model/ids';
import { err, ok } from '../../../src/lib/model/result';
import type { MergeChoice, MergePreview } from '../../../src/lib/protocol/merge-api';
import type { StepOutcome } from '../../../src/lib/protocol/step-outcome';
import { MergeFlow } from '../../../src/lib/state/merge-flow.svelte';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';

const FILE = new File(['abc'], 'theirs.muster');
const appId = asId<AppId>('a');
const decided = { status: 'confirmed', user: 'kim', decidedAt: 1 } as const;
const PREVIEW: MergePreview = {
  id: 'p',
  apps: [{ appId, name: 'Zendesk', taken: 4, same: 2, conflicts: 3, unknown: 0, locked: 0 }],
  missing: [],
  conflictCount: 3,
  conflicts: [1, 2, 3].map((id) => ({ id, appId, account: `account ${id}`, ours: decided, theirs: decided }))
};
const OUTCOME = {} as StepOutcome;

let choices: MergeChoice[];
let discarded: string[];
let refusal: AppError | undefined;
let jobs: RunningJobs;
let flow: MergeFlow;
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(async () => {
  choices = [];
  discarded = [];
  refusal = undefined;
  jobs = new RunningJobs();
  flow = new MergeFlow({
    api: {
      previewMerge: async () => ({ status: 'done', value: PREVIEW }),
      applyMerge: async (_id, choice) => {
        choices.push(choice);
        return refusal ? err(refusal) : ok(OUTCOME);
      },
      discardMerge: async (id) => void discarded.push(id)
    },
    jobs
  });
  flow.choose(FILE);
  await settled();
});

describe('merging', () => {
  it('keeps ours unless theirs is chosen, for all or row by row', async () => {
    expect(flow.takenCount).toBe(4);
    flow.setSide(2, 'theirs');
    expect([1, 2, 3].map((id) => flow.sideOf(id))).toEqual(['ours', 'theirs', 'ours']);
    expect(flow.takenCount).toBe(5);
    await flow.apply();
    expect(choices).toEqual([{ all: 'ours', other: [2] }]);
  });

  it('begins anew when all are chosen', async () => {
    flow.setSide(2, 'theirs');
    flow.chooseForAll('theirs');
    expect([1, 2, 3].map((id) => flow.sideOf(id))).toEqual(['theirs', 'theirs', 'theirs']);
    flow.setSide(1, 'ours');
    flow.setSide(3, 'ours');
    flow.setSide(3, 'theirs');
    expect(flow.takenCount).toBe(6);
    await flow.apply();
    expect(choices).toEqual([{ all: 'theirs', other: [1] }]);
  });

  it('that was refused stays as it was chosen', async () => {
    refusal = { kind: 'preview-outdated' };
    flow.setSide(2, 'theirs');
    expect(await flow.apply()).toBeUndefined();
    expect(flow.phase).toMatchObject({ status: 'shown', error: { kind: 'preview-outdated' } });
    expect(flow.sideOf(2)).toBe('theirs');
  });

  it('lets go of what was read when the dialog is closed', () => {
    flow.close();
    expect(discarded).toEqual(['p']);
  });

  it('of another file begins with ours for all', async () => {
    flow.chooseForAll('theirs');
    flow.setSide(1, 'ours');
    flow.choose(new File(['def'], 'other.muster'));
    await settled();
    expect(flow.all).toBe('ours');
    expect(flow.takenCount).toBe(4);
  });

  it('of the same file read again keeps what was said for all', async () => {
    flow.chooseForAll('theirs');
    flow.again();
    await settled();
    expect(flow.takenCount).toBe(7);
  });

  it('goes on when the dialog is closed, as a job that has a name, and lets go of what was refused then', async () => {
    refusal = { kind: 'preview-outdated' };
    const applied = flow.apply();
    flow.close();
    expect(jobs.list.map(({ label, cancel }) => [label, cancel])).toEqual([['Take decisions over', undefined]]);
    expect(discarded).toEqual([]);
    expect(await applied).toBeUndefined();
    expect(flow.phase).toMatchObject({ status: 'shown', error: { kind: 'preview-outdated' } });
    expect(discarded).toEqual(['p']);
  });
});
