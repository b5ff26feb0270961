import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type WorkspaceId } from '../../../src/lib/model/ids';
import { err, ok, type Result } from '../../../src/lib/model/result';
import type { Workspace } from '../../../src/lib/model/workspace';
import type { WorkspaceOverview } from '../../../src/lib/protocol/engine-api';
import type { JobOutcome, OnProgress } from '../../../src/lib/protocol/job';
import { LockDoor } from '../../../src/lib/state/lock-door.svelte';
import { Notices } from '../../../src/lib/state/notices.svelte';
import { Protection } from '../../../src/lib/state/protection.svelte';
import { forgetDecline, ProtectionUrge } from '../../../src/lib/state/protection-urge.svelte';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';

const WORKSPACE: Workspace = { id: asId<WorkspaceId>('w'), name: 'Alder', kind: 'real', createdAt: 0, openedAt: 0 };
const wrong = err({ kind: 'passphrase-wrong' } as const);

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key)
  });
});

function page(outcome: JobOutcome<Workspace>, changed: Result<undefined, AppError> = ok(undefined)) {
  const asked: string[] = [];
  const jobs = new RunningJobs();
  let wasListed: string | undefined;
  const rewrite = (passphrase: string, onProgress: OnProgress) => {
    asked.push(passphrase);
    onProgress({ phase: 'saving', done: 1, total: 2, rows: 0 });
    wasListed = jobs.list[0]?.label;
    return Promise.resolve(outcome);
  };
  const muster = {
    protection: {
      protection: () => Promise.resolve(ok('nothing' as const)),
      protectWorkspace: rewrite,
      unprotectWorkspace: rewrite,
      changePassphrase: () => Promise.resolve(changed)
    } as never, // what is asked of it here
    jobs,
    notices: new Notices(),
    isReadOnly: false,
    reopen: () => void asked.push('reopen')
  };
  return { protection: new Protection(muster), asked, muster, listed: () => wasListed };
}

describe('the Protection page', () => {
  it('writes everything anew as a listed job, then opens the workspace again', async () => {
    const { protection, asked, listed, muster } = page({ status: 'done', value: WORKSPACE });
    expect(await protection.protect('copper lantern')).toBe(true);
    expect(asked).toEqual(['copper lantern', 'reopen']);
    expect(listed()).toBe('Protecting the workspace');
    expect(protection.rewriting).toBeUndefined();
    expect(muster.notices.list).toMatchObject([{ tone: 'done', title: 'Protected by its passphrase' }]);
  });

  it('says that a passphrase is wrong, and nothing else', async () => {
    const { protection, asked } = page({ status: 'failed', error: { kind: 'passphrase-wrong' } }, wrong);
    expect(await protection.unprotect('wrong')).toBe(false);
    expect(protection.refusal).toBe('That is not the passphrase of this workspace.');
    expect(protection.failure).toBeUndefined();
    expect(asked).toEqual(['wrong']);
    protection.forgetFailure();
    expect(protection.refusal).toBeUndefined();
    expect(await protection.change('wrong', 'next')).toBe(false);
    expect(protection.refusal).toBeDefined();
  });

  it('says what else went wrong', async () => {
    const { protection } = page({ status: 'failed', error: { kind: 'storage-full', neededBytes: undefined } });
    expect(await protection.protect('copper lantern')).toBe(false);
    expect(protection.failure).toMatchObject({ title: 'There is no room left on this device.' });
  });

  it('changes the passphrase', async () => {
    const { protection, muster } = page({ status: 'cancelled' });
    expect(await protection.change('old', 'new')).toBe(true);
    expect(muster.notices.list).toMatchObject([{ title: 'Passphrase changed' }]);
    expect(protection.isBusy).toBe(false);
  });
});

describe('the unlock screen', () => {
  const door = (answer: Result<undefined, AppError>) => {
    const opened: string[] = [];
    const muster = {
      protection: { unlockWorkspace: () => Promise.resolve(answer) } as never, // what is asked of it here
      workspaces: [WORKSPACE]
    };
    return {
      opened,
      door: new LockDoor(muster, WORKSPACE.id, () => Promise.resolve(void opened.push('open')))
    };
  };

  it('names the workspace, and opens it', async () => {
    const { door: screen, opened } = door(ok(undefined));
    expect(screen.workspaceName).toBe('Alder');
    expect(await screen.unlock('')).toBe(false);
    expect(await screen.unlock('copper lantern')).toBe(true);
    expect(opened).toEqual(['open']);
  });

  it('says of a wrong passphrase no more than that', async () => {
    const { door: screen, opened } = door(wrong);
    expect(await screen.unlock('copper')).toBe(false);
    expect(screen.problem).toBe('That passphrase does not open this workspace.');
    expect([opened, screen.isWorking]).toEqual([[], false]);
  });

  it('says what else keeps it shut', async () => {
    const { door: screen } = door(err({ kind: 'storage-blocked', cause: 'x' }));
    await screen.unlock('copper');
    expect(screen.problem).toMatch(/^The browser does not let Muster store anything\. /);
  });
});

describe('the urge to set a passphrase', () => {
  const overview = (workspace: Partial<Workspace>, userCount = 1, access: 'writer' | 'reader' = 'writer') => {
    const { domains, apps, history } = { domains: [{ userCount }], apps: [], history: {} };
    return {
      workspace: { ...WORKSPACE, ...workspace },
      access,
      domains,
      apps,
      history
    } as unknown as WorkspaceOverview; // what is read of it
  };

  it('comes with real data that lie open, and once', () => {
    const urge = new ProtectionUrge();
    expect(urge.isDue(overview({}))).toBe(true);
    expect(urge.isDue(overview({}, 0))).toBe(false);
    expect(urge.isDue(overview({ kind: 'sample' }))).toBe(false);
    expect(urge.isDue(overview({ isProtected: true }))).toBe(false);
    expect(urge.isDue(overview({}, 1, 'reader'))).toBe(false);
    urge.decline(WORKSPACE.id);
    expect(urge.isDue(overview({}))).toBe(false);
    expect(urge.isDue(overview({ id: asId<WorkspaceId>('other') }))).toBe(true);
    expect(new ProtectionUrge().isDue(overview({}))).toBe(false);
  });

  it('leaves no trace of a workspace that is wiped', () => {
    new ProtectionUrge().decline(WORKSPACE.id);
    forgetDecline(WORKSPACE.id);
    expect(localStorage.getItem('muster-unprotected')).toBeNull();
  });
});
