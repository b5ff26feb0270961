import { beforeEach, describe, expect, it } from 'vitest';
import { asId, type AppId } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import type { DecisionCommand, DecisionPreview } from '../../../src/lib/protocol/engine-api';
import type { BlindPair } from '../../../src/lib/protocol/suggestion-api';
import type { RowSelection } from '../../../src/lib/protocol/view';
import { AcceptBest, type AcceptPort } from '../../../src/lib/state/accept-best.svelte';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const selection: RowSelection = { kind: 'view', viewId: 1, except: [] };
const SELECTED = 500;

let asked: number[];
let answerable: Promise<void>;
let accept: AcceptBest;

/** Of 500 rows 400 have a best user; as many reach a threshold as there are points above it, ten each. */
function appliesAt(percent: number): number {
  return Math.min(400, 10 * (100 - percent));
}

beforeEach(() => {
  asked = [];
  answerable = Promise.resolve();
  const port: AcceptPort = {
    previewDecision: async (command: DecisionCommand) => {
      await answerable;
      const atLeast = command.kind === 'accept-suggestions' ? command.atLeast : -1;
      asked.push(atLeast);
      const applies = appliesAt(atLeast);
      return ok({ applies, stays: SELECTED - applies, situations: {} } as DecisionPreview);
    },
    sampleSuggestions: async (_app, _selection, _atLeast, most) =>
      ok(Array.from({ length: most }, () => ({}) as BlindPair))
  };
  accept = new AcceptBest(port, asId<AppId>('a'), () => selection);
});

async function drawn() {
  await accept.draw();
  if (accept.sample.status !== 'drawn') throw new Error('no sample');
  return accept.sample.review;
}

describe('accepting the best suggestions', () => {
  it('tells how many, and why the others stay', async () => {
    await settle();
    expect([accept.threshold, accept.tally]).toEqual([98, { applies: 20, below: 380, others: 100 }]);
  });

  it('the newest threshold wins, those between are not asked', async () => {
    await settle();
    const releases: (() => void)[] = [];
    const hold = () => {
      answerable = new Promise((resolve) => releases.push(resolve));
    };
    hold();
    accept.setThreshold(90);
    accept.setThreshold(85);
    accept.setThreshold(80);
    hold();
    releases[0]();
    await settle();
    expect(accept.tally, 'of a threshold before').toBeUndefined();
    releases[1]();
    await settle();
    expect([accept.tally?.applies, accept.command]).toEqual([
      200,
      { kind: 'accept-suggestions', appId: 'a', selection, atLeast: 80 }
    ]);
    expect(asked).not.toContain(85);
  });

  it('stays within what may be accepted at once', () => {
    accept.setThreshold(3);
    expect(accept.threshold).toBe(50);
    accept.setThreshold(Number.NaN);
    expect(accept.threshold).toBe(50);
    accept.setThreshold(100);
    expect(accept.threshold).toBe(99);
  });

  it('asks once more where the sample has wrong ones', async () => {
    const review = await drawn();
    expect([accept.doubt, accept.confirm()]).toEqual([undefined, true]);
    review.answer('right');
    review.answer('wrong');
    expect(accept.doubt?.high).toBeCloseTo(0.9874, 4);
    expect([accept.confirm(), accept.isAskedAgain, accept.confirm()]).toEqual([false, true, true]);
  });

  it('another threshold is another sample', async () => {
    const review = await drawn();
    review.answer('wrong');
    accept.confirm();
    accept.setThreshold(99);
    expect([accept.sample.status, accept.doubt, accept.isAskedAgain]).toEqual(['none', undefined, false]);
  });
});
