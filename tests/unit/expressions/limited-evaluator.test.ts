import { describe, expect, test } from 'vitest';
import { LimitedEvaluator, type StartedExpressions } from '../../../src/lib/clients/limited-evaluator';
import type { Evaluation, EvaluationRequest, ExpressionApi } from '../../../src/lib/protocol/expression-api';
import { PROTOCOL_VERSION } from '../../../src/lib/protocol/version';
import { ownThreadExpressions } from '../../fixtures/own-thread-evaluator';

const REQUEST: EvaluationRequest = {
  run: 'a',
  expressions: ['upper(account.email)'],
  attributes: ['email'],
  columns: [['a', 'b']],
  rowCount: 2
};
const never = <Value>() => new Promise<Value>(() => undefined);

/** Counts the workers that were started and ended; each can be made to hang or to break. */
function workshop(
  change: (turn: number) => Partial<ExpressionApi> & { readonly broken?: Promise<string> } = () => ({})
) {
  const counts = { started: 0, ended: 0 };
  const start = (): StartedExpressions => {
    const { broken = never<string>(), ...api } = change(++counts.started);
    return { api: { ...ownThreadExpressions(), ...api }, broken, end: () => counts.ended++ };
  };
  return { counts, evaluator: new LimitedEvaluator(start) };
}

describe('the evaluator with a limit', () => {
  test('starts no worker before it is asked, and one for all calls', async () => {
    const { counts, evaluator } = workshop();
    expect(counts.started).toBe(0);
    await evaluator.check('account.email', 'any');
    expect(await evaluator.evaluate(REQUEST)).toEqual({ ok: true, value: { values: [['A', 'B']], failures: [] } });
    expect(counts).toEqual({ started: 1, ended: 0 });
  });

  test('ends a worker that takes too long, and goes on with another', async () => {
    const { counts, evaluator } = workshop((turn) => (turn === 1 ? { evaluate: never<Evaluation> } : {}));
    const start = performance.now();
    const slow = evaluator.evaluate(REQUEST);
    const next = evaluator.evaluate(REQUEST);
    expect(await slow).toEqual({ ok: false, error: { kind: 'expression-too-slow', where: 'this field' } });
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(await next).toMatchObject({ ok: true });
    expect(counts).toEqual({ started: 2, ended: 1 });
  });

  test('a call has its own time, however long it waited for others', async () => {
    const late: ExpressionApi['evaluate'] = (request) =>
      new Promise((resolve) => setTimeout(() => resolve(ownThreadExpressions().evaluate(request)), 150));
    const { evaluator } = workshop(() => ({ evaluate: late }));
    const answers = await Promise.all(Array.from({ length: 4 }, () => evaluator.evaluate(REQUEST)));
    expect(answers.every(({ ok }) => ok)).toBe(true);
  });

  test('a pause of its own thread is not the time of the expression', async () => {
    const late: ExpressionApi['evaluate'] = (request) =>
      new Promise((resolve) => setTimeout(() => resolve(ownThreadExpressions().evaluate(request)), 50));
    const { evaluator } = workshop(() => ({ evaluate: late }));
    await evaluator.check('"a"', 'any');
    const answer = evaluator.evaluate(REQUEST);
    await Promise.resolve();
    const until = performance.now() + 600;
    while (performance.now() < until);
    expect((await answer).ok).toBe(true);
  });

  test('a worker that breaks is told and replaced', async () => {
    const { counts, evaluator } = workshop((turn) =>
      turn === 1 ? { evaluate: never<Evaluation>, broken: Promise.resolve('out of memory') } : {}
    );
    expect(await evaluator.evaluate(REQUEST)).toEqual({
      ok: false,
      error: { kind: 'worker-crashed', cause: 'out of memory' }
    });
    expect(await evaluator.evaluate(REQUEST)).toMatchObject({ ok: true });
    expect(counts).toEqual({ started: 2, ended: 1 });
  });

  test('a worker of another build is not used', async () => {
    const { counts, evaluator } = workshop(() => ({ hello: async () => PROTOCOL_VERSION + 1 }));
    expect(await evaluator.check('"a"', 'any')).toEqual({ ok: false, error: { kind: 'version-mismatch' } });
    expect(counts).toEqual({ started: 1, ended: 1 });
  });
});
