import { expect, it, vi } from 'vitest';
import { asId, type AppId, type WorkspaceId } from '../../../src/lib/model/ids';
import type { WorkspaceEvent } from '../../../src/lib/protocol/engine-api';
import { Muster } from '../../../src/lib/state/muster.svelte';
import { connectionWith } from '../../fixtures/connections';

/** What came to the engine and to the commits under way, in its order. */
let asked: string[] = [];
let tell: (event: WorkspaceEvent) => void = () => undefined;

/** The page's side without its workers. */
vi.mock('../../../src/lib/clients/engine-client', () => ({
  EngineClient: class {
    readonly api = { sealToken: () => Promise.resolve({ ok: false, error: { kind: 'passphrase-missing' } }) };
    readonly openWorkspace = (id: WorkspaceId, _: string, onEvent: (event: WorkspaceEvent) => void) => {
      asked.push(`open ${id}`);
      tell = onEvent;
      return Promise.resolve({ ok: true, value: { workspace: { id } } });
    };
  }
}));
vi.mock('../../../src/lib/clients/import-client', () => ({ ImportClient: class {} }));
vi.mock('../../../src/lib/clients/connector-client', () => ({
  ConnectorClient: class {
    readonly refresh = () =>
      Promise.resolve({ ok: true, value: { accessToken: 't2', refreshToken: 'r2', expiresAt: Date.now() + 9e6 } });
  }
}));

const target = { kind: 'accounts', appId: asId<AppId>('a') } as const;
const connection = connectionWith();

it('keeps tokens while its workspace is open, and takes none of them into another', async () => {
  const muster = new Muster();
  await muster.openWorkspace(asId<WorkspaceId>('one'));
  muster.tokens.give(target, connection, 'secret');
  await muster.openWorkspace(asId<WorkspaceId>('one'));
  expect(muster.tokens.has(target, connection)).toBe(true);
  await muster.openWorkspace(asId<WorkspaceId>('two'));
  expect(muster.tokens.has(target, connection)).toBe(false);
});

it('says so when an exchanged token could not be kept', async () => {
  const muster = new Muster();
  const endpoint = {
    tokenUrl: 'https://x.example/t',
    clientId: 'c',
    redirectUri: '',
    origin: '',
    allowsLocalHttp: false
  };
  muster.tokens.keep(target, connection, { accessToken: '', refreshToken: 'r1', expiresAt: 0 }, endpoint);
  muster.tokens.setRemembered(target, true);
  await muster.tokens.usable(target, connection);
  await vi.waitFor(() =>
    expect(muster.notices.list).toMatchObject([{ tone: 'failed', title: 'The passphrase is needed.' }])
  );
});

it('waits for commits under way before another workspace is opened, and ends them where another tab writes', async () => {
  asked = [];
  const muster = new Muster();
  vi.spyOn(muster.commitRuns, 'leave').mockImplementation(async () => {
    await Promise.resolve();
    asked.push('leave');
  });
  vi.spyOn(muster.commitRuns, 'endAll').mockImplementation(() => void asked.push('end'));
  await muster.openWorkspace(asId<WorkspaceId>('one'));
  await muster.openWorkspace(asId<WorkspaceId>('one'), 'take-over');
  await muster.openWorkspace(asId<WorkspaceId>('two'));
  tell({ kind: 'access', access: 'writer' });
  tell({ kind: 'access', access: 'reader' });
  expect(asked).toEqual(['leave', 'open one', 'open one', 'leave', 'open two', 'end']);
});
