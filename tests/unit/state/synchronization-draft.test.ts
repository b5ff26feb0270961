import { describe, expect, it } from 'vitest';
import { defaultSynchronization } from '../../../src/lib/model/synchronization';
import { SynchronizationDraft } from '../../../src/lib/state/synchronization-draft.svelte';
import { synchronizationSummary } from '../../../src/lib/state/synchronization-summary';

function draft(): SynchronizationDraft {
  return new SynchronizationDraft(defaultSynchronization());
}

describe('the limits', () => {
  it.each([
    ['maxCreates', '-1'],
    ['maxCreates', '1.5'],
    ['maxDeletes', 'many'],
    ['maxDeletes', '1,000'],
    ['percent', '101'],
    ['shrinkPercent', '50 %']
  ] as const)('refuse %s %s, and the settings keep the last good value', (field, text) => {
    const edited = draft();
    edited.setLimit(field, text);
    expect(edited.limitProblems[field]).toBeTruthy();
    expect(edited.problemCount).toBe(1);
    expect(edited.isChanged).toBe(true);
    expect(edited.value.safeguards).toEqual(defaultSynchronization().safeguards);
    edited.reset();
    expect(edited.problemCount).toBe(0);
    expect(edited.isChanged).toBe(false);
  });

  it('are none where a field is empty, and may be 0', () => {
    const edited = draft();
    edited.setLimit('maxCreates', ' 0 ');
    edited.setLimit('percent', '');
    edited.setLimit('shrinkPercent', '');
    expect(edited.value.safeguards).toEqual({
      maxCreates: 0,
      maxDeletes: undefined,
      disappearing: undefined,
      shrinkPercent: undefined
    });
  });
});

describe('a schedule', () => {
  it('is marked at its field while it cannot be read', () => {
    const edited = draft();
    edited.setSchedule('full', { cron: '0 25 * * *', zone: 'Europe/Berlin' });
    expect(edited.scheduleProblems.full).toMatchObject({ field: 'cron' });
    expect(edited.problemCount).toBe(1);
    edited.setSchedule('full', { cron: '0 23 * * *', zone: 'Europe/Berlin' });
    expect(edited.problemCount).toBe(0);
  });
});

it('keeps what a person is changing when another tab saves', () => {
  const edited = draft();
  const other = { ...defaultSynchronization(), deprovisioning: 'suspend' as const };
  edited.follow(other);
  expect(edited.value.deprovisioning).toBe('suspend');
  edited.setLimit('maxCreates', 'x');
  edited.follow(defaultSynchronization());
  expect(edited.limits.maxCreates).toBe('x');
  expect(edited.value.deprovisioning).toBe('suspend');
});

it('forgets the refusal of an expression with the next change', () => {
  const edited = draft();
  edited.refuse({ kind: 'expression-too-slow', where: 'Department' });
  expect(edited.problemCount).toBe(1);
  edited.set({ mappings: [] });
  expect(edited.problemCount).toBe(0);
});

it('says in a few words how everything is set', () => {
  const edited = draft();
  expect(synchronizationSummary(edited.value)).toMatchObject({
    matching: '6 rules',
    confirming: 'By hand',
    safeguards: '2 limits',
    schedule: 'None'
  });
  edited.set({ matchBy: 'criteria', newUsers: 'confirm' });
  edited.setSchedule('full', { cron: '0 6 * * *', zone: 'UTC' });
  expect(synchronizationSummary(edited.value)).toMatchObject({
    matching: 'Username and e-mail',
    confirming: 'By hand, new users',
    schedule: 'Full'
  });
  edited.setCriteria({ comparesUsername: false, comparesEmail: false });
  expect(synchronizationSummary(edited.value).matching).toBe('Nothing chosen');
});
