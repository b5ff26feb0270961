import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { localStore } from '../../fixtures/local-store';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type WorkspaceId } from '../../../src/lib/model/ids';
import { ok } from '../../../src/lib/model/result';
import type { BackupApi, BackupStatus } from '../../../src/lib/protocol/backup-api';
import type { WorkspaceOverview } from '../../../src/lib/protocol/engine-api';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import { BackupFolder } from '../../../src/lib/state/backup-folder.svelte';
import { BackupStanding } from '../../../src/lib/state/backup-standing.svelte';
import { BackupWriter } from '../../../src/lib/state/backup-writer.svelte';
import { Backups } from '../../../src/lib/state/backups.svelte';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';

const MINUTE = 60_000;
const FOLDER = {} as FileSystemDirectoryHandle;

let now: number;
let isQuiet: boolean;
let mayWrite: boolean;
let status: BackupStatus;
let outcome: JobOutcome<BackupStatus> | undefined;
let writtenCount: number;
let tookMs: number;
let whileWriting: () => Promise<void>;
let told: AppError[];
let overview: WorkspaceOverview | undefined;
let backups: Backups;

function overviewOf(id: string, kind: 'real' | 'sample' = 'real', importAt = 0): WorkspaceOverview {
  const lastImport = importAt > 0 ? { status: 'succeeded', startedAt: importAt } : undefined;
  return {
    workspace: { id: asId<WorkspaceId>(id), name: 'Alder group', kind, createdAt: 0, openedAt: 0 },
    access: 'writer',
    domains: [],
    // Only what is asked for.
    apps: [{ lastImport }],
    history: { steps: [], undoable: undefined, redoable: undefined }
  } as unknown as WorkspaceOverview;
}

beforeEach(() => {
  vi.stubGlobal('localStorage', localStore());
  now = 1000 * MINUTE;
  isQuiet = true;
  mayWrite = true;
  status = { last: undefined, changes: 3, folder: { name: 'Backups' } };
  outcome = undefined;
  writtenCount = 0;
  tookMs = 0;
  whileWriting = async () => undefined;
  told = [];
  overview = overviewOf('w');
  const unused = () => Promise.reject(new Error('Not in this test.'));
  const api: BackupApi = {
    backupStatus: async () => ok(status),
    backupFolder: async () => ok(status.folder && FOLDER),
    setBackupFolder: async (folder) => ok((status = { ...status, folder: folder && { name: 'Backups' } })),
    backUpToFolder: async () => {
      writtenCount++;
      now += tookMs;
      await whileWriting();
      if (outcome) return outcome;
      status = { ...status, changes: 0 };
      return { status: 'done', value: status };
    },
    writeBackup: unused,
    noteBackup: unused,
    checkBackup: unused,
    restoreBackup: unused,
    previewMerge: unused,
    applyMerge: unused,
    discardMerge: unused
  };
  const jobs = new RunningJobs();
  const clock = () => now;
  const standing = new BackupStanding(api, clock);
  backups = new Backups({
    api,
    standing,
    writer: new BackupWriter({ api, jobs, openSink: async () => undefined, clock }, standing),
    folder: new BackupFolder(
      {
        api,
        jobs,
        isSupported: () => true,
        pick: async () => FOLDER,
        mayWrite: async () => mayWrite,
        ask: async () => (mayWrite = true),
        tell: (error) => told.push(error)
      },
      standing
    ),
    overview: () => overview,
    isQuiet: () => isQuiet,
    clock
  });
});

afterEach(() => vi.unstubAllGlobals());

describe('backups by themselves', () => {
  it('are written after 25 changes, but never in the middle of a job', async () => {
    await backups.follow();
    expect(writtenCount).toBe(0);
    status = { ...status, changes: 25 };
    isQuiet = false;
    await backups.follow();
    expect(writtenCount).toBe(0);
    isQuiet = true;
    await backups.backUpIfDue();
    expect(writtenCount).toBe(1);
    expect(backups.standing.status?.changes).toBe(0);
  });

  it('are written half an hour after the first change', async () => {
    await backups.follow();
    now += 29 * MINUTE;
    await backups.backUpIfDue();
    expect(writtenCount).toBe(0);
    now += MINUTE;
    await backups.backUpIfDue();
    expect(writtenCount).toBe(1);
  });

  it('are written when an import is left, not for one that was there before', async () => {
    overview = overviewOf('w', 'real', 5);
    await backups.follow();
    expect(writtenCount).toBe(0);
    overview = overviewOf('w', 'real', 6);
    await backups.follow();
    expect(writtenCount).toBe(1);
    status = { ...status, changes: 1 };
    await backups.follow();
    expect(writtenCount).toBe(1);
  });

  it('of a large workspace rest nineteen times as long as they took', async () => {
    tookMs = 10_000;
    status = { ...status, changes: 25 };
    await backups.follow();
    status = { ...status, changes: 25 };
    now += 189_999;
    await backups.follow();
    expect(writtenCount).toBe(1);
    now += 1;
    await backups.follow();
    expect(writtenCount).toBe(2);
  });

  it('of the sample, or where another tab writes, are not', async () => {
    status = { ...status, changes: 99 };
    overview = overviewOf('s', 'sample');
    await backups.follow();
    overview = { ...overviewOf('w'), access: 'reader' };
    await backups.follow();
    expect(writtenCount).toBe(0);
    expect(backups.isReminding).toBe(false);
  });

  it('wait for permission, which is asked for with one click', async () => {
    mayWrite = false;
    status = { ...status, changes: 60 };
    await backups.follow();
    expect(backups.folder.standing).toBe('asks');
    expect(writtenCount).toBe(0);
    expect(backups.isReminding).toBe(true);
    await backups.backUpNow();
    expect(backups.folder.standing).toBe('ready');
    expect(writtenCount).toBe(1);
    expect(backups.isReminding).toBe(false);
  });

  it('that fail are told once, and tried again after a while', async () => {
    status = { ...status, changes: 25 };
    outcome = { status: 'failed', error: { kind: 'backup-folder-gone', name: 'Backups' } };
    await backups.follow();
    await backups.follow();
    expect(writtenCount).toBe(1);
    expect(backups.isFailing).toBe(true);
    now += 5 * MINUTE;
    await backups.follow();
    expect(writtenCount).toBe(2);
    expect(told).toHaveLength(1);
    outcome = undefined;
    now += 5 * MINUTE;
    await backups.follow();
    expect(backups.isFailing).toBe(false);
  });
});

describe('a backup whose workspace is left meanwhile', () => {
  it.each([
    ['written', undefined],
    ['not written', { status: 'failed', error: { kind: 'backup-folder-gone', name: 'Backups' } } as const]
  ])('%s: says nothing of the one that is open now', async (_, ended) => {
    await backups.follow();
    outcome = ended;
    const another: BackupStatus = { last: undefined, changes: 7, folder: { name: 'Elsewhere' } };
    whileWriting = async () => {
      const written = status;
      status = another;
      overview = overviewOf('another');
      await backups.follow();
      status = written;
    };
    await backups.backUpNow();
    expect(backups.standing.status).toEqual(another);
    expect([backups.isFailing, told]).toEqual([false, []]);
    status = { ...another, changes: 25 };
    outcome = undefined;
    whileWriting = async () => undefined;
    await backups.follow();
    expect(writtenCount).toBe(2);
  });
});

describe('“Back up now” from any page', () => {
  it('starts only where nothing is left to choose', async () => {
    status = { last: undefined, changes: 50, folder: undefined };
    await backups.follow();
    expect(backups.isSettled).toBe(false);
    const open = overviewOf('protected');
    overview = { ...open, workspace: { ...open.workspace, isProtected: true } };
    await backups.follow();
    expect(backups.isSettled).toBe(true);
    overview = overviewOf('w');
    status = { ...status, folder: { name: 'Backups' } };
    await backups.follow();
    expect(backups.isSettled).toBe(true);
    mayWrite = false;
    await backups.folder.look();
    expect(backups.isSettled).toBe(false);
  });
});

describe('the reminder', () => {
  it('comes where there is no folder, and goes with Later', async () => {
    status = { last: undefined, changes: 50, folder: undefined };
    await backups.follow();
    expect(backups.folder.standing).toBe('none');
    expect(backups.isReminding).toBe(true);
    backups.putOff();
    expect(backups.isReminding).toBe(false);
  });

  it('is about the workspace that is open', async () => {
    status = { last: undefined, changes: 50, folder: undefined };
    await backups.follow();
    backups.putOff();
    overview = overviewOf('another');
    await backups.follow();
    expect(backups.isReminding).toBe(true);
    overview = undefined;
    await backups.follow();
    expect(backups.standing.status).toBeUndefined();
    expect(backups.isReminding).toBe(false);
  });
});
