import { describe, expect, it } from 'vitest';
import { withSwitchAt, type App } from '../../../src/lib/model/app';
import type { Schedules } from '../../../src/lib/model/synchronization';
import { dueRuns, nextDue } from '../../../src/lib/schedule/due-runs';
import { schedulesSince } from '../../../src/lib/schedule/schedules-since';
import { newApp } from '../../../src/lib/workspace/new-app';
import { asId } from '../../../src/lib/model/ids';

const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const DAILY = { cron: '0 6 * * *', zone: 'UTC' };
const HOURLY = { cron: '0 * * * *', zone: 'UTC' };
const NEVER = { full: undefined, incremental: undefined };

function appWith(schedules: Partial<Schedules>, createdAt = at('20T00:00')): App {
  const app = newApp(asId('domain'), 'generic-csv', 'Zendesk');
  const none: Schedules = { full: undefined, incremental: undefined, whenDue: 'offer' };
  return { ...app, createdAt, synchronization: { ...app.synchronization, schedules: { ...none, ...schedules } } };
}

describe('a run is due', () => {
  it('when a time lies between the last success and now', () => {
    const app = appWith({ full: DAILY });
    const last = { full: at('21T06:01'), incremental: undefined };
    expect(dueRuns(app, last, at('22T05:59'))).toEqual([]);
    expect(dueRuns(app, last, at('22T06:00'))).toEqual([{ mode: 'full', dueSince: at('22T06:00') }]);
  });

  it('once, however many times were missed, since the first of them', () => {
    const app = appWith({ full: DAILY });
    expect(dueRuns(app, { full: at('20T12:00'), incremental: undefined }, at('25T12:00'))).toEqual([
      { mode: 'full', dueSince: at('21T06:00') }
    ]);
  });

  it('counted from the making of the app, or from when the schedule was set', () => {
    expect(dueRuns(appWith({ full: DAILY }, at('22T07:00')), NEVER, at('22T09:00'))).toEqual([]);
    const later = appWith({ full: { ...DAILY, since: at('22T08:00') } });
    expect(dueRuns(later, NEVER, at('22T09:00'))).toEqual([]);
    expect(dueRuns(later, NEVER, at('23T06:00'))).toHaveLength(1);
  });

  it('counted from when import became available, however long the schedule was there before', () => {
    const app = appWith({ full: { ...DAILY, since: at('20T01:00') } });
    const opened = ['active', 'provisioning', 'synchronization'] as const;
    const open = opened.reduce((last, which) => withSwitchAt(last, which, true, at('22T07:00')), app);
    expect(dueRuns(open, NEVER, at('22T09:00'))).toEqual([]);
    expect(dueRuns(open, NEVER, at('23T06:00'))).toEqual([{ mode: 'full', dueSince: at('23T06:00') }]);
    // Switching on what is on already changes nothing.
    expect(withSwitchAt(open, 'active', true, at('24T00:00')).importsSince).toBe(at('22T07:00'));
    const closed = withSwitchAt(open, 'active', false, at('22T08:00'));
    expect(withSwitchAt(closed, 'active', true, at('23T07:00')).importsSince).toBe(at('23T07:00'));
  });

  it('as full only, where both are: a full import serves for an incremental one', () => {
    const app = appWith({ full: DAILY, incremental: HOURLY });
    expect(dueRuns(app, NEVER, at('22T06:30')).map(({ mode }) => mode)).toEqual(['full']);
    const afterFull = { full: at('22T06:31'), incremental: undefined };
    expect(dueRuns(app, afterFull, at('22T06:45'))).toEqual([]);
    expect(dueRuns(app, afterFull, at('22T07:00'))).toEqual([{ mode: 'incremental', dueSince: at('22T07:00') }]);
  });

  it('as full although an incremental one has succeeded', () => {
    const app = appWith({ full: DAILY, incremental: HOURLY });
    const last = { full: at('21T06:01'), incremental: at('22T06:05') };
    expect(dueRuns(app, last, at('22T06:30'))).toEqual([{ mode: 'full', dueSince: at('22T06:00') }]);
  });

  it('never without a schedule, or with one that cannot be read', () => {
    expect(dueRuns(appWith({}), NEVER, at('30T00:00'))).toEqual([]);
    const broken = appWith({ full: { cron: '61 * * * *', zone: 'UTC' } });
    expect(dueRuns(broken, NEVER, at('30T00:00'))).toEqual([]);
    expect(nextDue(broken, NEVER)).toBeUndefined();
  });
});

it('tells the next time of both schedules', () => {
  const app = appWith({ full: DAILY, incremental: HOURLY });
  expect(nextDue(app, { full: at('22T06:31'), incremental: undefined })).toBe(at('22T07:00'));
});

describe('a stored schedule', () => {
  const none: Schedules = { full: undefined, incremental: undefined, whenDue: 'offer' };

  it('counts from when it was set, so that nothing is due at once', () => {
    const saved = schedulesSince(none, { ...none, full: { cron: ' 0  6 * * * ', zone: 'UTC' } }, at('22T09:00'));
    expect(saved.full).toEqual({ cron: '0 6 * * *', zone: 'UTC', since: at('22T09:00') });
  });

  it('keeps its beginning while it is not changed', () => {
    const before = { ...none, full: { ...DAILY, since: 1 } };
    expect(schedulesSince(before, { ...none, full: DAILY }, 2).full?.since).toBe(1);
    expect(schedulesSince(before, { ...none, full: { ...DAILY, zone: 'Asia/Tokyo' } }, 2).full?.since).toBe(2);
    expect(schedulesSince(before, none, 2).full).toBeUndefined();
  });
});
