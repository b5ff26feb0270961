import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import type { FilePiece } from '../../src/lib/plan/plan-file';
import { accountsParquet, databaseFiles } from '../../src/lib/workspace/export-parquet';
import { exportReport } from '../../src/lib/workspace/export-report';
import { runInDuckDb, withFiles } from '../bench/commit/sql-run';
import { fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';
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
  const request = { app, evaluator: ownThreadEvaluator(), musterVersion: '0' };
  const pieces: FilePiece[] = [...must(await accountsParquet(session.workspace, request))];
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
  const { session, app } = await opened('Database');
  const request = { app, evaluator: ownThreadEvaluator(), musterVersion: '0', forPostgres: false, folder: '' };
  const said = await withFiles(must(await databaseFiles(session.workspace, request)), runInDuckDb);
  expect(said.map(({ situation, rule, candidate }) => [situation, rule, candidate])).toEqual([
    ['exact', 1, 0],
    ['exact', 1, 1],
    ['no-match', 0, -1]
  ]);
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
