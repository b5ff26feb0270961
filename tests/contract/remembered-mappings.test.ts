import type { Remote } from 'comlink';
import { beforeEach, expect, test } from 'vitest';
import { inspectFile } from '../../src/lib/importing/inspect-file';
import type { AppId, IdentityDomainId, WorkspaceId } from '../../src/lib/model/ids';
import type { ColumnMapping } from '../../src/lib/model/import-recipe';
import { rememberedOf, type RememberedMapping } from '../../src/lib/model/remembered-mapping';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import type { FilePreview } from '../../src/lib/protocol/import-api';
import { fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const OCTOBER = 'login,email,office\nann,ann@x.example,Rome\n';
const NOVEMBER = 'login,email,office\nann,ann@x.example,Oslo\nbo,bo@x.example,Rome\n';
const DRIFTED = 'login,email,floor\nann,ann@x.example,4\n';
const OTHER = 'badge,mail,office\n1,ann@x.example,Rome\n';

let number = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Remembered ${++number}`));
});

/** What the page knows of earlier files. */
const ofApp = async () => rememberedOf(must(await engine.overview()).apps[0].app);
const ofDomain = async () => must(await engine.overview()).domains[0].domain.rememberedMappings ?? [];

async function preview(csv: string, remembered: readonly RememberedMapping[]): Promise<FilePreview> {
  const request = { choice: {}, target: 'accounts', rememberedMappings: remembered, catalogId: undefined } as const;
  return must(await inspectFile({ file: new Blob([csv]), ...request }));
}

/** Imports a file with its office sent to the department by hand. */
async function importByHand(csv: string, target: Parameters<typeof stage>[1]): Promise<void> {
  const guess = await preview(csv, []);
  const mapping = guess.mapping.map((column): ColumnMapping =>
    column.header === 'office' ? { ...column, target: 'department', confidence: 1 } : column
  );
  const reading = { exportKind: guess.exportKind, choice: { delimiter: ',' as const } };
  await (await stage(engine, target, csv)).commit({ mapping, reading });
}

const officeOf = ({ mapping }: FilePreview) => mapping.find(({ header }) => header === 'office')?.target;

test('next month’s file of an app goes where the last one went; what is new or missing is told', async () => {
  await importByHand(OCTOBER, { kind: 'accounts', appId });
  const november = await preview(NOVEMBER, await ofApp());
  expect([november.isMappingRemembered, november.replayed, officeOf(november)]).toEqual([
    true,
    { delimiter: ',' },
    'department'
  ]);
  const drifted = await preview(DRIFTED, await ofApp());
  expect([drifted.isMappingRemembered, drifted.drift]).toEqual([false, { added: ['floor'], missing: ['office'] }]);
});

test('another file of the same app does not overwrite it, nor does that of the users', async () => {
  await importByHand(OCTOBER, { kind: 'accounts', appId });
  await (await stage(engine, { kind: 'accounts', appId }, OTHER)).commit();
  await (await stage(engine, { kind: 'users', domainId }, OCTOBER)).commit();
  expect((await ofApp()).map(({ mapping }) => mapping[0].header)).toEqual(['badge', 'login']);
  expect(officeOf(await preview(NOVEMBER, await ofApp()))).toBe('department');
  expect(officeOf(await preview(NOVEMBER, await ofDomain()))).toBe('custom:office');
});

test('of users it is kept too, and still there after the workspace was closed', async () => {
  await importByHand(OCTOBER, { kind: 'users', domainId });
  const workspaces = must(await engine.listWorkspaces());
  const [{ id }] = workspaces.filter(({ name }) => name === `Remembered ${number}`);
  const another = startEngine(fakeLocks());
  must(await another.openWorkspace(id as WorkspaceId, 'ask', nothing));
  const { domains } = must(await another.overview());
  expect(officeOf(await preview(NOVEMBER, domains[0].domain.rememberedMappings ?? []))).toBe('department');
});

test('of a run that a safeguard held it is kept when the run is allowed', async () => {
  const many = Array.from({ length: 150 }, (_, i) => `u${i},u${i}@x.example,Rome`);
  await (await stage(engine, { kind: 'users', domainId }, `login,email,office\n${many.join('\n')}\n`)).commit();
  const guess = await preview(OCTOBER, []);
  const mapping = guess.mapping.map((column) => ({ ...column, confidence: 1 }));
  const held = await (
    await stage(engine, { kind: 'users', domainId }, OCTOBER)
  ).commit({ mapping, reading: { exportKind: 'x/y', choice: { headerRow: 0 } } });
  expect(held.status).toBe('held');
  expect((await ofDomain()).map(({ exportKind }) => exportKind)).toEqual([undefined]);
  await engine.allowRun(held.id, 'It is so.', nothing);
  expect(await ofDomain()).toEqual([{ exportKind: 'x/y', choice: { headerRow: 0 }, mapping }]);
});
