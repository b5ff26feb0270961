import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, test } from 'vitest';
import { connectionScope, type Connection, type SealedToken, type Watermark } from '../../src/lib/model/connection';
import type { WorkspaceId } from '../../src/lib/model/ids';
import type { ImportTarget } from '../../src/lib/model/import-run';
import { openVault, seal, unseal, makeVault } from '../../src/lib/storage/vault';
import { workspaceDatabaseName } from '../../src/lib/storage/workspace-database';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';

const OKTA: Connection = {
  connectorId: 'okta',
  address: 'https://alder.okta.example',
  list: 'users',
  fields: {},
  withGroups: true,
  signIn: 'token',
  clientId: '',
  allowsLocalHttp: false
};
const PASSPHRASE = 'seven quiet herons';
const TOKEN = '00canary-token-5b1f';
const SCOPE = connectionScope(OKTA);

const until = (value: string, scope = SCOPE): Watermark => ({ value, takenAt: 1, scope });

let workspaceNumber = 0;

async function opened() {
  const locks = fakeLocks();
  const engine = startEngine(locks);
  const ids = await openWithApp(engine, `Client ${++workspaceNumber}`);
  const workspaceId = must(await engine.overview()).workspace.id;
  const accounts: ImportTarget = { kind: 'accounts', appId: ids.appId };
  const users: ImportTarget = { kind: 'users', domainId: ids.domainId };
  return { engine, locks, workspaceId, accounts, users };
}

type Opened = Awaited<ReturnType<typeof opened>>;

async function kept({ engine }: Opened, target: ImportTarget) {
  const all = must(await engine.connections());
  return all.find((one) => JSON.stringify(one.target) === JSON.stringify(target));
}

async function importRows({ engine, accounts }: Opened, text: string, watermark?: Watermark) {
  return (await stage(engine, accounts, text)).commit(watermark ? { watermark } : {});
}

describe('a connection', () => {
  test('is kept for the list that it fills, and is there again after a reload', async () => {
    const one = await opened();
    must(await one.engine.saveConnection(one.accounts, OKTA));
    must(await one.engine.saveConnection(one.users, { ...OKTA, withGroups: false }));
    must(await one.engine.openWorkspace(one.workspaceId, 'take-over', nothing));
    expect((await kept(one, one.accounts))?.connection).toEqual(OKTA);
    expect((await kept(one, one.users))?.connection.withGroups).toBe(false);
    must(await one.engine.forgetConnection(one.accounts));
    expect(await kept(one, one.accounts)).toBeUndefined();
  });

  test('belongs to something that is there', async () => {
    const { engine } = await opened();
    const nobody = { kind: 'accounts', appId: 'nobody' } as unknown as ImportTarget;
    expect(await engine.saveConnection(nobody, OKTA)).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

describe('the watermark', () => {
  test('is that of the last import, and goes back with it', async () => {
    const one = await opened();
    must(await one.engine.saveConnection(one.accounts, OKTA));
    await importRows(one, 'id,email\n1,ann@x.example\n', until('2026-11-01'));
    await importRows(one, 'id,email\n1,ann@x.example\n2,bo@x.example\n', until('2026-11-20'));
    expect((await kept(one, one.accounts))?.watermark?.value).toBe('2026-11-20');
    must(await one.engine.undo());
    expect((await kept(one, one.accounts))?.watermark?.value).toBe('2026-11-01');
    must(await one.engine.redo());
    expect((await kept(one, one.accounts))?.watermark?.value).toBe('2026-11-20');
  });

  test('stays when a file comes in between, and counts for no other list', async () => {
    const one = await opened();
    must(await one.engine.saveConnection(one.accounts, OKTA));
    await importRows(one, 'id,email\n1,ann@x.example\n', until('2026-11-01'));
    await importRows(one, 'id,email\n1,ann@y.example\n');
    expect((await kept(one, one.accounts))?.watermark?.value).toBe('2026-11-01');
    must(await one.engine.saveConnection(one.accounts, { ...OKTA, address: 'https://birch.okta.example' }));
    expect((await kept(one, one.accounts))?.watermark).toBeUndefined();
  });

  test('of a held run counts once the run is allowed', async () => {
    const one = await opened();
    must(await one.engine.saveConnection(one.accounts, OKTA));
    const rows = Array.from({ length: 200 }, (_, i) => `${i},p${i}@x.example`).join('\n');
    await importRows(one, `id,email\n${rows}\n`, until('2026-11-01'));
    const run = await importRows(one, 'id,email\n1,p1@x.example\n', until('2026-11-20'));
    expect(run.status).toBe('held');
    expect((await kept(one, one.accounts))?.watermark?.value).toBe('2026-11-01');
    done(await one.engine.allowRun(run.id, 'They were dismissed.', nothing));
    expect((await kept(one, one.accounts))?.watermark?.value).toBe('2026-11-20');
  });
});

describe('a list that did not come whole', () => {
  test('is a failed run with its reason, and nothing else: no account vanishes', async () => {
    const one = await opened();
    await importRows(one, 'id,email\n1,ann@x.example\n2,bo@x.example\n');
    const error = { kind: 'system-incomplete', host: 'alder.okta.example', cause: { kind: 'same-page' } } as const;
    const note = { target: one.accounts, mode: 'full', trigger: 'manual', fileName: 'alder.okta.example' } as const;
    const before = must(await one.engine.overview()).apps[0];
    must(await one.engine.noteFailedRun({ ...note, error }));
    must(await one.engine.openWorkspace(one.workspaceId, 'take-over', nothing));
    const after = must(await one.engine.overview()).apps[0];
    expect(after.lastImport).toMatchObject({ status: 'failed', failure: 'system-incomplete', error, usersCreated: 0 });
    expect({ ...after, lastImport: undefined }).toEqual({ ...before, lastImport: undefined });
    expect(must(await one.engine.importRuns(one.accounts)).map(({ status }) => status)).toEqual([
      'failed',
      'succeeded'
    ]);
    const nobody = { kind: 'accounts', appId: 'nobody' } as unknown as ImportTarget;
    expect(await one.engine.noteFailedRun({ ...note, error, target: nobody })).toMatchObject({ ok: false });
  });
});

describe('a token', () => {
  test('is kept only under a passphrase, and opens only with it', async () => {
    const one = await opened();
    const { engine, accounts } = one;
    must(await engine.saveConnection(accounts, OKTA));
    expect(await engine.sealToken(accounts, TOKEN)).toMatchObject({ error: { kind: 'passphrase-missing' } });
    expect(await engine.givePassphrase('short')).toMatchObject({ error: { kind: 'passphrase-short', least: 12 } });
    must(await engine.givePassphrase(PASSPHRASE));
    must(await engine.sealToken(accounts, TOKEN));
    expect((await kept(one, accounts))?.isTokenKept).toBe(true);

    must(await engine.openWorkspace(one.workspaceId, 'take-over', nothing));
    expect(must(await engine.passphraseState())).toBe('locked');
    expect(await engine.openToken(accounts)).toMatchObject({ error: { kind: 'passphrase-missing' } });
    expect(await engine.givePassphrase('seven quiet heron')).toMatchObject({ error: { kind: 'passphrase-wrong' } });
    must(await engine.givePassphrase(PASSPHRASE));
    expect(must(await engine.openToken(accounts))).toBe(TOKEN);
    must(await engine.forgetToken(accounts));
    expect(must(await engine.openToken(accounts))).toBeUndefined();
  });

  test('is nowhere in the database as it is', async () => {
    const { engine, accounts, workspaceId } = await opened();
    must(await engine.saveConnection(accounts, OKTA));
    must(await engine.givePassphrase(PASSPHRASE));
    must(await engine.sealToken(accounts, TOKEN));
    const stored = await allBytes(workspaceId);
    expect(stored).toContain('alder.okta.example');
    expect(stored).not.toContain(TOKEN);
    expect(stored).not.toContain(PASSPHRASE);
  });

  test('is forgotten with the host that it was given for', async () => {
    const one = await opened();
    must(await one.engine.saveConnection(one.accounts, OKTA));
    must(await one.engine.givePassphrase(PASSPHRASE));
    must(await one.engine.sealToken(one.accounts, TOKEN));
    must(await one.engine.saveConnection(one.accounts, { ...OKTA, withGroups: false }));
    expect((await kept(one, one.accounts))?.isTokenKept).toBe(true);
    must(await one.engine.saveConnection(one.accounts, { ...OKTA, address: 'https://evil.example' }));
    expect((await kept(one, one.accounts))?.isTokenKept).toBe(false);
  });

  test.each<[string, Partial<Connection>]>([
    ['system', { connectorId: 'scim' }],
    ['client', { signIn: 'authorize', clientId: 'other' }],
    ['field', { fields: { login: 'https://login.evil.example' } }]
  ])('is forgotten with the %s that it was given for', async (_, change) => {
    const one = await opened();
    must(await one.engine.saveConnection(one.accounts, OKTA));
    must(await one.engine.givePassphrase(PASSPHRASE));
    must(await one.engine.sealToken(one.accounts, TOKEN));
    must(await one.engine.saveConnection(one.accounts, { ...OKTA, ...change }));
    expect((await kept(one, one.accounts))?.isTokenKept).toBe(false);
    expect(must(await one.engine.openToken(one.accounts))).toBeUndefined();
  });

  test('that was damaged on the disk is told as that, not as none', async () => {
    const { engine, accounts, workspaceId } = await opened();
    must(await engine.saveConnection(accounts, OKTA));
    must(await engine.givePassphrase(PASSPHRASE));
    must(await engine.sealToken(accounts, TOKEN));
    const db = await new Dexie(workspaceDatabaseName({ id: workspaceId })).open();
    await db
      .table('connections')
      .toCollection()
      .modify((row: { sealedToken: SealedToken }) => {
        new Uint8Array(row.sealedToken.sealed)[3] ^= 1;
      });
    db.close();
    expect(await engine.openToken(accounts)).toEqual({ ok: false, error: { kind: 'token-damaged' } });
  });

  test('opens for nothing but what it was sealed for, and not when a bit of it was changed', async () => {
    const { vault, key } = await makeVault(PASSPHRASE, 1000);
    const sealed = await seal(key, 'workspace-1 accounts:a', TOKEN);
    expect(await unseal(key, 'workspace-1 accounts:a', sealed)).toBe(TOKEN);
    expect(await unseal(key, 'workspace-1 accounts:b', sealed)).toBeUndefined();
    const bytes = new Uint8Array(sealed.sealed.slice(0));
    bytes[3] ^= 1;
    expect(await unseal(key, 'workspace-1 accounts:a', { ...sealed, sealed: bytes.buffer })).toBeUndefined();
    expect(await openVault(vault, `${PASSPHRASE} `)).toBeUndefined();
  });
});

/** Every row of every table, its bytes as Latin-1. */
async function allBytes(id: WorkspaceId): Promise<string> {
  const db = await new Dexie(workspaceDatabaseName({ id: id })).open();
  const rows = await Promise.all(db.tables.map((table) => table.toArray()));
  db.close();
  return JSON.stringify(rows, (_, value: unknown) => {
    if (value instanceof ArrayBuffer) return Buffer.from(value).toString('latin1');
    return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
  });
}
