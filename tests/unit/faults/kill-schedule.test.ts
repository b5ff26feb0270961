import { describe, expect, it } from 'vitest';
import { momentOf, planned } from '../../faults/kill-schedule';
import { KILL_SCENARIOS } from '../../faults/kill-scenarios';
import type { Undisturbed } from '../../faults/undisturbed';

function known(points: number): Undisturbed {
  const scenario = KILL_SCENARIOS[0];
  const hits = Array.from({ length: points }, (_, i) => ({ at: i + 1, what: 'open' }));
  const profile = { folder: '', workspaceId: '' };
  return { scenario, steps: [], profile, hashes: [], points: hits, ms: 100 };
}

function pointsHit(points: number, turns: number): readonly number[] {
  const moments = Array.from({ length: turns }, (_, turn) => momentOf(known(points), turn, turns));
  return moments.flatMap((moment) => ('point' in moment ? [moment.point] : []));
}

describe('the schedule of kills', () => {
  it('goes through every journal point where there are enough kills', () => {
    expect(new Set(pointsHit(21, 90)).size).toBe(21);
    expect(pointsHit(21, 90)).toHaveLength(60);
  });

  it('spreads fewer kills over the whole of it', () => {
    const hit = pointsHit(90, 15);
    expect(hit).toHaveLength(10);
    hit.forEach((point, i) => {
      expect(point).toBeGreaterThan(i * 9);
      expect(point).toBeLessThanOrEqual((i + 1) * 9);
    });
  });

  it('gives every scenario its turns, and no more kills than asked for', () => {
    const order = { scenarios: KILL_SCENARIOS, kills: 50, lanes: 1, journal: undefined, onKill: () => undefined };
    const all = planned(order);
    expect(all).toHaveLength(50);
    for (const { scenario, turns } of all) expect(all.filter((one) => one.scenario === scenario)).toHaveLength(turns);
  });
});
