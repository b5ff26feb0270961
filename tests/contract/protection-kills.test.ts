import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { asRow, type WorkspaceId } from '../../src/lib/model/ids';
import { databasesOf } from '../../src/lib/storage/database-names';
import { storedState } from '../../src/lib/storage/stored-state';
import { DyingStorage } from '../fixtures/dying-storage';
import { fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';
import { quickPassphrases } from '../fixtures/quick-passphrases';
import { sightOf } from '../fixtures/workspace-sight';

const PASSPHRASE = 'seven quiet herons';
const USERS = 'username,email\nann,ann@x.example\nbo,bo@x.example\n';
const ACCOUNTS = 'id,email\n1,ann@x.example\n2,bo@x.example\n';

quickPassphrases();

let workspaceNumber = 0;

async function opened() {
  const engine = startEngine(fakeLocks());
  const { domainId, appId } = await openWithApp(engine, `Kill ${++workspaceNumber}`);
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
  must(await engine.decide({ kind: 'confirm', appId, selection: { kind: 'rows', rows: [asRow(0)] } }));
  return { engine, appId, id: must(await engine.overview()).workspace.id };
}

/** Ended at the k-th write. Undefined if it came to its end before. */
async function killedAt(k: number, towards: 'protected' | 'open') {
  const { engine, appId, id } = await opened();
  if (towards === 'open') {
    must(await engine.protectWorkspace(PASSPHRASE, nothing).then((outcome) => ({ ok: true, value: outcome })));
    must(await engine.openWorkspace(id, 'ask', nothing));
  }
  const before = await sightOf(engine, appId);
  const storage = new DyingStorage(k);
  const rewriting =
    towards === 'open' ? engine.unprotectWorkspace(PASSPHRASE, nothing) : engine.protectWorkspace(PASSPHRASE, nothing);
  await rewriting;
  storage.end();
  return { id, appId, before, isDead: storage.isDead };
}

/** As it is after the next start, with whatever it then opens by. */
async function afterwards(id: WorkspaceId) {
  const engine = startEngine(fakeLocks());
  const first = await engine.openWorkspace(id, 'ask', nothing);
  const isLocked = !first.ok && first.error.kind === 'safety-locked';
  if (isLocked) must(await engine.unlockWorkspace(id, PASSPHRASE));
  must(isLocked ? await engine.openWorkspace(id, 'ask', nothing) : first);
  return { engine, isLocked };
}

test.each(['protected', 'open'] as const)(
  'ended at any moment on the way to being %s, it is whole, one or the other, and nothing else is left',
  async (towards) => {
    const outcomes = { before: 0, after: 0 };
    for (let k = 0; ; k++) {
      const { id, appId, before, isDead } = await killedAt(k, towards);
      const { engine, isLocked } = await afterwards(id);
      expect(await sightOf(engine, appId), `write ${k}`).toEqual(before);
      expect(await engine.protection()).toEqual({ ok: true, value: isLocked ? 'workspace' : 'nothing' });
      outcomes[isLocked === (towards === 'protected') ? 'after' : 'before']++;
      await expect
        .poll(async () => {
          const states = await Promise.all((await databasesOf(id)).map((name) => storedState(name)));
          return states.filter(({ kind }) => kind === 'stored').length;
        })
        .toBe(1);
      must(await engine.undo());
      if (!isDead) break;
    }
    expect(outcomes.before).toBeGreaterThan(20);
    expect(outcomes.after).toBeGreaterThan(2);
  },
  120_000
);
