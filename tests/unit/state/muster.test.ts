import { expect, it, vi } from 'vitest';
import { asId, type AppId, type WorkspaceId } from '../../../src/lib/model/ids';
import { Muster } from '../../../src/lib/state/muster.svelte';
import { connectionWith } from '../../fixtures/connections';

/** The page's side without its workers. */
vi.mock('../../../src/lib/clients/engine-client', () => ({
  EngineClient: class {
    readonly api = { sealToken: () => Promise.resolve({ ok: false, error: { kind: 'passphrase-missing' } }) };
    readonly openWorkspace = (id: WorkspaceId) => Promise.resolve({ ok: true, value: { workspace: { id } } });
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
