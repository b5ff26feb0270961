import { proxy, type Remote } from 'comlink';
import { unzipSync } from 'fflate';
import { beforeEach, expect, test, vi } from 'vitest';
import { FILE_FORMATS } from '../../src/lib/model/file-format';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { PlanScope } from '../../src/lib/model/commit';
import { defaultSynchronization, type Synchronization } from '../../src/lib/model/synchronization';
import type { DecisionCommand, EngineApi } from '../../src/lib/protocol/engine-api';
import type { FileSink, HandOverRequest, OperationQuery } from '../../src/lib/protocol/plan-api';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const USERS = `id,username,email,given name,family name,department,groups
u1,ann,ann@x.example,Ann,Ash,Sales,Staff
u2,bo,bo@x.example,Bo,Birch,,
u3,cy,cy@x.example,Cy,Cedar,IT,Staff
`;
const ACCOUNTS = `id,email,given name,family name,department,groups
1,ann@x.example,Ann,Ash,Field,Staff;Desk
2,bo@x.example,Bo,Birch,Finance,
3,cy@x.example,Cy,Cedar,IT,
4,di@y.example,Di,Dogwood,Ops,Desk
`;

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;
let scope: PlanScope;
const locks = fakeLocks();

beforeEach(async () => {
  engine = startEngine(locks);
  ({ domainId, appId } = await openWithApp(engine, `Plans ${++workspaceNumber}`));
  scope = { kind: 'app', appId };
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
});

const ALL = { start: 0, end: 50 };
const query = (part: Partial<OperationQuery> = {}): OperationQuery => ({
  scope,
  kinds: [],
  text: '',
  show: 'all',
  ...part
});
const ids = async (part: Partial<OperationQuery> = {}) =>
  must(await engine.readOperations(query(part), ALL)).rows.map(({ operation }) => operation.id);
const decide = async (kind: 'confirm' | 'defer', rows: readonly number[]) =>
  must(await engine.decide({ kind, appId, selection: { kind: 'rows', rows: rows.map(asRow) } } as DecisionCommand));
const createUsers = async (row: number) =>
  must(await engine.decide({ kind: 'create-users', appId, selection: { kind: 'rows', rows: [asRow(row)] } }));
const settings = async (part: Partial<Synchronization>) =>
  must(await engine.saveSynchronization(appId, { ...defaultSynchronization(), ...part }));
const exclude = (named: readonly string[], reason: string | undefined) =>
  engine.excludeOperations(scope, { kind: 'ids', ids: named }, reason);

test('an app without decisions has an empty plan, and its accounts stop a commit', async () => {
  const plan = must(await engine.openPlan(scope));
  expect(plan).toMatchObject({ total: 0, notices: [] });
  expect(plan.undecided).toEqual([{ appId, appName: 'Desk', count: 4, leftOutBecause: undefined }]);
});

test('decisions become operations, in the app and in the domain, and undo takes them out', async () => {
  await decide('confirm', [0, 1]);
  await createUsers(3);
  const plan = must(await engine.openPlan(scope));
  expect(plan.counts).toMatchObject({ 'create-user': 1, link: 3, 'update-user': 0 });
  expect(plan.total).toBe(4);
  const { rows, total } = must(await engine.readOperations(query(), ALL));
  expect(total).toBe(4);
  expect(rows.map(({ operation: { kind, user } }) => [kind, user?.values.email, user?.targetId, user?.isNew])).toEqual([
    ['create-user', 'di@y.example', '', true],
    ['link', 'ann@x.example', 'u1', false],
    ['link', 'bo@x.example', 'u2', false],
    ['link', 'di@y.example', '', true]
  ]);
  const ofDomain = must(await engine.readOperations(query({ scope: { kind: 'domain', domainId } }), ALL));
  expect(ofDomain.rows.map(({ operation }) => operation.id)).toEqual(rows.map(({ operation }) => operation.id));
  must(await engine.undo());
  const after = must(await engine.openPlan(scope));
  expect(after.revision).not.toBe(plan.revision);
  expect(after.counts).toMatchObject({ 'create-user': 0, link: 2 });
});

test('the revision is the same until something changes', async () => {
  await decide('confirm', [0]);
  const plan = must(await engine.openPlan(scope));
  expect(must(await engine.openPlan(scope)).revision).toBe(plan.revision);
  must(await exclude(await ids(), 'not yet'));
  const excluded = must(await engine.openPlan(scope));
  await settings({ userUpdates: 'overwrite' });
  const other = must(await engine.openPlan(scope));
  await (await stage(engine, { kind: 'users', domainId }, `${USERS}u4,ed,ed@x.example,,,,\n`)).commit();
  const again = must(await engine.openPlan(scope));
  expect(new Set([plan, excluded, other, again].map(({ revision }) => revision)).size).toBe(4);
});

test('a plan that is asked for during a decision waits until it is stored, or taken back', async () => {
  const decideAtOnce = () =>
    engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [0, 1].map(asRow) } });
  const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  const [refused, before] = await Promise.all([decideAtOnce(), engine.openPlan(scope)]);
  full.mockRestore();
  expect(refused.ok).toBe(false);
  expect(must(before).counts.link).toBe(0);
  const [, after] = await Promise.all([decideAtOnce(), engine.openPlan(scope)]);
  expect(must(after).counts.link).toBe(2);
});

test('attributes and memberships follow the settings; mappings count before the account’s own values', async () => {
  await decide('confirm', [0, 1, 2]);
  await settings({ userUpdates: 'fill-empty', memberships: 'add' });
  expect(must(await engine.openPlan(scope)).counts).toMatchObject({
    'update-user': 1,
    'create-group': 1,
    'add-member': 1,
    'remove-member': 0
  });
  await settings({ userUpdates: 'overwrite', memberships: 'mirror' });
  const both = must(await engine.openPlan(scope));
  expect(both.counts).toMatchObject({ 'update-user': 2, 'add-member': 1, 'remove-member': 1 });
  const updates = must(await engine.readOperations(query({ kinds: ['update-user'] }), ALL));
  expect(updates.rows.map(({ operation }) => operation.changes)).toEqual([
    [{ attribute: 'department', before: 'Sales', after: 'Field' }],
    [{ attribute: 'department', before: '', after: 'Finance' }]
  ]);
  const mappings = [{ user: 'title' as const, expression: '"Agent " + account.givenName' }];
  await settings({ userUpdates: 'overwrite', mappings });
  const mapped = must(await engine.readOperations(query({ kinds: ['update-user'] }), ALL));
  expect(mapped.rows.map(({ operation }) => operation.changes.map(({ after }) => after))).toEqual([
    ['Field', 'Agent Ann'],
    ['Finance', 'Agent Bo'],
    ['Agent Cy']
  ]);
});

test('an expression that fails on some rows is told, and changes nothing there', async () => {
  await decide('confirm', [0, 1]);
  const mappings = [
    { user: 'title' as const, expression: 'account.department == "Field" ? "x" : account.email.split("@")[7]' }
  ];
  await settings({ userUpdates: 'overwrite', mappings });
  const { notices, counts } = must(await engine.openPlan(scope));
  expect(notices).toMatchObject([{ kind: 'mapping-failed', appId, appName: 'Desk', count: 1, attribute: 'title' }]);
  expect(counts['update-user']).toBe(2);
});

test('accounts that vanished are linked to nobody, which is told; what was decided about their users counts', async () => {
  await decide('confirm', [0, 1]);
  const fewer = ACCOUNTS.split('\n')
    .filter((line) => !line.startsWith('1,'))
    .join('\n');
  await (await stage(engine, { kind: 'accounts', appId }, fewer)).commit();
  const { counts, notices } = must(await engine.openPlan(scope));
  expect(counts.link).toBe(1);
  expect(notices).toEqual([{ kind: 'vanished', appId, appName: 'Desk', count: 1 }]);
});

test('words are found in users, accounts and groups, and windows are parts of what is found', async () => {
  await decide('confirm', [0, 1, 2]);
  await settings({ memberships: 'add' });
  expect(await ids({ text: 'BIRCH' })).toEqual([`link:${appId}:1`]);
  expect((await ids({ text: 'ann desk' })).map((id) => id.split(':')[0])).toEqual(['add-member']);
  expect(await ids({ text: 'nobody' })).toEqual([]);
  const window = must(await engine.readOperations(query({ kinds: ['link', 'create-group'] }), { start: 1, end: 3 }));
  expect(window).toMatchObject({ total: 4, start: 1 });
  expect(window.rows.map(({ operation: { kind } }) => kind)).toEqual(['link', 'link']);
});

test('excluded operations stay listed with the reason, are stored, and come back one by one or all at once', async () => {
  await decide('confirm', [0, 1]);
  await createUsers(3);
  const [create, link] = await ids();
  expect(await exclude([link], '  ')).toMatchObject({ ok: false, error: { kind: 'reason-missing' } });
  expect(must(await exclude([link], 'not yet')).excluded).toMatchObject({ link: 1 });
  const plan = must(await exclude([create], 'wrong person'));
  expect(plan.excluded).toMatchObject({ 'create-user': 1, link: 2 });
  const rows = async (show: OperationQuery['show']) => must(await engine.readOperations(query({ show }), ALL)).rows;
  expect((await rows('excluded')).map(({ excludedBecause }) => excludedBecause)).toEqual([
    'wrong person',
    'not yet',
    'The user is not created: wrong person'
  ]);
  expect((await rows('included')).map(({ operation }) => operation.account?.row)).toEqual([1]);
  const { workspace } = must(await engine.overview());
  const second = startEngine(locks);
  must(await second.openWorkspace(workspace.id, 'take-over', nothing));
  expect(must(await second.openPlan(scope)).excluded).toMatchObject({ 'create-user': 1, link: 2 });
  expect(must(await second.excludeOperations(scope, { kind: 'ids', ids: [link] }, undefined)).excluded.link).toBe(1);
  const all = { kind: 'query', query: query({ show: 'excluded' }) } as const;
  expect(must(await second.excludeOperations(scope, all, undefined)).excluded).toMatchObject({
    'create-user': 0,
    link: 0
  });
  expect(await second.excludeOperations(scope, all, undefined)).toMatchObject({ error: { kind: 'nothing-to-do' } });
});

test('everything that a search finds is excluded at once', async () => {
  await decide('confirm', [0, 1, 2]);
  const found = { kind: 'query', query: query({ text: 'x.example', kinds: ['link'] }) } as const;
  expect(must(await engine.excludeOperations(scope, found, 'later')).excluded.link).toBe(3);
});

test('undecided accounts are left out with a reason, until there are more; deferred ones are among them', async () => {
  await decide('confirm', [0, 1, 2]);
  await decide('defer', [3]);
  const undecided = async () => must(await engine.openPlan(scope)).undecided;
  expect(await undecided()).toMatchObject([{ count: 1, leftOutBecause: undefined }]);
  must(await engine.leaveOutUndecided(appId, 'a contractor'));
  expect(await undecided()).toMatchObject([{ count: 1, leftOutBecause: 'a contractor' }]);
  await (await stage(engine, { kind: 'accounts', appId }, `${ACCOUNTS}5,ed@y.example,Ed,Elm,,\n`)).commit();
  expect(await undecided()).toMatchObject([{ count: 2, leftOutBecause: undefined }]);
  must(await engine.leaveOutUndecided(appId, undefined));
  await createUsers(4);
  expect(await undecided()).toMatchObject([{ count: 1, leftOutBecause: undefined }]);
});

test('as many undecided accounts as before, but others, stop a commit again', async () => {
  await decide('confirm', [0, 1]);
  must(await engine.leaveOutUndecided(appId, 'contractors'));
  const leftOut = async () => must(await engine.openPlan(scope)).undecided;
  expect(await leftOut()).toMatchObject([{ count: 2, leftOutBecause: 'contractors' }]);
  await decide('confirm', [2]);
  expect(await leftOut()).toMatchObject([{ count: 1, leftOutBecause: 'contractors' }]);
  must(await engine.decide({ kind: 'unlink', appId, selection: { kind: 'rows', rows: [asRow(0)] } }));
  expect(await leftOut()).toMatchObject([{ count: 2, leftOutBecause: undefined }]);
});

test('accounts that differ about their user are told, by the app that gives way', async () => {
  const other = must(await engine.addApplication(domainId, 'generic-csv', 'Field'));
  for (const which of ['active', 'provisioning', 'synchronization'] as const)
    must(await engine.setAppSwitch(other.id, which, true));
  const theirs = ACCOUNTS.replace('Field', 'Legal');
  await (await stage(engine, { kind: 'accounts', appId: other.id }, theirs)).commit();
  await decide('confirm', [0, 1]);
  const rows = [0, 1].map(asRow);
  must(await engine.decide({ kind: 'confirm', appId: other.id, selection: { kind: 'rows', rows } }));
  for (const id of [appId, other.id])
    must(await engine.saveSynchronization(id, { ...defaultSynchronization(), userUpdates: 'overwrite' }));
  const domain = { kind: 'domain', domainId } as const;
  const { notices, counts } = must(await engine.openPlan(domain));
  expect(counts['update-user']).toBe(2);
  // Bo is in Finance for both.
  expect(notices).toEqual([{ kind: 'values-differ', appId: other.id, appName: 'Field', count: 1 }]);
  expect(must(await engine.openPlan(scope)).notices).toEqual([]);
});

test('whoever has an account of another app is in use there', async () => {
  const other = must(await engine.addApplication(domainId, 'generic-csv', 'CRM/EU'));
  for (const which of ['active', 'provisioning', 'synchronization'] as const)
    must(await engine.setAppSwitch(other.id, which, true));
  await (await stage(engine, { kind: 'accounts', appId: other.id }, ACCOUNTS)).commit();
  must(await engine.decide({ kind: 'confirm', appId: other.id, selection: { kind: 'rows', rows: [asRow(0)] } }));
  await decide('confirm', [0]);
  const fewer = ACCOUNTS.split('\n').filter((line) => !line.startsWith('1,'));
  await (await stage(engine, { kind: 'accounts', appId }, fewer.join('\n'))).commit();
  await settings({ deprovisioning: 'delete' });
  must(await engine.decide({ kind: 'deprovision', appId, selection: { kind: 'rows', rows: [asRow(0)] } }));
  const problems = must(await engine.readProblems(scope, 'scim', ['deleted-in-use'], ALL));
  expect(problems.rows).toMatchObject([{ found: 'CRM/EU', row: { operation: { kind: 'delete-user' } } }]);
  must(await engine.setAppSwitch(other.id, 'active', false));
  expect(must(await engine.checkPlan(scope, 'scim')).rules.map(({ rule }) => rule)).not.toContain('deleted-in-use');
});

test('checks tell what the target would refuse, with the operation it is about; excluded ones are not checked', async () => {
  await (await stage(engine, { kind: 'accounts', appId }, `${ACCOUNTS}5,ed@y.example,Ed,,,\n`)).commit();
  await createUsers(4);
  await decide('confirm', [0]);
  const check = must(await engine.checkPlan(scope, 'okta'));
  expect(check.errorCount).toBeGreaterThan(0);
  const [{ rule, count }] = check.rules.filter(({ severity }) => severity === 'error');
  const problems = must(await engine.readProblems(scope, 'okta', [rule], ALL));
  expect(problems.total).toBe(count);
  expect(problems.rows[0]).toMatchObject({ rule, row: { operation: { kind: 'create-user' } } });
  must(await exclude([problems.rows[0].operationId], 'has no family name'));
  expect(must(await engine.checkPlan(scope, 'okta')).errorCount).toBe(0);
});

/** What a page writes to, and what came of it. */
function sinkOf(write: (bytes: Uint8Array) => void = () => undefined) {
  const parts: Uint8Array[] = [];
  const sink: FileSink = {
    write: async (bytes) => {
      write(bytes);
      parts.push(bytes);
    }
  };
  return { sink: proxy(sink), parts };
}

const request = (part: Partial<HandOverRequest> = {}): HandOverRequest => ({
  scope,
  target: 'scim',
  formats: ['plan-json-lines'],
  withInverse: false,
  targetApps: {},
  address: '',
  maxOperations: 1000,
  maxBytes: 1_000_000,
  ...part
});

test('all formats are handed over in one archive with a manifest that tells of every file', async () => {
  await decide('confirm', [0, 1]);
  await createUsers(3);
  await settings({ userUpdates: 'overwrite', memberships: 'add' });
  const { sink, parts } = sinkOf();
  const handed = done(await engine.handOver(request({ formats: FILE_FORMATS, withInverse: true }), sink, nothing));
  expect(handed.revision).toBe(must(await engine.openPlan(scope)).revision);
  expect(handed.fileName).toMatch(/^Desk-\d{4}-\d\d-\d\d\.zip$/u);
  const bytes = Buffer.concat(parts);
  expect(handed.bytes).toBe(bytes.length);
  const files = unzipSync(bytes);
  expect(Object.keys(files).toSorted()).toEqual(handed.files.map(({ path }) => path).toSorted());
  for (const { path, bytes: size } of handed.files) expect(files[path].length).toBe(size);
  const rowsOf = (name: string) => handed.files.find(({ path }) => path === name)?.rows;
  expect(rowsOf('plan.jsonl')).toBe((await ids()).length);
  expect(rowsOf('crosswalk-Desk.csv')).toBe(4);
  expect(rowsOf('lists/Desk/accounts.parquet')).toBe(4);
  const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json']));
  expect(manifest).toMatchObject({ domain: 'Alder', app: 'Desk', counts: { 'create-user': 1, link: 3 } });
  expect(manifest.rules.length).toBeGreaterThan(0);
  const lines = new TextDecoder().decode(files['plan.jsonl']).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(await ids());
  const inverse = new TextDecoder().decode(files['inverse/plan.jsonl']).trim().split('\n');
  expect(inverse.map((line) => JSON.parse(line).kind)).toContain('delete-user');
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['crosswalk-Desk.csv', 'lists/Desk/accounts.parquet']));
});

test('apps that paths cannot tell apart have files of their own; the manifest tells the inverse, rules and notes', async () => {
  const other = must(await engine.addApplication(domainId, 'generic-csv', 'De/sk'));
  const third = must(await engine.addApplication(domainId, 'generic-csv', 'De sk'));
  for (const { id } of [other, third]) {
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      must(await engine.setAppSwitch(id, which, true));
    await (await stage(engine, { kind: 'accounts', appId: id }, ACCOUNTS)).commit();
  }
  const { rules } = defaultSynchronization();
  const ladder = rules.ladder.map((rule, i) => ({ ...rule, isEnabled: i > 0 }));
  await settings({ rules: { ...rules, ladder } });
  done(await engine.rematch(appId, nothing));
  await createUsers(3);
  const { sink, parts } = sinkOf();
  const asked = request({
    scope: { kind: 'domain', domainId },
    target: 'entra',
    formats: ['crosswalk', 'accounts-parquet', 'entra-csv'],
    withInverse: true
  });
  const { files, notes } = done(await engine.handOver(asked, sink, nothing));
  const paths = files.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.filter((path) => path.startsWith('crosswalk-'))).toEqual([
    'crosswalk-Desk.csv',
    'crosswalk-De-sk.csv',
    'crosswalk-De-sk-2.csv'
  ]);
  expect(notes).toContain('Inverse: 2 operations cannot be said in: Entra bulk create file (CSV).');
  const manifest = JSON.parse(new TextDecoder().decode(unzipSync(Buffer.concat(parts))['manifest.json']));
  const formats: { format: string; isInverse: boolean; notes: string[] }[] = manifest.formats;
  expect(formats.map(({ format, isInverse }) => [format, isInverse])).toEqual([
    ['entra-csv', false],
    ['crosswalk', false],
    ['accounts-parquet', false],
    ['entra-csv', true]
  ]);
  expect(formats[0].notes[0]).toContain('initial password');
  expect(manifest.rules[0]).toMatch(/^Desk, rule 2, /u);
});

test('what is excluded is in no file', async () => {
  await decide('confirm', [0, 1]);
  const [first] = await ids();
  must(await exclude([first], 'not yet'));
  const { sink, parts } = sinkOf();
  done(await engine.handOver(request(), sink, nothing));
  const text = new TextDecoder().decode(unzipSync(Buffer.concat(parts))['plan.jsonl']);
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id)
  ).toEqual([`link:${appId}:1`]);
});

test('a sink that refuses ends the work: cancelled by the person, or failed for want of room', async () => {
  await decide('confirm', [0]);
  const cancelled = sinkOf(() => {
    throw new DOMException('Cancelled.', 'AbortError');
  });
  expect(await engine.handOver(request(), cancelled.sink, nothing)).toEqual({ status: 'cancelled' });
  const full = sinkOf(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  expect(await engine.handOver(request(), full.sink, nothing)).toEqual({
    status: 'failed',
    error: { kind: 'file-not-written', cause: 'no room' }
  });
});
