import { beforeEach, expect, it } from 'vitest';
import type { CommitTarget } from '../../../src/lib/model/commit-target';
import { asId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import { PlanChecks } from '../../../src/lib/state/plan-checks.svelte';

const scope = { kind: 'domain', domainId: asId<IdentityDomainId>('d') } as const;

let errors: Partial<Record<CommitTarget, number>>;
let asked: CommitTarget[];
let checks: PlanChecks;

beforeEach(() => {
  errors = { okta: 2 };
  asked = [];
  checks = new PlanChecks(
    {
      checkPlan: async (_, target) => {
        asked.push(target);
        const errorCount = errors[target] ?? 0;
        const rules = errorCount > 0 ? [{ rule: 'value-missing', severity: 'error', count: errorCount } as const] : [];
        return ok({ errorCount, warningCount: 0, rules });
      },
      readProblems: async (_, target) => ok({ total: errors[target] ?? 0, start: 0, rows: [] })
    },
    scope
  );
});

it('knows errors of the target it was asked for only', async () => {
  checks.derive('okta');
  await checks.check();
  expect(checks.errorsFor('okta')).toBe(2);
  expect(checks.errorsFor('scim')).toBeUndefined();
  checks.choose('scim');
  // Until the answer is here, what Okta would refuse says nothing.
  expect(checks.errorsFor('scim')).toBeUndefined();
  expect(checks.found).toBeUndefined();
  await Promise.resolve();
  await checks.check();
  expect(checks.errorsFor('scim')).toBe(0);
});

it('forgets what it found where the connection leads to another kind of system', async () => {
  checks.derive('okta');
  await checks.check();
  checks.derive('entra');
  expect(checks.found).toBeUndefined();
});

it('asks nothing again where the target stays', async () => {
  checks.derive('okta');
  await checks.check();
  checks.choose('okta');
  expect(asked).toEqual(['okta']);
  expect(checks.errorsFor('okta')).toBe(2);
});

it('keeps a rule open when its last problem is mended', async () => {
  checks.derive('okta');
  await checks.check();
  checks.show('value-missing');
  errors = {};
  await checks.check();
  expect(checks.rule).toBe('value-missing');
  expect(checks.problems.total).toBe(0);
});
