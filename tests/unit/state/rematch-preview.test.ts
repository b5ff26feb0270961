import { beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type AppId, type StageId } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import type { RematchPreview as Preview, Transition } from '../../../src/lib/protocol/rematch-api';
import type { StepOutcome } from '../../../src/lib/protocol/step-outcome';
import { mostTelling, RematchPreview } from '../../../src/lib/state/rematch-preview.svelte';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const stays: Transition = { before: 'exact', after: 'exact', count: 90, changed: 2 };
const falls: Transition = { before: 'partial', after: 'no-match', count: 7, changed: 7 };
const preview: Preview = {
  previewId: asId<StageId>('p1'),
  total: 97,
  changed: 9,
  transitions: [stays, falls],
  confirmedBefore: 4,
  confirmedAfter: 5,
  flagged: 1
};

/** The page's side as far as it is used; what the engine answers is said by the test. */
class FakeMuster {
  readonly jobs = new RunningJobs();
  readonly discarded: string[] = [];
  readonly asked: string[] = [];
  steps = 0;
  answers: ((outcome: JobOutcome<Preview>) => void)[] = [];
  applied: JobOutcome<StepOutcome> = { status: 'done', value: {} as StepOutcome };

  app = () => undefined;
  step = async () => {
    this.steps++;
    return true;
  };
  engine = {
    previewRematch: () => new Promise<JobOutcome<Preview>>((resolve) => this.answers.push(resolve)),
    api: {
      rematchRows: async (_id: StageId, { before, after }: Transition) => {
        this.asked.push(`${before} ${after}`);
        return ok({ total: 0, start: 0, rows: [] });
      },
      applyRematch: async () => this.applied,
      discardRematch: async (id: StageId) => void this.discarded.push(id)
    }
  };
}

let muster: FakeMuster;
let review: RematchPreview;

beforeEach(() => {
  muster = new FakeMuster();
  // Only the part that is used.
  review = new RematchPreview(muster as unknown as ConstructorParameters<typeof RematchPreview>[0], asId<AppId>('a'));
});

async function show(): Promise<void> {
  void review.open();
  await settle();
  muster.answers.pop()?.({ status: 'done', value: preview });
  await settle();
}

describe('matching again, looked at first', () => {
  it('begins with the rows that tell most', async () => {
    await show();
    expect([review.phase.status, review.cell, muster.asked]).toEqual([
      'shown',
      { before: 'partial', after: 'no-match' },
      ['partial no-match']
    ]);
    expect(mostTelling([{ ...stays, changed: 0 }])).toBeUndefined();
  });

  it('is forgotten when it is closed', async () => {
    await show();
    review.close();
    expect([review.isOpen, muster.discarded]).toEqual([false, ['p1']]);
  });

  it('closed while it is made, what still comes is forgotten too', async () => {
    void review.open();
    await settle();
    muster.jobs.list[0].cancel?.();
    expect(review.isOpen).toBe(false);
    muster.answers.pop()?.({ status: 'done', value: preview });
    await settle();
    expect([review.isOpen, muster.discarded, muster.jobs.list]).toEqual([false, ['p1'], []]);
  });

  it('applied, it becomes a step', async () => {
    await show();
    expect(await review.apply()).toBe(true);
    expect([review.isOpen, muster.steps, muster.discarded]).toEqual([false, 1, []]);
  });

  it('out of date, it says so and can be made again', async () => {
    const error: AppError = { kind: 'preview-outdated' };
    muster.applied = { status: 'failed', error };
    await show();
    expect(await review.apply()).toBe(false);
    expect(review.phase).toEqual({ status: 'failed', error });
    review.retry();
    await settle();
    expect([review.phase.status, muster.answers.length]).toEqual(['matching', 1]);
  });
});
