import { describe, expect, it } from 'vitest';
import { newId } from '../../src/lib/model/ids';
import type { CronSchedule } from '../../src/lib/model/synchronization';
import { fakeLocks, must, openWithApp, startEngine } from '../fixtures/engine';

async function withSchedule(full: CronSchedule) {
  const engine = startEngine(fakeLocks());
  const { appId } = await openWithApp(engine, newId());
  const { synchronization } = must(await engine.overview()).apps[0].app;
  const schedules = { ...synchronization.schedules, full };
  return { engine, appId, synchronization: { ...synchronization, schedules } };
}

describe('a schedule that is saved', () => {
  it('counts from then on', async () => {
    const { engine, appId, synchronization } = await withSchedule({ cron: '0  6 * * *', zone: 'Europe/Berlin' });
    const before = Date.now();
    const saved = must(await engine.saveSynchronization(appId, synchronization));
    const { full } = saved.synchronization.schedules;
    expect(full).toMatchObject({ cron: '0 6 * * *', zone: 'Europe/Berlin' });
    expect(full?.since).toBeGreaterThanOrEqual(before);
    const again = must(await engine.saveSynchronization(appId, saved.synchronization));
    expect(again.synchronization.schedules).toEqual(saved.synchronization.schedules);
  });

  it('is refused where it cannot be read, and nothing is changed', async () => {
    const { engine, appId, synchronization } = await withSchedule({ cron: '0 25 * * *', zone: 'Europe/Berlin' });
    const refused = await engine.saveSynchronization(appId, { ...synchronization, deprovisioning: 'delete' });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'schedule-invalid', which: 'full' } });
    expect(must(await engine.overview()).apps[0].app.synchronization.deprovisioning).toBe('leave');
  });
});
