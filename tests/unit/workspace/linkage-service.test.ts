import { expect, test } from 'vitest';
import type { LinkageModel } from '../../../src/lib/model/linkage-model';
import { LinkageService, type Ranker } from '../../../src/lib/workspace/linkage-service';

const NOTHING = {
  known: [],
  learnt: { accounts: new Uint32Array(0), users: new Uint32Array(0), isOwner: new Uint8Array(0) }
};
const APP = { appId: 'a', users: [], accounts: [] };
/** Slices of the fit that hold the message loop no longer than any other. */
const SLICE_MS = 20;

function ranker(origin: LinkageModel['origin'], refine: () => Generator<void, Ranker>): Ranker {
  const scored = {
    users: Int32Array.of(0),
    percents: Uint8Array.of(origin === 'fitted' ? 90 : 50),
    counts: Uint8Array.of(1)
  };
  return {
    model: { comparisons: [], ownerShare: 0.7, origin, learntFrom: 0 },
    suggest: () => ({ candidates: [], nobody: origin === 'fitted' ? 0.1 : 0.5 }),
    explain: () => ({ user: 0, probability: 0, bits: 0, evidence: [] }),
    suggestAll: function* () {
      yield;
      return scored;
    },
    refine
  };
}

function nothingMore(): Generator<void, Ranker> {
  throw new Error('fitted already');
}

/** A fit that ends when it is told to. */
function slowFit() {
  const fit = { isEnded: false, slices: 0 };
  const service = new LinkageService(async () =>
    ranker('delivered', function* () {
      while (!fit.isEnded) {
        fit.slices++;
        const until = performance.now() + SLICE_MS;
        while (performance.now() < until);
        yield;
      }
      return ranker('fitted', nothingMore);
    })
  );
  return { fit, service };
}

test('ranks one account before the weights are there; scores of all are by those weights', async () => {
  const { fit, service } = slowFit();
  await service.open(APP, NOTHING);
  expect((await service.suggest('a', 0, 5, [])).nobody).toBe(0.5);
  const scores = service.score('a', Uint32Array.of(0));
  expect((await service.suggest('a', 0, 5, [])).nobody).toBe(0.5);
  fit.isEnded = true;
  expect((await scores).percents[0]).toBe(90);
  expect((await service.model('a')).origin).toBe('fitted');
  expect((await service.suggest('a', 0, 5, [])).nobody).toBe(0.1);
});

test('stops fitting for an app that was closed, and who waits is answered', async () => {
  const { fit, service } = slowFit();
  await service.open(APP, NOTHING);
  const scores = service.score('a', Uint32Array.of(0));
  await service.close('a');
  expect((await scores).percents[0]).toBe(50);
  const { slices } = fit;
  await new Promise((resolve) => setTimeout(resolve, 3 * SLICE_MS));
  expect(fit.slices).toBe(slices);
});
