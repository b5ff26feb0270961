import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Attribute } from '../../../../src/lib/model/attribute';
import { COMMIT_TARGETS, type CommitTarget } from '../../../../src/lib/model/commit-target';
import type { PlanOperation } from '../../../../src/lib/model/plan-operation';
import { scimUser } from '../../../../src/lib/model/scim-request';
import { shellScript } from '../../../../src/lib/plan/shell/shell-script';
import { shellWord } from '../../../../src/lib/plan/shell/shell-word';
import { NAUGHTY } from '../naughty-strings';
import { anyPlan, crm, operation, sourceOf, user, written } from '../plan-operations';
import { recorder, type Answer, type Received } from './request-recorder';

const folder = mkdtempSync(path.join(tmpdir(), 'muster-shell-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const has = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const canRun = has('curl') && has('awk') && has('sh');

interface Run {
  readonly code: number;
  readonly errors: string;
  readonly log: readonly string[];
}

function scriptOf(
  plan: readonly PlanOperation[],
  target: CommitTarget,
  address = '',
  apps = new Map<string, string>()
) {
  const { files, tally } = written(shellScript, sourceOf(plan), { target, address, targetApps: apps });
  const file = path.join(folder, `${target}.sh`);
  writeFileSync(file, files.get(`muster-${target}.sh`) ?? '');
  return { file, tally, text: readFileSync(file, 'utf8') };
}

let runs = 0;
function run(file: string, environment: Record<string, string> = { MUSTER_TOKEN: 'abc.DEF-1' }): Promise<Run> {
  const log = path.join(folder, `run-${++runs}.log`);
  const env = { PATH: process.env.PATH, MUSTER_LOG: log, ...environment };
  return new Promise((resolve) => {
    execFile('sh', [file], { env, cwd: folder }, (error, _, errors) => {
      const code = error ? Number(error.code) : 0;
      resolve({ code, errors, log: code === 2 ? [] : readFileSync(log, 'utf8').split('\n').slice(1, -1) });
    });
  });
}

const outcomes = ({ log }: Run) => log.map((line) => line.split('\t')[0]);

async function server(answer: (request: Received) => Answer) {
  const recording = await recorder(answer);
  closing.push(recording.close);
  return recording;
}

/** Keeps what was created by its name, finds it by a filter that names it. */
function scimAnswers() {
  const ids = new Map<string, string>();
  return ({ method, url, body }: Received): Answer => {
    if (method === 'GET') {
      const name: unknown = JSON.parse(decodeURIComponent(url).replace(/^.* eq /s, ''));
      const id = ids.get(String(name));
      const found = id === undefined ? [] : [{ schemas: ['x'], meta: { id: 'no' }, emails: [{ id: 'no' }], id }];
      return { status: 200, body: { schemas: ['y'], totalResults: found.length, Resources: found } };
    }
    if (method !== 'POST') return { status: 204 };
    const sent = JSON.parse(body.toString()) as { userName?: string; displayName?: string };
    const name = sent.userName ?? sent.displayName ?? '';
    if (ids.has(name)) return { status: 409 };
    ids.set(name, `id-${ids.size}`);
    return { status: 201, body: { id: ids.get(name) } };
  };
}

const ATTRIBUTES: readonly Attribute[] = [
  'userName',
  'displayName',
  'givenName',
  'familyName',
  'title',
  'userType',
  'email',
  'otherEmail',
  'phone',
  'employeeNumber',
  'department',
  'manager'
];

/** All naughty strings, a dozen to a user. */
const naughtyUsers = Array.from({ length: Math.ceil(NAUGHTY.length / ATTRIBUTES.length) }, (_, row) => {
  const texts = NAUGHTY.slice(row * ATTRIBUTES.length, (row + 1) * ATTRIBUTES.length);
  const values = Object.fromEntries(texts.map((text, i) => [ATTRIBUTES[i], text]).filter(([, text]) => text !== ''));
  return user(row, { isNew: true, values: { userName: `user ${row}`, ...values } });
});

describe.runIf(canRun)('run', () => {
  test('bodies arrive to the byte as they were meant, whatever stands in them; a second run finds all there', async () => {
    const { received, address } = await server(scimAnswers());
    const { file } = scriptOf(
      naughtyUsers.map((one) => operation('create-user', { user: one })),
      'scim',
      address
    );
    const first = await run(file);
    expect(first.errors).toBe('');
    expect(first.code).toBe(0);
    const posts = received.filter(({ method }) => method === 'POST');
    expect(posts.map(({ body }) => body.toString('hex'))).toEqual(
      naughtyUsers.map(({ values }) =>
        Buffer.from(JSON.stringify(scimUser(values, { target: 'scim' }))).toString('hex')
      )
    );
    expect(new Set(received.map(({ token }) => token))).toEqual(new Set(['Bearer abc.DEF-1']));
    expect(new Set(outcomes(first))).toEqual(new Set(['done']));
    const second = await run(file);
    expect(second.code).toBe(0);
    expect(outcomes(second)).toEqual(naughtyUsers.map(() => 'already there'));
    expect(received.filter(({ method }) => method === 'POST').length).toBe(posts.length);
  }, 60_000);

  test('ids are looked up where they are not known', async () => {
    const { received, address } = await server(scimAnswers());
    const created = user(1, { isNew: true, values: { userName: "o'brien" } });
    const known = user(2, { targetId: 'a"b/c', values: {} });
    const named = user(3, { targetId: 'HR-7', values: { userName: "o'brien" } });
    const group = { name: 'It\'s "Sales"', isNew: true };
    const { file, tally } = scriptOf(
      [
        operation('create-user', { user: created }),
        operation('create-group', { group }),
        operation('add-member', { user: created, group }),
        operation('remove-member', { user: known, group }),
        operation('deactivate-user', { user: created }),
        operation('delete-user', { user: user(4, { targetId: 'id-0', values: { userName: 'nobody' } }) }),
        operation('delete-user', { user: named }),
        operation('delete-user', { user: known })
      ],
      'scim',
      address
    );
    const result = await run(file);
    expect([result.errors, result.code]).toEqual(['', 0]);
    expect(outcomes(result).at(-2)).toBe('already gone');
    // Nothing tells that an id of a list is the one of whom it says; who is deleted is asked for by name.
    expect(tally.unsaid).toEqual({ 'delete-user': 1 });
    // The group that was created is not searched for again: its id was in the answer.
    expect(received.filter(({ method, url }) => method === 'GET' && url.startsWith('/Groups')).length).toBe(1);
    expect(received.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /Users',
      'POST /Groups',
      'PATCH /Groups/id-1',
      'PATCH /Groups/id-1',
      'PATCH /Users/id-0',
      'DELETE /Users/id-0'
    ]);
    const bodies = received.filter(({ method }) => method === 'PATCH').map(({ body }) => body.toString());
    // They are PATCH requests, as the test of the Bulk files says by schema.
    const parts = bodies.map((body) => (JSON.parse(body) as { Operations: unknown[] }).Operations[0]);
    expect(parts).toEqual([
      { op: 'add', path: 'members', value: [{ value: 'id-0', type: 'User' }] },
      { op: 'remove', path: String.raw`members[value eq "a\"b/c"]` },
      { op: 'replace', path: 'active', value: false }
    ]);
  }, 60_000);

  const three = [1, 2, 3].map((row) => operation('create-user', { user: user(row, { isNew: true }) }));
  const refusing = (request: Received): Answer =>
    request.method === 'POST' && request.body.includes('user2')
      ? { status: 400, body: { detail: 'no' } }
      : scimAnswers()(request);

  test('the first failure ends it, unless it is told to go on', async () => {
    const { address } = await server(refusing);
    const { file } = scriptOf(three, 'scim', address);
    const stopped = await run(file);
    expect([stopped.code, outcomes(stopped)]).toEqual([1, ['done', 'failed: refused']]);
    const whole = await run(file, { MUSTER_TOKEN: 'x', KEEP_GOING: '1' });
    expect([whole.code, outcomes(whole)]).toEqual([1, ['done', 'failed: refused', 'done']]);
    expect(whole.log[1]).toBe('failed: refused\tcreate-user:2:\tuser2\t400');
  }, 60_000);

  test('without a token, an address or the id of an app it does not begin', async () => {
    const { received, address } = await server(scimAnswers());
    const { file } = scriptOf(three, 'scim', address);
    expect((await run(file, {}).catch(() => ({ code: 2 }))).code).toBe(2);
    expect((await run(file, { MUSTER_TOKEN: 'a"b\nurl = x' })).code).toBe(2);
    const linked = scriptOf([operation('link', { user: user(1), account: crm })], 'okta', address);
    const { code, errors } = await run(linked.file);
    expect([code, errors]).toEqual([2, 'Set MUSTER_APP_1 to the id of the app CRM\n']);
    expect(received).toEqual([]);
  }, 60_000);

  test('Okta: who is suspended is unsuspended, who is to be erased is deactivated first', async () => {
    const [suspended, active] = ['s', 'a'].map((letter) => `00u${letter.repeat(17)}`);
    const { received, address } = await server(({ method, url }) => {
      if (method !== 'GET') return { status: 200, body: {} };
      const status = url.includes(suspended) ? 'SUSPENDED' : 'ACTIVE';
      return { status: 200, body: { id: '00x', status, profile: { status: 'no', id: 'no' } } };
    });
    const plan = [
      operation('activate-user', { user: user(1, { targetId: suspended }) }),
      operation('suspend-user', { user: user(2, { targetId: suspended }) }),
      operation('link', { user: user(3), account: crm }),
      operation('delete-user', { user: user(4, { targetId: active }) })
    ];
    const { file } = scriptOf(plan, 'okta', address, new Map([['CRM', '0oa1']]));
    const result = await run(file, { MUSTER_TOKEN: 'x', MUSTER_SCHEME: 'SSWS' });
    expect([result.errors, result.code]).toEqual(['', 0]);
    expect(outcomes(result)).toEqual(['done', 'done', 'already there', 'done']);
    expect(received.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST /api/v1/users/${suspended}/lifecycle/unsuspend`,
      'POST /api/v1/apps/0oa1/users',
      `POST /api/v1/users/${active}/lifecycle/deactivate?sendEmail=false`,
      `DELETE /api/v1/users/${active}`
    ]);
    expect(received.find(({ url }) => url.includes('apps'))?.body.toString()).toBe(
      '{"id":"00x","scope":"USER","credentials":{"userName":"crm.user"}}'
    );
  }, 60_000);

  test('Entra: the first password comes from the environment and is escaped', async () => {
    const { received, address } = await server(({ method }) =>
      method === 'GET' ? { status: 404 } : { status: 201, body: { id: 'x' } }
    );
    const { file } = scriptOf([operation('create-user', { user: user(1, { isNew: true }) })], 'entra', address);
    expect((await run(file)).code).toBe(2);
    const password = `p"\\'$x`;
    expect((await run(file, { MUSTER_TOKEN: 'x', MUSTER_INITIAL_PASSWORD: password })).code).toBe(0);
    const sent = JSON.parse(received.at(-1)?.body.toString() ?? '') as { passwordProfile: { password: string } };
    expect(sent.passwordProfile.password).toBe(password);
  }, 60_000);

  test('a group that was there already is not searched for again; Oracle deletes users with their grants', async () => {
    const { received, address } = await server(scimAnswers());
    const group = { name: 'Sales', isNew: true };
    const plan = [
      operation('create-user', { user: user(1, { isNew: true }) }),
      operation('create-group', { group }),
      operation('add-member', { user: user(1, { isNew: true }), group }),
      operation('delete-user', { user: user(2, { targetId: '0'.repeat(32) }) })
    ];
    const { file } = scriptOf(plan, 'oracle', address);
    await run(file);
    const second = await run(file);
    expect([second.errors, second.code]).toEqual(['', 0]);
    expect(outcomes(second)).toEqual(['already there', 'already there', 'done', 'done']);
    expect(received.filter(({ method, url }) => method === 'GET' && url.includes('/Groups')).length).toBe(2);
    expect(received.at(-1)).toMatchObject({
      method: 'DELETE',
      url: `/admin/v1/Users/${'0'.repeat(32)}?forceDelete=true`
    });
  }, 60_000);

  test('Entra: only what it knows as a type of user is sent; other addresses each for itself', async () => {
    const { received, address } = await server(({ method }) =>
      method === 'GET' ? { status: 404 } : { status: 201, body: { id: 'x' } }
    );
    const made = (row: number, userType: string) =>
      user(row, { isNew: true, values: { userName: `u${row}`, userType, otherEmail: 'a@x; b@x' } });
    const plan = [made(1, 'guest'), made(2, 'Contractor')].map((one) => operation('create-user', { user: one }));
    const { file } = scriptOf(plan, 'entra', address);
    await run(file, { MUSTER_TOKEN: 'x', MUSTER_INITIAL_PASSWORD: 'p' });
    const sent = received
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.parse(body.toString()) as { userType?: string; otherMails: string[] });
    expect(sent.map(({ userType, otherMails }) => [userType, ...otherMails])).toEqual([
      ['Guest', 'a@x', 'b@x'],
      [undefined, 'a@x', 'b@x']
    ]);
  }, 60_000);

  test('an address that does not answer is a failure', async () => {
    const { file } = scriptOf(three, 'scim', 'http://127.0.0.1:9');
    const result = await run(file);
    expect([result.code, outcomes(result)]).toEqual([1, ['failed: not looked up']]);
  }, 60_000);
});

test.runIf(has('sh'))('any plan for any system is a script that a shell can read, and adds up', () => {
  for (const target of COMMIT_TARGETS) {
    fc.assert(
      fc.property(anyPlan(8), (plan) => {
        const { file, tally } = scriptOf(plan, target);
        const { status, stderr } = spawnSync('sh', ['-n', file], { encoding: 'utf8' });
        expect(stderr).toBe('');
        expect(status).toBe(0);
        const unsaid = Object.values(tally.unsaid).reduce((sum, count) => sum + count, 0);
        expect(tally.written + unsaid).toBe(plan.length);
      }),
      { numRuns: 25 }
    );
  }
});

test.runIf(has('sh'))('a shell reads every word as it was meant; what no word can hold becomes U+FFFD', () => {
  const texts = [...NAUGHTY, 'a\ud800b', ''];
  for (let from = 0; from < texts.length; from += 50) {
    const some = texts.slice(from, from + 50);
    const script = `printf '%s\\0' ${some.map((text) => shellWord(text)).join(' ')}`;
    const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    const meant = some.map((text) => text.toWellFormed().replaceAll('\u0000', '\ufffd'));
    expect(stdout.split('\0').slice(0, -1)).toEqual(meant);
  }
});

test('no script holds anything secret, and its commands stand on lines of their own', () => {
  const evil = 'x\nrm -rf /\n';
  const about = user(1, { isNew: true, values: { userName: evil, title: evil } });
  const { text } = scriptOf([operation('create-user', { user: about, id: evil })], 'scim', evil);
  expect(text.split('\n').filter((line) => line.startsWith('rm'))).toEqual([]);
});
