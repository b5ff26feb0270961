import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { App } from '../../../src/lib/model/app';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type AppId, type StageId } from '../../../src/lib/model/ids';
import type { ColumnMapping } from '../../../src/lib/model/import-recipe';
import type { ImportRun } from '../../../src/lib/model/import-run';
import { err, ok, type Result } from '../../../src/lib/model/result';
import type { Schedules } from '../../../src/lib/model/synchronization';
import type { AppOverview, WorkspaceOverview } from '../../../src/lib/protocol/engine-api';
import { Notices } from '../../../src/lib/state/notices.svelte';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';
import type { GetScheduledList, ScheduledList } from '../../../src/lib/state/scheduled-list';
import { Scheduler } from '../../../src/lib/state/scheduler.svelte';
import { newApp } from '../../../src/lib/workspace/new-app';

type Muster = ConstructorParameters<typeof Scheduler>[0];

const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const file = new File(['login\nada\n'], 'desk.csv');
const mapping: readonly ColumnMapping[] = [{ column: 0, header: 'login', target: 'userName', confidence: 1 }];
const rows = { created: 1, updated: 0, unchanged: 0, skipped: 0, vanished: 0 };

/** An app with a daily full import, which came due at 06:00. */
function desk(whenDue: Schedules['whenDue']): App {
  const app = newApp(asId('domain'), 'generic-csv', 'Zendesk');
  const full = { cron: '0 6 * * *', zone: 'UTC', since: at('21T12:00') };
  return {
    ...app,
    id: asId<AppId>('desk'),
    isActive: true,
    isProvisioningEnabled: true,
    isSynchronizationEnabled: true,
    lastMapping: mapping,
    synchronization: { ...app.synchronization, schedules: { full, incremental: undefined, whenDue } }
  };
}

function runOf(change: Partial<ImportRun>): ImportRun {
  const base = { status: 'succeeded', trigger: 'schedule', mode: 'full', rows, startedAt: 1, endedAt: 2 };
  // Only what the scheduler looks at.
  return { ...base, ...change } as ImportRun;
}

/** The page's side as far as the scheduler sees it: one app, one file, an import that ends as the test says. */
class Around {
  readonly importing = { inspect: vi.fn(), stage: vi.fn(), commit: vi.fn() };
  readonly notices = new Notices();
  readonly jobs = new RunningJobs();
  readonly workspaces = [];
  readonly sources = {
    readSource: vi.fn<(id: AppId, isAsking?: boolean) => Promise<Result<File, AppError>>>(async () => ok(file)),
    choose: vi.fn(async () => ok(undefined))
  };
  readonly getList = vi.fn<GetScheduledList>(async () => ({ kind: 'none' }));
  overview: WorkspaceOverview;

  constructor(app: App, change: Partial<AppOverview> = {}) {
    const entry = {
      app,
      lastImport: undefined,
      heldRuns: [],
      lastSucceeded: { full: undefined, incremental: undefined }
    };
    // Counts and history are not looked at.
    this.overview = { access: 'writer', apps: [{ ...entry, ...change }] } as unknown as WorkspaceOverview;
    this.importing.inspect.mockResolvedValue(ok({ isMappingRemembered: true, drift: undefined, dialect: {}, mapping }));
    this.importing.stage.mockResolvedValue({
      status: 'done',
      value: { stageId: asId<StageId>('s'), summary: { fileHash: undefined } }
    });
    this.importing.commit.mockImplementation(async () => {
      this.set({ lastSucceeded: { full: Date.now(), incremental: undefined } });
      return { status: 'done', value: runOf({}) };
    });
  }

  app(): AppOverview {
    return this.overview.apps[0];
  }

  set(change: Partial<AppOverview>): void {
    this.overview = { ...this.overview, apps: [{ ...this.app(), ...change }] };
  }

  scheduler(): Scheduler {
    return new Scheduler(this as unknown as Muster, this.sources, this.getList);
  }
}

beforeEach(() => void vi.useFakeTimers({ now: at('22T06:30') }));
afterEach(() => void vi.useRealTimers());

/** Lets what was started come to its end. */
const settle = () => vi.advanceTimersByTimeAsync(1000);

describe('an import that is due', () => {
  it('starts by itself where a file can be read, once, as an import by schedule', async () => {
    const around = new Around(desk('start'));
    around.scheduler().check();
    await settle();
    expect(around.sources.readSource).toHaveBeenCalledWith('desk', false);
    expect(around.importing.stage.mock.calls[0][0]).toMatchObject({ file, mode: 'full' });
    expect(around.importing.commit).toHaveBeenCalledOnce();
    expect(around.importing.commit.mock.calls[0][0]).toMatchObject({ trigger: 'schedule', mapping });
    expect(around.notices.list[0].title).toBe('Zendesk imported by its schedule');
  });

  it('is offered, and waits for a person, where the setting says so', async () => {
    const around = new Around(desk('offer'));
    const scheduler = around.scheduler();
    scheduler.check();
    await settle();
    expect(around.importing.inspect).not.toHaveBeenCalled();
    expect(scheduler.offers).toMatchObject([{ appName: 'Zendesk', mode: 'full', dueSince: at('22T06:00') }]);
    expect(await scheduler.importNow(scheduler.offers[0])).toEqual({ kind: 'done' });
    expect(around.importing.commit).toHaveBeenCalledOnce();
  });

  it.each([
    ['permission', { kind: 'source-permission' }, /permission/u],
    ['the file', { kind: 'source-missing' }, /No file is remembered/u]
  ] as const)('is offered with the reason where %s is missing', async (_what, error, reason) => {
    const around = new Around(desk('start'));
    around.sources.readSource.mockResolvedValue(err(error));
    const scheduler = around.scheduler();
    scheduler.check();
    await settle();
    expect(around.importing.inspect).not.toHaveBeenCalled();
    expect(scheduler.offers[0].reason).toMatch(reason);
  });

  it('does not come in unseen when the columns are others; a person gets the file to look at', async () => {
    const around = new Around(desk('start'));
    const drift = { added: ['team'], missing: ['login'] };
    around.importing.inspect.mockResolvedValue(ok({ isMappingRemembered: false, drift, dialect: {}, mapping }));
    const scheduler = around.scheduler();
    scheduler.check();
    await settle();
    expect(around.importing.stage).not.toHaveBeenCalled();
    expect(scheduler.offers[0].reason).toMatch(/New columns: team\. Missing columns: login\./u);
    expect(await scheduler.importNow(scheduler.offers[0])).toEqual({ kind: 'look', file, mode: 'full' });
  });

  it('is not tried again and again after it failed', async () => {
    const around = new Around(desk('start'));
    around.importing.stage.mockResolvedValue({ status: 'failed', error: { kind: 'file-empty' } });
    const scheduler = around.scheduler();
    scheduler.check();
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(around.importing.stage).toHaveBeenCalledOnce();
    expect(scheduler.offers[0].reason).toMatch(/empty/u);
  });

  it('put off, comes back with the next time only', async () => {
    const around = new Around(desk('offer'));
    const scheduler = around.scheduler();
    scheduler.check();
    scheduler.putOff(scheduler.offers[0]);
    expect(scheduler.offers).toEqual([]);
    vi.setSystemTime(at('23T05:59'));
    scheduler.check();
    expect(scheduler.offers).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(scheduler.offers).toMatchObject([{ dueSince: at('23T06:00') }]);
  });
});

describe('nothing starts and nothing is offered', () => {
  async function isQuiet(around: Around): Promise<void> {
    const scheduler = around.scheduler();
    scheduler.check();
    await settle();
    expect(around.importing.inspect).not.toHaveBeenCalled();
    expect(scheduler.offers).toEqual([]);
  }

  it('in a tab that does not write', async () => {
    const around = new Around(desk('start'));
    around.overview = { ...around.overview, access: 'reader' };
    await isQuiet(around);
  });

  it('while a step before Import is missing', () =>
    isQuiet(new Around({ ...desk('start'), isSynchronizationEnabled: false })));

  it('while an import of the app runs', () =>
    isQuiet(new Around(desk('start'), { lastImport: runOf({ status: 'running' }) })));

  it('while a safeguard holds a run', () =>
    isQuiet(new Around(desk('start'), { heldRuns: [runOf({ status: 'held' })] })));

  it('after the held run was rejected, before the next time', () =>
    isQuiet(new Around(desk('start'), { lastImport: runOf({ status: 'cancelled', endedAt: at('22T06:10') }) })));
});

it('waits while other long work runs', async () => {
  const around = new Around(desk('start'));
  let end = () => undefined as void;
  void around.jobs.track(new Promise<void>((resolve) => (end = resolve)));
  around.scheduler().check();
  await settle();
  expect(around.importing.inspect).not.toHaveBeenCalled();
  end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(around.importing.commit).toHaveBeenCalledOnce();
});

it('wakes at the next time', async () => {
  vi.setSystemTime(at('22T05:59'));
  const around = new Around(desk('start'));
  around.scheduler().check();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(around.importing.inspect).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3000);
  expect(around.importing.commit).toHaveBeenCalledOnce();
});

describe('an import that is due, of an app with a connection', () => {
  const watermark = { value: 'w', takenAt: 1, scope: 's' };
  const list: ScheduledList = { kind: 'list', file, origin: { watermark, hasOnlyChanges: false } };

  it('gets its list by itself, and keeps where it ended', async () => {
    const around = new Around(desk('start'));
    around.getList.mockResolvedValue(list);
    around.scheduler().check();
    await settle();
    expect(around.getList).toHaveBeenCalledWith(around.app().app, 'full');
    expect(around.sources.readSource).not.toHaveBeenCalled();
    expect(around.importing.commit).toHaveBeenCalledOnce();
    expect(around.importing.commit.mock.calls[0][0]).toMatchObject({ trigger: 'schedule', watermark });
  });

  it('is offered where a person has to do something, and then asks in the import', async () => {
    const around = new Around(desk('start'));
    around.getList.mockResolvedValue({ kind: 'waits', reason: 'API token is needed first.' });
    const scheduler = around.scheduler();
    scheduler.check();
    await settle();
    expect(scheduler.offers).toMatchObject([{ reason: 'API token is needed first.' }]);
    expect(await scheduler.importNow(scheduler.offers[0])).toEqual({ kind: 'ask', mode: 'full' });
    expect([around.importing.inspect.mock.calls, around.sources.readSource.mock.calls]).toEqual([[], []]);
  });

  it('is done with until its next time when nothing has changed', async () => {
    const around = new Around(desk('start'));
    around.getList.mockResolvedValue({ kind: 'unchanged' });
    const scheduler = around.scheduler();
    scheduler.check();
    await settle();
    expect([scheduler.offers, around.getList.mock.calls.length]).toEqual([[], 1]);
  });

  it('hands no list on without saying where it came from', async () => {
    const around = new Around(desk('offer'));
    around.getList.mockResolvedValue(list);
    around.importing.inspect.mockResolvedValue(
      ok({ isMappingRemembered: false, drift: { added: ['team'], missing: [] }, dialect: {}, mapping })
    );
    const scheduler = around.scheduler();
    expect(await scheduler.importNow(scheduler.offers[0])).toEqual({ kind: 'ask', mode: 'full' });
  });
});
