import { expect, test } from 'vitest';
import { fakeLocks, startEngine } from '../fixtures/engine';
import { walkThrough } from '../fixtures/hostile-walk';

/**
 * Where nobody can add to what all objects have, everything still works: nothing here does so, libraries included. In a
 * file of its own, since it cannot be undone.
 */
test('the whole way works with a frozen Object.prototype', async () => {
  const engine = startEngine(fakeLocks());
  Object.freeze(Object.prototype);
  Object.freeze(Array.prototype);
  const { files, report } = await walkThrough(engine, 'Frozen');
  expect(files.length).toBeGreaterThan(5);
  expect(report).toContain('constructor');
});
