import { expect, it } from 'vitest';
import { decisionWords } from '../../../src/lib/state/merge-words';

it('decisions are named as everywhere', () => {
  const said = (['unconfirmed', 'confirmed', 'ignored', 'cleared', 'committed'] as const).map((status) =>
    decisionWords({ status, user: status === 'committed' ? 'kim' : undefined, decidedAt: 0 })
  );
  expect(said).toEqual(['Unconfirmed', 'Confirmed', 'Ignored', 'Cleared', 'Committed: kim']);
});
