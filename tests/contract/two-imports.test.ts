import { proxy, transfer, wrap, type Remote } from 'comlink';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AppId, IdentityDomainId } from '../../src/lib/model/ids';
import type { EngineApi } from '../../src/lib/protocol/engine-api';
import type { SegmentIntake } from '../../src/lib/protocol/import-api';
import type { JobProgress } from '../../src/lib/protocol/job';
import type { OpenStageRequest } from '../../src/lib/protocol/run-api';
import { setSynchronization } from '../fixtures/account-rows';
import { done, fakeLocks, must, nothing, openWithApp, stage, startEngine } from '../fixtures/engine';
import { records } from '../fixtures/records';

/** The users of a domain and the accounts of its app on their way in at the same time. */
const USERS = `username,email
ann,ann@x.example
bo,bo@x.example
`;
const ACCOUNTS = `id,email
1,ann@x.example
2,bo@x.example
3,cy@x.example
`;
const EXACT = { exact: 2, 'no-match': 1 };

let workspaceNumber = 0;
let engine: Remote<EngineApi>;
let domainId: IdentityDomainId;
let appId: AppId;

beforeEach(async () => {
  engine = startEngine(fakeLocks());
  ({ domainId, appId } = await openWithApp(engine, `Two imports ${++workspaceNumber}`));
});

const users = (csv = USERS) => stage(engine, { kind: 'users', domainId }, csv);
const accounts = () => stage(engine, { kind: 'accounts', appId }, ACCOUNTS);
const situations = async () => must(await engine.overview()).apps[0].situations;

/** Carries an import out; tells whether it was matched again while it was. */
async function commit(staged: Awaited<ReturnType<typeof accounts>>): Promise<boolean> {
  const phases: string[] = [];
  const onProgress = proxy(({ phase }: JobProgress) => void phases.push(phase));
  done(await staged.attempt({}, onProgress));
  return phases.includes('matching');
}

describe('accounts that come in with the users of their domain', () => {
  test('are matched with those users before they are saved, and not once more', async () => {
    const [first, second] = await Promise.all([users(), accounts()]);
    expect(second.check.situations).toMatchObject(EXACT);
    const saved = first.commit();
    expect(await commit(second)).toBe(false);
    expect((await saved).status).toBe('succeeded');
    expect(await situations()).toMatchObject(EXACT);
    expect(must(await engine.overview()).apps[0].isMatchStale).toBe(false);
  });

  test('wait for users that are still being read', async () => {
    const { port1, port2 } = new MessageChannel();
    const request: OpenStageRequest = { target: { kind: 'users', domainId }, mode: 'full', attributes: ['email'] };
    const stageId = must(await engine.openStage(request, transfer(port1, [port1])));
    const second = accounts();
    let isChecked = false;
    void second.then(() => (isChecked = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isChecked).toBe(false);
    const [{ buffer, rowCount }] = records(['email'], [['ann@x.example'], ['bo@x.example']]).segments;
    await wrap<SegmentIntake>(port2).take({ buffer, rowCount, recordNumbers: Uint32Array.of(1, 2) });
    done(await engine.checkStage(stageId, { issues: [], skipped: 0 }, nothing));
    expect((await second).check.situations).toMatchObject(EXACT);
  });

  test('are matched again when the users are not saved after all', async () => {
    const first = await users();
    const second = await accounts();
    expect(second.check.situations).toMatchObject(EXACT);
    await engine.discardStage(first.stageId);
    expect(await commit(second)).toBe(true);
    expect(await situations()).toMatchObject({ exact: 0, 'no-match': 3 });
  });

  test('are matched with the users that are there when theirs are saved later', async () => {
    const first = await users();
    const second = await accounts();
    await commit(second);
    expect(await situations()).toMatchObject({ exact: 0, 'no-match': 3 });
    await first.commit();
    expect(must(await engine.overview()).apps[0].isMatchStale).toBe(true);
  });

  test('are confirmed as the step behind that of the users, and both are taken back one by one', async () => {
    await setSynchronization(engine, appId, { onExactMatch: 'link-and-confirm' });
    const [first, second] = await Promise.all([users(), accounts()]);
    const saved = first.commit();
    expect(await commit(second)).toBe(false);
    await saved;
    expect(must(await engine.overview()).apps[0].unconfirmedCount).toBe(1);
    must(await engine.undo());
    expect(must(await engine.overview()).apps[0].accountCount).toBe(0);
    must(await engine.undo());
    expect(must(await engine.overview()).domains[0].userCount).toBe(0);
  });

  test('are not matched with users whom a safeguard will hold', async () => {
    const many = Array.from({ length: 40 }, (_, i) => `user${i},user${i}@x.example\n`).join('');
    await (await users(`${USERS}${many}`)).commit();
    const [, second] = await Promise.all([users('username,email\nann,ann@other.example\n'), accounts()]);
    expect(second.check.situations).toMatchObject(EXACT);
  });

  test('go on when the users are given up while they wait', async () => {
    const { port1 } = new MessageChannel();
    const never = must(
      await engine.openStage(
        { target: { kind: 'users', domainId }, mode: 'full', attributes: ['userName'] },
        transfer(port1, [port1])
      )
    );
    const second = stage(engine, { kind: 'accounts', appId }, ACCOUNTS);
    setTimeout(() => void engine.discardStage(never), 100);
    expect((await second).check.situations).toMatchObject({ exact: 0, 'no-match': 3 });
  });
});
