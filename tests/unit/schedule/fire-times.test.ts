import { describe, expect, it } from 'vitest';
import { FireTimes } from '../../../src/lib/schedule/fire-times';

function times(cron: string, zone: string, after: string, count: number): readonly string[] {
  return new FireTimes({ cron, zone }).nextOnes(Date.parse(after), count).map((at) => new Date(at).toISOString());
}

describe('the times of a schedule', () => {
  it('are those of the zone, not of this device', () => {
    expect(times('0 6 * * *', 'America/New_York', '2026-11-22T00:00:00Z', 2)).toEqual([
      '2026-11-22T11:00:00.000Z',
      '2026-11-23T11:00:00.000Z'
    ]);
  });

  it('keep the time of day over a clock change', () => {
    expect(times('0 6 * * *', 'Europe/Berlin', '2027-03-27T00:00:00Z', 3)).toEqual([
      '2027-03-27T05:00:00.000Z',
      '2027-03-28T04:00:00.000Z',
      '2027-03-29T04:00:00.000Z'
    ]);
  });

  it('are taken right after the change where it skips them', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2027-03-27T12:00:00Z', 2)).toEqual([
      '2027-03-28T01:00:00.000Z',
      '2027-03-29T00:30:00.000Z'
    ]);
  });

  it('come once where the change repeats them', () => {
    expect(times('30 2 * * *', 'Europe/Berlin', '2027-10-30T12:00:00Z', 2)).toEqual([
      '2027-10-31T00:30:00.000Z',
      '2027-11-01T01:30:00.000Z'
    ]);
    expect(times('0,30 2 * * *', 'Europe/Berlin', '2027-10-31T00:30:00Z', 1)).toEqual(['2027-11-01T01:00:00.000Z']);
  });

  it('go on every half hour through a change, if they are every half hour', () => {
    expect(times('*/30 * * * *', 'Europe/Berlin', '2027-10-31T00:00:00Z', 3)).toEqual([
      '2027-10-31T00:30:00.000Z',
      '2027-10-31T01:00:00.000Z',
      '2027-10-31T01:30:00.000Z'
    ]);
  });

  it('never include the moment they are looked for after', () => {
    const hourly = new FireTimes({ cron: '0 * * * *', zone: 'UTC' });
    expect(hourly.next(Date.parse('2026-11-22T06:00:00Z'))).toBe(Date.parse('2026-11-22T07:00:00Z'));
  });
});
