import { describe, expect, test } from 'vitest';
import { missingGate, withSwitch, withSynchronization } from '../../../src/lib/model/app';
import { asId } from '../../../src/lib/model/ids';
import { defaultRules } from '../../../src/lib/model/matching-rule';
import { newApp } from '../../../src/lib/workspace/new-app';

const app = newApp(asId('domain'), 'generic-csv', 'Desk');

describe('an app', () => {
  test('offers Import after activating, provisioning and synchronization, in that order', () => {
    const active = withSwitch(app, 'active', true);
    const provisioned = withSwitch(active, 'provisioning', true);
    const synchronized = withSwitch(provisioned, 'synchronization', true);
    expect([app, active, provisioned, synchronized].map(missingGate)).toEqual([
      'activate',
      'provisioning',
      'synchronization',
      undefined
    ]);
  });

  test('cannot be synchronized before it is provisioned, and stops being when it no longer is', () => {
    expect(withSwitch(app, 'synchronization', true).isSynchronizationEnabled).toBe(false);
    const both = withSwitch(withSwitch(app, 'provisioning', true), 'synchronization', true);
    expect(withSwitch(both, 'provisioning', false).isSynchronizationEnabled).toBe(false);
  });

  test('gives its rules a new revision only when they are other rules', () => {
    const { synchronization } = app;
    const same = withSynchronization(app, {
      ...synchronization,
      rules: defaultRules(),
      onExactMatch: 'link-and-confirm'
    });
    const other = withSynchronization(app, { ...synchronization, rules: { ...defaultRules(), isCaseSensitive: true } });
    expect([same, other].map((each) => each.synchronization.rulesRevision)).toEqual([1, 2]);
  });
});
