import { describe, expect, test } from 'vitest';
import { cellText, type RecordSet } from '../../../src/lib/engine/record-set';
import { SEGMENT_ROWS } from '../../../src/lib/engine/segment';
import { FORMATTED_USER_NAME } from '../../../src/lib/model/attribute';
import { defaultSynchronization, type Synchronization } from '../../../src/lib/model/synchronization';
import type { UsernameFormat } from '../../../src/lib/model/username-format';
import type { Evaluator } from '../../../src/lib/protocol/expression-api';
import { deriveUsernames } from '../../../src/lib/workspace/derive-usernames';
import { ownThreadEvaluator } from '../../fixtures/own-thread-evaluator';
import { records } from '../../fixtures/records';

const comparing = (usernameFormat: UsernameFormat): Synchronization => ({
  ...defaultSynchronization(),
  matchBy: 'criteria',
  criteria: { comparesUsername: true, comparesEmail: false, attributes: [] },
  usernameFormat
});
const FLAST = comparing({ kind: 'preset', preset: 'flast' });

const people = (count: number): RecordSet =>
  records(
    ['givenName', 'familyName', 'email'],
    Array.from({ length: count }, (_, i) => [`Given${i}`, i % 5 ? `Family${i}` : 'Łoś', `p${i}@alder.example`])
  );

async function derived(accounts: RecordSet, synchronization: Synchronization, evaluator = ownThreadEvaluator()) {
  const result = await deriveUsernames(accounts, synchronization, evaluator);
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

/** Fails the test when it is asked. */
const noEvaluator: Evaluator = {
  check: () => Promise.reject(new Error('asked to check')),
  evaluate: () => Promise.reject(new Error('asked to evaluate'))
};

describe('derived usernames', () => {
  test('are a column of their own beside the others, in every segment', async () => {
    const accounts = people(SEGMENT_ROWS + 3);
    const made = await derived(accounts, FLAST, noEvaluator);
    for (const row of [0, 1, SEGMENT_ROWS - 1, SEGMENT_ROWS, SEGMENT_ROWS + 2]) {
      expect(cellText(made, row, FORMATTED_USER_NAME)).toBe(row % 5 ? `gfamily${row}` : 'glos');
      expect(cellText(made, row, 'email')).toBe(`p${row}@alder.example`);
    }
    made.segments.forEach((segment, i) => expect(segment.buffer).toBe(accounts.segments[i].buffer));
    expect(accounts.attributes).not.toContain(FORMATTED_USER_NAME);
  });

  test('come from an expression in batches', async () => {
    const accounts = people(SEGMENT_ROWS + 3);
    const made = await derived(accounts, comparing({ kind: 'expression', expression: 'unique("svc", 20)' }));
    expect(cellText(made, 0, FORMATTED_USER_NAME)).toBe('svc');
    expect(cellText(made, SEGMENT_ROWS, FORMATTED_USER_NAME)).toBe(`svc${SEGMENT_ROWS + 1}`);
  });

  test('are not worked out where no rule compares them', async () => {
    const accounts = people(3);
    expect(await derived(accounts, { ...FLAST, matchBy: 'ladder' }, noEvaluator)).toBe(accounts);
    expect(await derived(accounts, comparing({ kind: 'preset', preset: 'email' }), noEvaluator)).toBe(accounts);
  });

  test('are worked out once for the same accounts and format', async () => {
    const accounts = people(3);
    const made = await derived(accounts, FLAST);
    expect(await derived(accounts, { ...FLAST, rulesRevision: 9 }, noEvaluator)).toBe(made);
    expect(await derived(accounts, comparing({ kind: 'preset', preset: 'firstl' }))).not.toBe(made);
  });

  test('of presets take about as long as reading the columns', async () => {
    const accounts = people(10 * SEGMENT_ROWS);
    const start = process.cpuUsage();
    await derived(accounts, FLAST);
    // 328,000 rows. Processor time, so that other work on the machine does not count; usually a tenth of it.
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_500);
  });
});
