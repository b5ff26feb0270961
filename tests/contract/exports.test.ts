import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { databaseFiles, exportForDatabase } from '../../src/lib/workspace/export-for-database';
import { addApplication } from '../../src/lib/workspace/add-application';
import { handedLists, listFiles } from '../../src/lib/workspace/hand-over-lists';
import { exportReport } from '../../src/lib/workspace/export-report';
import { runInDuckDb, withFiles } from '../bench/commit/sql-run';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';
import { openSession } from '../fixtures/open-session';
import { ownThreadEvaluator } from '../fixtures/own-thread-evaluator';

const USERS = [
  'User Name,First Name,Last Name,Work Email',
  'a.lee,Ada,Lee,ada@x.example',
  'b.ray,Bob,Ray,bob@x.example'
].join('\n');
const ACCOUNTS = [
  'id,first_name,last_name,email',
  '1,Ada,Lee,',
  '2,Bob,Ray,BOB@x.example',
  '3,Eve,Ott,eve@x.example'
].join('\n');

async function opened(name: string) {
  const locks = fakeLocks();
  const engine = startEngine(locks);
  const { appId, domainId } = await openWithApp(engine, name);
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
  const { apps } = must(await engine.overview());
  const { synchronization } = apps[0].app;
  const derived = {
    ...synchronization,
    usernameFormat: {
      kind: 'expression' as const,
      expression: 'sub(account.givenName, 0, 1) + "." + account.familyName'
    },
    rules: {
      ...synchronization.rules,
      ladder: [
        {
          id: 'format',
          name: 'Username by format',
          verdict: 'exact' as const,
          isEnabled: true,
          pairs: [{ account: 'derived:userName' as const, user: 'userName' as const }]
        },
        ...synchronization.rules.ladder
      ]
    }
  };
  must(await engine.saveSynchronization(appId, derived));
  const rematched = await engine.rematch(appId, nothing);
  expect(rematched.status).toBe('done');
  const session = await openSession(engine, locks);
  const app = session.workspace.app(appId);
  if (!app) throw new Error('no app');
  return { session, app, appId, domainId };
}

test('accounts leave as Parquet with what was found of them', async () => {
  const { session, app } = await opened('Parquet');
  const lists = must(await handedLists(session.workspace, [app], ownThreadEvaluator()));
  const pieces = [...listFiles('accounts-parquet', lists)].filter(({ path }) => path.endsWith('/accounts.parquet'));
  const file = await new Blob(pieces.map(({ bytes }) => bytes)).arrayBuffer();
  const rows = await parquetReadObjects({ file });
  expect(
    rows.map(({ external_id, situation, rule_id, candidate_row }) => [
      external_id,
      situation,
      rule_id,
      candidate_row ?? -1
    ])
  ).toEqual([
    ['1', 'exact', 'format', 0],
    ['2', 'exact', 'format', 1],
    ['3', 'no-match', '', -1]
  ]);
  expect(rows[0]).toMatchObject({ key_derived_username: 'a.lee' });
});

test('a database says of the lists that leave what was found here, username by format included', async () => {
  const { session, appId } = await opened('Database');
  const scope = { kind: 'app', appId } as const;
  const files = must(await databaseFiles(session.workspace, scope, ownThreadEvaluator()));
  const said = await withFiles(files, runInDuckDb);
  expect(said.map(({ situation, rule, candidate }) => [situation, rule, candidate])).toEqual([
    ['exact', 1, 0],
    ['exact', 1, 1],
    ['no-match', 0, -1]
  ]);
});

test('the archive for a database has a manifest that knows its files; apps that are not active stay out', async () => {
  const { session, domainId } = await opened('Manifest');
  const { workspace } = session;
  const added = must(await addApplication(workspace, { domainId, catalogId: 'generic-csv', name: 'Asleep' }));
  expect(added.isActive).toBe(false);
  const parts: Uint8Array[] = [];
  const sink = { write: async (bytes: Uint8Array) => void parts.push(bytes) };
  const scope = { kind: 'domain' as const, domainId };
  const work = { workspace, evaluator: ownThreadEvaluator(), scope, sink, onProgress: nothing };
  const { files } = done(await exportForDatabase(work));
  const unpacked = unzipSync(Buffer.concat(parts));
  expect(Object.keys(unpacked)).toEqual(files.map(({ path }) => path));
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['situations.sql', 'manifest.json']));
  const manifest = JSON.parse(new TextDecoder().decode(unpacked['manifest.json']));
  expect(manifest).toMatchObject({ domain: 'Alder', formats: [{ format: 'database', isInverse: false }] });
  for (const { path, sha256 } of manifest.formats[0].files)
    expect(createHash('sha256').update(unpacked[path]).digest('hex')).toBe(sha256);
  const report = must(await exportReport(workspace, session.plans, { scope, musterVersion: '0' }));
  expect(await report.file.text()).not.toContain('Asleep');
});

test('the report has the hashes of the files that came in', async () => {
  const { session, appId, domainId } = await opened('Report');
  const asked = { scope: { kind: 'app' as const, appId }, musterVersion: '0.1.0' };
  const { file, fileName } = must(await exportReport(session.workspace, session.plans, asked));
  expect(fileName).toMatch(/^desk-report-\d{4}-\d\d-\d\d\.html$/);
  const text = await file.text();
  for (const list of [USERS, ACCOUNTS]) expect(text).toContain(createHash('sha256').update(list).digest('hex'));
  expect(text).toContain('Username by format:</strong>');
  const whole = { scope: { kind: 'domain' as const, domainId }, musterVersion: '0.1.0' };
  expect(must(await exportReport(session.workspace, session.plans, whole)).fileName).toMatch(/^alder-report-/);
});
