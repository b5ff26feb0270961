import type { Worker } from '@playwright/test';
import { engineOf, openWorkspace, runStep, showDriver } from '../fault-browser';
import { inBrowser, failureOf, stateOf, type FaultCase } from '../fault-case';
import type { FaultStep } from '../fault-step';
import { BOTH, CONFIRM_ALL, ACCOUNTS, USERS } from '../kill-scenarios';
import { knowNames } from '../page-names';
import { WORKSPACE } from '../profiles';

const ANSWER_MS = 10_000;

interface Plan {
  /** The request that fails, counted from 1. */
  readonly at: number;
  readonly isForEver: boolean;
  readonly way: 'request' | 'transaction';
}

/** From now on requests that write fail in the worker as `plan` says. */
async function breakStorage(worker: Worker, plan: Plan): Promise<void> {
  await knowNames(worker);
  await worker.evaluate(({ at, isForEver, way }) => {
    let seen = 0;
    const store = IDBObjectStore.prototype;
    for (const method of ['put', 'add'] as const) {
      const original = store[method];
      store[method] = function (...args) {
        seen++;
        const isBroken = isForEver ? seen >= at : seen === at;
        if (isBroken && way === 'request') throw new DOMException('The disk does not answer.', 'UnknownError');
        const request = original.apply(this, args);
        if (isBroken) this.transaction.abort();
        return request;
      };
    }
  }, plan);
}

function failing(step: FaultStep, before: readonly FaultStep[], plan: Plan): FaultCase['run'] {
  return (ground) =>
    inBrowser(ground, before, async ({ page, origin }) => {
      const start = await stateOf(page);
      await breakStorage(await engineOf(page), plan);
      const failure = await failureOf(runStep(page, step), ANSWER_MS);
      const after = await stateOf(page);
      const isThere = after.hash !== start.hash;
      const problems = problemsOf({ plan, failure, isThere });
      // Another start, with a storage that works: done or not, the step is there once in the end.
      await showDriver(page, origin);
      await openWorkspace(page, { name: WORKSPACE });
      if (!isThere) await runStep(page, step);
      const { broken } = await stateOf(page);
      return [...problems, ...broken];
    });
}

interface Told {
  readonly plan: Plan;
  readonly failure: string | undefined;
  readonly isThere: boolean;
}

function problemsOf({ plan, failure, isThere }: Told): readonly string[] {
  if (failure === undefined) {
    if (!isThere) return ['told to be done, and not there'];
    return plan.isForEver ? ['told to be done with a storage that takes nothing'] : [];
  }
  if (failure === 'no answer') return [failure];
  const problems = plan.isForEver ? [] : [`not tried once more: ${failure}`];
  if (isThere) problems.push(`refused, and done all the same: ${failure}`);
  if (!/storage-(failed|full|blocked)|safety-/.test(failure)) problems.push(`named ${failure}`);
  return problems;
}

const DECIDE = { step: CONFIRM_ALL, before: BOTH, what: 'a decision' };
const IMPORT = { step: ACCOUNTS, before: [USERS], what: 'an import' };

export const FAILING_STORAGE: readonly FaultCase[] = [DECIDE, IMPORT].flatMap(({ step, before, what }) =>
  [1, 2, 4].flatMap((at) =>
    (['request', 'transaction'] as const).flatMap((way) =>
      [false, true].map((isForEver) => ({
        id: 'A6',
        name: `${what}: ${way} ${at} fails ${isForEver ? 'for ever' : 'once'}`,
        run: failing(step, before, { at, isForEver, way })
      }))
    )
  )
);
