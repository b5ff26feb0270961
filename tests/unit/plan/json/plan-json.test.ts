import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OPERATION_KINDS, type PlanOperation } from '../../../../src/lib/model/plan-operation';
import { planJsonLines, planJsonWriter } from '../../../../src/lib/plan/json/plan-json';
import { NAUGHTY } from '../naughty-strings';
import { anyPlan, operation, sourceOf, user, written } from '../plan-operations';

const inOrder = (plan: readonly PlanOperation[]) => [...sourceOf(plan).operations(OPERATION_KINDS)];

function readDocument(plan: readonly PlanOperation[]) {
  const { files, tally } = written(planJsonWriter(['rule "1"', 'rule 2']), sourceOf(plan), { domainName: 'D "é"' });
  const document: unknown = JSON.parse(files.get('plan.json')?.toString() ?? '');
  return { document, tally };
}

test('the document says what it is, and gives the same operations back', () => {
  fc.assert(
    fc.property(anyPlan(8), (plan) => {
      const { document, tally } = readDocument(plan);
      expect(document).toEqual({
        format: 'muster-plan',
        version: 1,
        domain: 'D "é"',
        target: 'scim',
        counts: sourceOf(plan).counts,
        rules: ['rule "1"', 'rule 2'],
        operations: inOrder(plan)
      });
      expect(tally).toEqual({ written: plan.length, unsaid: {} });
    })
  );
});

test('one line is one operation, and nothing else', () => {
  fc.assert(
    fc.property(anyPlan(8), (plan) => {
      const { files, tally } = written(planJsonLines, sourceOf(plan));
      const lines = files.get('plan.jsonl')?.toString().split('\n').slice(0, -1) ?? [];
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual(inOrder(plan));
      expect(tally.written).toBe(plan.length);
    })
  );
});

test('naughty strings come back as they were, half a surrogate pair too', () => {
  const texts = [...NAUGHTY, 'a\ud800', '\udfffb'];
  const plan = texts.map((text, row) =>
    operation('update-user', { user: user(row), changes: [{ attribute: `custom:${text}`, before: text, after: '' }] })
  );
  const { files } = written(planJsonLines, sourceOf(plan));
  const lines = files.get('plan.jsonl')?.toString().split('\n').slice(0, -1) ?? [];
  // They are operations, as the test above shows.
  const read = lines.map((line) => JSON.parse(line) as PlanOperation);
  expect(read.map(({ changes }) => changes[0])).toEqual(plan.map(({ changes }) => changes[0]));
});
