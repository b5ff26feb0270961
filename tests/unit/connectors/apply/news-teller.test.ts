import { expect, test } from 'vitest';
import { NewsTeller } from '../../../../src/lib/connectors/apply/news-teller';
import { PausableClock } from '../../../../src/lib/connectors/pausable-clock';

test('what is held back is told in a moment, though nothing else comes', async () => {
  const teller = new NewsTeller(new PausableClock());
  const told: number[][] = [];
  teller.listener = ({ outcomes }) => told.push(outcomes.map(({ place }) => place));
  for (const place of [0, 1, 2]) teller.tellOutcome({ place, state: 'done', targetId: '', error: undefined });
  expect(told).toEqual([[0]]);
  await expect.poll(() => told, { timeout: 1000 }).toEqual([[0], [1, 2]]);
});
