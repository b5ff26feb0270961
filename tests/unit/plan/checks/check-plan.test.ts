import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CREATED_HERE } from '../../../../src/lib/engine/user-records';
import type { Attribute } from '../../../../src/lib/model/attribute';
import { COMMIT_TARGETS, type CommitTarget } from '../../../../src/lib/model/commit-target';
import { OPERATION_KINDS, type OperationKind, type PlanOperation } from '../../../../src/lib/model/plan-operation';
import { PLAN_RULES, problemWords } from '../../../../src/lib/model/plan-problem';
import { checkPlan } from '../../../../src/lib/plan/checks/check-plan';
import { finish, records } from '../../../fixtures/records';
import { crm, operation, sourceOf, user } from '../plan-operations';
import { slowProblems, type SlowUser } from './slow-checks';

const DOMAIN: readonly Attribute[] = ['userName', 'email', 'employeeNumber', 'manager', CREATED_HERE];

function check(plan: readonly PlanOperation[], users: readonly SlowUser[], target: CommitTarget) {
  const rows = users.map(({ values, isNew }) =>
    DOMAIN.map((attribute) => (attribute === CREATED_HERE ? (isNew ? 'yes' : '') : (values[attribute] ?? '')))
  );
  const leftOut = Uint8Array.from(users, ({ isLeftOut }) => (isLeftOut ? 1 : 0));
  return finish(checkPlan(sourceOf(plan), { records: records(DOMAIN, rows), leftOut }, target));
}

function found(plan: readonly PlanOperation[], users: readonly SlowUser[], target: CommitTarget) {
  const problems = check(plan, users, target);
  return Array.from({ length: problems.length }, (_, i) => problems.problemAt(i));
}

const LOGINS = [
  'asha',
  'Asha',
  'áshá',
  'ａsha',
  ' ASHA ',
  'straße',
  'STRASSE',
  'strasse',
  'Łukasz',
  'lukasz',
  'ærø',
  'aero',
  'z@x.example',
  'Z@X.example',
  'žofie@x.example',
  'zofie@x.example'
];
const login = fc.constantFrom(...LOGINS);
const manager = fc.constantFrom('', '', 'm0', 'm1', 'm2', 'm3', 'nobody');
const change = fc.oneof(
  login.map((after) => ({ attribute: 'userName' as const, before: '', after })),
  login.map((after) => ({ attribute: 'email' as const, before: '', after })),
  manager.map((after) => ({ attribute: 'manager' as const, before: '', after })),
  fc.constantFrom('A', 'B').map((after) => ({ attribute: 'title' as const, before: '', after }))
);

const team = fc
  .record({
    people: fc.array(
      fc.record({
        userName: login,
        email: login,
        manager,
        isNew: fc.boolean(),
        isLeftOut: fc.boolean(),
        updates: fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 2 }),
        other: fc.subarray<OperationKind>(['link', 'unlink', 'suspend-user', 'deactivate-user', 'delete-user']),
        groups: fc.subarray([0, 1, 2])
      }),
      { minLength: 1, maxLength: 7 }
    ),
    groups: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    created: fc.subarray([0, 1, 2])
  })
  .map(({ people, groups, created }) => {
    const group = (g: number) => ({ name: `Group ${g}`, isNew: groups[g] });
    const users = people.map(({ userName, email, manager: boss, isNew, isLeftOut }, row): SlowUser => {
      const values = { userName, email, employeeNumber: `m${row}`, ...(boss === '' ? {} : { manager: boss }) };
      return { values, isNew, isLeftOut: isNew && isLeftOut };
    });
    const plan = people.flatMap(({ updates, other, groups: joined }, row) => {
      const { values, isNew, isLeftOut } = users[row];
      const about = user(row, { isNew, values });
      const account = { ...crm, appName: `App ${row}` };
      return [
        ...(isNew && !isLeftOut ? [operation('create-user', { user: about, account })] : []),
        ...(isNew ? [] : updates.map((changes) => operation('update-user', { user: about, changes }))),
        ...other.map((kind) => operation(kind, { user: about, account })),
        ...joined.map((g) => operation('add-member', { user: about, group: group(g) }))
      ];
    });
    const making = created.filter((g) => groups[g]).map((g) => operation('create-group', { group: group(g) }));
    const named = [...plan, ...making].map((one, i) => ({ ...one, id: `${one.kind}:${i}` }));
    return { plan: [...sourceOf(named).operations(OPERATION_KINDS)], users };
  });

const COMPARED = new Set([
  'login-taken',
  'login-alike',
  'email-is-login',
  'email-shared',
  'manager-missing',
  'manager-left-out',
  'manager-circle',
  'user-left-out',
  'member-left-out',
  'group-left-out',
  'stopped-in-use',
  'deleted-in-use'
]);

test('the same problems as by comparing everybody with everybody', () => {
  fc.assert(
    fc.property(team, fc.constantFrom(...COMMIT_TARGETS), ({ plan, users }, target) => {
      const problems = found(plan, users, target).filter(({ rule }) => COMPARED.has(rule));
      const told = problems.map(({ rule, operationId, attribute }) => `${rule} ${operationId} ${attribute ?? ''}`);
      expect(told.sort()).toEqual(slowProblems(plan, users, target));
    }),
    { numRuns: 1500 }
  );
});

test('counts add up, and every problem has its words and its place', () => {
  fc.assert(
    fc.property(team, fc.constantFrom(...COMMIT_TARGETS), ({ plan, users }, target) => {
      const problems = check(plan, users, target);
      const all = Array.from({ length: problems.length }, (_, i) => problems.problemAt(i));
      expect(problems.errors).toBe(all.filter(({ severity }) => severity === 'error').length);
      expect(problems.warnings).toBe(all.filter(({ severity }) => severity === 'warning').length);
      for (const rule of PLAN_RULES) {
        expect(problems.counts[rule]).toBe(all.filter((one) => one.rule === rule).length);
        expect([...problems.indexesOf(rule)]).toEqual(all.flatMap((one, i) => (one.rule === rule ? i : [])));
      }
      expect(problems.indexesOf('error')).toHaveLength(problems.errors);
      for (const problem of all) {
        const about = plan.find(({ id }) => id === problem.operationId);
        expect(problem.userRow).toBe(about?.user?.row);
        expect(problem.account).toEqual(about?.account && { appId: about.account.appId, row: about.account.row });
        expect(problemWords(problem, target)).toMatch(/^[^\n]+: .+\.$|^.+, .+\.$/s);
      }
    }),
    { numRuns: 200 }
  );
});

const GOOD = {
  userName: 'asha.rao@x.example',
  givenName: 'Asha',
  familyName: 'Rao',
  displayName: 'Asha Rao',
  email: 'asha.rao@x.example'
};

/** Rules that one new user breaks. */
function broken(values: Partial<Record<Attribute, string>>, target: CommitTarget) {
  const whole: Partial<Record<Attribute, string>> = { ...GOOD, ...values };
  const plan = [operation('create-user', { user: user(0, { isNew: true, values: whole }) })];
  const users = [{ values: whole, isNew: true, isLeftOut: false }];
  return found(plan, users, target).map(({ rule, attribute }) => `${rule} ${attribute}`);
}

test.each(COMMIT_TARGETS)('%s takes an ordinary user', (target) => {
  expect(broken({ phone: '+49 30 / 123-456', otherEmail: 'a@home.example' }, target)).toEqual([]);
});

const long = (length: number) => 'x'.repeat(length);

test.each<[CommitTarget, Partial<Record<Attribute, string>>, string[]]>([
  ['scim', { userName: '  ' }, ['value-missing userName']],
  ['scim', { givenName: '', familyName: '', displayName: '', email: '' }, []],
  ['scim', { userName: 'Zoë Muñoz', phone: 'call me', otherEmail: 'a@b.example; c@d.example' }, []],
  ['oracle', { givenName: '', familyName: '' }, ['value-missing givenName', 'value-missing familyName']],
  ['oracle', { email: '' }, ['value-missing email']],
  ['oracle', { userName: 'ab' }, ['value-too-short userName']],
  ['oracle', { userName: '𝒜𝒷' }, ['value-too-short userName', 'login-characters userName']],
  ['oracle', { userName: 'abc' }, []],
  ['oracle', { userName: 'a.b!@#$%^&*()_+=-{}[]|\\:"\';<>?/' }, []],
  ['oracle', { userName: 'asha rao' }, ['login-characters userName']],
  ['oracle', { userName: 'zoë' }, ['login-characters userName']],
  ['oracle', { userName: 'zoë@x.example' }, []],
  ['oracle', { email: 'asha.rao' }, ['email-malformed email']],
  ['oracle', { email: 'a@x.example, b@x.example' }, ['several-emails email']],
  ['oracle', { otherEmail: 'a@x.example; b@x.example' }, ['other-emails otherEmail']],
  ['oracle', { otherEmail: 'a@x.example; b@' }, ['email-malformed otherEmail']],
  ['oracle', { phone: '030 123456' }, ['phone-local phone']],
  ['oracle', { phone: 'tel:+1-201-555-0123;ext=7' }, []],
  ['oracle', { phone: '+1 (201) 555.0123' }, []],
  ['oracle', { phone: 'ext. 44' }, ['phone-malformed phone']],
  ['oracle', { userType: 'Intern' }, []],
  ['oracle', { userType: 'Boss' }, ['user-type-unknown userType']],
  ['entra', { userType: 'guest', 'custom:usageLocation': 'de' }, []],
  ['entra', { userType: 'Employee' }, ['user-type-unknown userType']],
  ['entra', { 'custom:usageLocation': 'Germany' }, ['country-form custom:usageLocation']],
  ['scim', { userType: 'Boss', 'custom:usageLocation': 'Germany' }, []],
  ['okta', { userName: 'asha' }, ['value-too-short userName', 'login-no-email userName']],
  ['okta', { userName: 'asha.rao' }, ['login-no-email userName']],
  ['okta', { userName: `${long(91)}@x.example` }, ['value-too-long userName']],
  ['okta', { userName: `${long(90)}@x.example` }, []],
  ['okta', { email: 'a@b' }, ['value-too-short email', 'email-malformed email']],
  ['okta', { givenName: long(51), familyName: long(50) }, ['value-too-long givenName']],
  [
    'okta',
    { phone: long(101), otherEmail: `${long(100)}@x.example` },
    ['value-too-long otherEmail', 'value-too-long phone']
  ],
  [
    'okta',
    { 'custom:countryCode': 'DEU', 'custom:city': long(129) },
    ['value-too-long custom:city', 'value-too-long custom:countryCode']
  ],
  ['entra', { displayName: '' }, ['value-missing displayName']],
  ['entra', { givenName: '', familyName: '', email: '' }, []],
  ['entra', { userName: 'asha.rao' }, ['login-form userName']],
  ['entra', { userName: '@x.example' }, ['login-form userName']],
  ['entra', { userName: 'asha@host' }, ['login-form userName']],
  ['entra', { userName: 'zoë@x.example' }, ['login-characters userName']],
  ['entra', { userName: 'asha rao@x.example' }, ['login-characters userName']],
  ['entra', { userName: "o'brien_a!#^~-1@x.example" }, []],
  ['entra', { displayName: long(257), givenName: long(65) }, ['value-too-long displayName', 'value-too-long givenName']]
])('%s, %j', (target, values, rules) => {
  expect(broken(values, target)).toEqual(rules);
});

test('of an update only what changes is looked at; a required value must not be emptied', () => {
  const about = user(0, { values: { userName: 'x', email: 'none' } });
  const update = (attribute: Attribute, after: string) =>
    operation('update-user', { user: about, changes: [{ attribute, before: 'x', after }] });
  const users = [{ values: about.values, isNew: false, isLeftOut: false }];
  expect(found([update('title', 'Lead')], users, 'oracle')).toEqual([]);
  expect(found([update('email', ' ')], users, 'oracle')).toMatchObject([{ rule: 'value-missing', attribute: 'email' }]);
});

test('groups: their names are long enough in Oracle, and none twice', () => {
  const create = (name: string) => operation('create-group', { group: { name, isNew: true } });
  expect(found([create('Team'), create('Sales'), create('SALES')], [], 'oracle')).toMatchObject([
    { rule: 'value-too-short', found: 'Team', limit: 5 },
    { rule: 'group-taken', found: 'SALES', other: 'Sales' }
  ]);
  expect(found([create('Team')], [], 'okta')).toEqual([]);
});

test('who else has the username is named', () => {
  const users = [
    { values: { userName: 'Jürgen' }, isNew: false, isLeftOut: false },
    { values: { userName: 'jurgen' }, isNew: true, isLeftOut: false }
  ];
  const plan = [operation('create-user', { user: user(1, { isNew: true, values: users[1].values }) })];
  const [problem] = found(plan, users, 'okta').filter(({ rule }) => rule === 'login-taken');
  expect(problem).toMatchObject({ otherRow: 0, other: 'Jürgen', found: 'jurgen' });
  expect(problemWords(problem, 'okta')).toBe(
    'To Okta the username “jurgen” is the same as “Jürgen”, which another user has: change one of them, or leave the operation out.'
  );
});

test('several files are told for Oracle', () => {
  const users = Array.from({ length: 100_001 }, () => ({ values: {}, isNew: true, isLeftOut: false }));
  const about = (row: number) => user(row, { isNew: true, values: { ...GOOD, userName: `user${row}` } });
  const grant = { name: 'CRM: Viewer', isNew: false };
  const plan = [
    ...users.map((_, row) => operation('create-user', { user: about(row), account: crm })),
    ...users.slice(0, 10_001).map((_, row) => operation('add-member', { user: about(row), group: grant }))
  ];
  const many = (target: CommitTarget) => found(plan, users, target).filter(({ rule }) => rule === 'many-files');
  expect(many('oracle').map((one) => [one.found, one.limit])).toEqual([
    ['100001 new users', 100_000],
    ['10001 grants of roles', 10_000]
  ]);
  expect(many('okta')).toEqual([]);
});

test('rows of changed users are counted once each, whatever changes', () => {
  const users = Array.from({ length: 100_001 }, () => ({ values: {}, isNew: false, isLeftOut: false }));
  const kinds = ['update-user', 'suspend-user', 'activate-user', 'deactivate-user'] as const;
  const about = users.map((_, row) => user(row, { values: { userName: `user${row}` } }));
  const once = about.map((one, row) => operation(kinds[row % 4], { user: one }));
  const twice = about
    .slice(0, 60_000)
    .flatMap((one) => kinds.slice(0, 2).map((kind) => operation(kind, { user: one })));
  const many = (plan: readonly PlanOperation[]) =>
    found(plan, users, 'oracle').filter(({ rule }) => rule === 'many-files');
  expect(many(once).map((one) => one.found)).toEqual(['100001 changed users']);
  expect(many(twice)).toEqual([]);
});
