import { describe, expect, it } from 'vitest';
import { cronScheduleProblem, scheduleProblem } from '../../../src/lib/schedule/schedule-problem';

const berlin = (cron: string) => cronScheduleProblem({ cron, zone: 'Europe/Berlin' });

describe('a schedule', () => {
  it.each(['0 6 * * *', '*/15 * * * *', '0 6 * * MON-FRI', '0 0 L * *', '30 2,14 1-15 JAN,JUL 0', '  0  6 * * 7 '])(
    'can be %s',
    (cron) => expect(berlin(cron)).toBeUndefined()
  );

  it.each([
    ['', /0 fields/u],
    ['0 6 * *', /4 fields/u],
    ['0 0 6 * * *', /6 fields/u],
    ['@daily', /1 field /u],
    ['61 * * * *', /“61” is no minute: 0 to 59/u],
    ['0 24 * * *', /“24” is no hour/u],
    ['0 0 32 * *', /“32” is no day of month/u],
    ['0 0 * 13 *', /“13” is no month/u],
    ['0 0 * * 8', /“8” is no day of week/u],
    ['a b c d e', /“a” is no minute/u],
    ['0 6/ * * *', /“6\/” is no hour/u]
  ])('is refused as %s, with its field named', (cron, cause) => {
    expect(berlin(cron)).toMatchObject({ field: 'cron', cause: expect.stringMatching(cause) });
  });

  it('is refused when no day of the calendar fits', () => {
    expect(berlin('0 0 31 2 *')?.cause).toMatch(/never come due/u);
    expect(berlin('0 0 29 2 *')).toBeUndefined();
  });

  it.each(['', 'Europe/Nowhere', '+02:00', 'Berlin'])('is refused in the zone “%s”', (zone) => {
    expect(cronScheduleProblem({ cron: '0 6 * * *', zone })).toMatchObject({ field: 'zone' });
  });

  it('is told by its mode', () => {
    const good = { cron: '0 6 * * *', zone: 'UTC' };
    const bad = { cron: '0 6 * *', zone: 'UTC' };
    expect(scheduleProblem({ full: good, incremental: undefined, whenDue: 'offer' })).toBeUndefined();
    expect(scheduleProblem({ full: good, incremental: bad, whenDue: 'offer' })?.which).toBe('incremental');
    expect(scheduleProblem({ full: bad, incremental: bad, whenDue: 'offer' })?.which).toBe('full');
  });
});
