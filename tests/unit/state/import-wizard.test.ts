import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StagedImport } from '../../../src/lib/clients/import-client';
import type { AppError } from '../../../src/lib/model/app-error';
import { asId, type IdentityDomainId, type RunId, type StageId } from '../../../src/lib/model/ids';
import type { ColumnMapping } from '../../../src/lib/model/import-recipe';
import type { ImportRun } from '../../../src/lib/model/import-run';
import { ok, type Result } from '../../../src/lib/model/result';
import type { FilePreview } from '../../../src/lib/protocol/import-api';
import type { JobOutcome, OnProgress } from '../../../src/lib/protocol/job';
import type { CommitStageRequest, ImportCheck } from '../../../src/lib/protocol/run-api';
import { ImportWizardState, type Importing } from '../../../src/lib/state/import-wizard.svelte';
import { Notices } from '../../../src/lib/state/notices.svelte';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';

const target = { kind: 'users', domainId: asId<IdentityDomainId>('d') } as const;
const file = new File(['login,title\na,b\n'], 'users.csv');
const mapping: readonly ColumnMapping[] = [
  { column: 0, header: 'login', target: 'userName', confidence: 1 },
  { column: 1, header: 'title', target: 'title', confidence: 1 }
];
const rows = { created: 2, updated: 1, unchanged: 0, skipped: 0, vanished: 0 };
const NEW_USERS = [1, 2].map((key) => ({
  key,
  row: undefined,
  name: `New ${key}`,
  userName: `new${key}`,
  email: '',
  before: undefined,
  after: undefined,
  userBefore: undefined,
  userAfter: undefined
}));
const situations = { 'no-match': 0, partial: 0, exact: 0, multiple: 0, 'manually-linked': 0 };
const run: ImportRun = {
  id: asId<RunId>('r'),
  target,
  status: 'succeeded',
  mode: 'full',
  trigger: 'manual',
  fileHash: undefined,
  groups: 0,
  confirmed: 0,
  usersCreated: 0,
  holds: [],
  reason: undefined,
  settings: undefined,
  fileName: file.name,
  fileBytes: file.size,
  startedAt: 1,
  endedAt: 2,
  rows,
  issues: [],
  failure: undefined
};

function previewWith(columns: readonly ColumnMapping[]): FilePreview {
  return {
    dialect: { format: 'delimited', encoding: 'utf-8', delimiter: ',', lineBreak: '\n', headerRow: 0 },
    sheets: [],
    members: [],
    encodingEvidence: 'valid',
    mapping: columns,
    records: [
      ['login', 'title'],
      ['a', 'b']
    ],
    isMappingRemembered: false,
    drift: undefined,
    bytes: file.size,
    isWhole: true,
    recognized: undefined
  };
}

function stagedAs(id: string, change: Partial<ImportCheck> = {}): StagedImport {
  const summary = { rowsRead: 3, rowsStaged: 3, attributes: [], issues: [], fileHash: undefined };
  const check: ImportCheck = {
    mode: 'full',
    rows,
    issues: [],
    situations,
    key: 'userName',
    groups: 0,
    managers: undefined,
    confirms: 0,
    newUsers: 0,
    holds: [],
    ...change
  };
  return { stageId: asId<StageId>(id), summary, check };
}

/** A client whose calls end when the test says so. */
class FakeImporting implements Importing {
  readonly stages: { signal: AbortSignal; end: (outcome: JobOutcome<StagedImport>) => void; report: OnProgress }[] = [];
  readonly commits: {
    request: CommitStageRequest;
    signal: AbortSignal;
    end: (outcome: JobOutcome<ImportRun>) => void;
  }[] = [];
  readonly modes: string[] = [];
  readonly discarded: string[] = [];
  inspected: Result<FilePreview, AppError> = ok(previewWith(mapping));

  inspect = vi.fn(() => Promise.resolve(this.inspected));
  stage: Importing['stage'] = ({ mode }, signal, report) => {
    this.modes.push(mode);
    return new Promise((end) => this.stages.push({ signal, end, report }));
  };
  commit: Importing['commit'] = (request, signal) => new Promise((end) => this.commits.push({ request, signal, end }));
  discard: Importing['discard'] = (stageId) => {
    this.discarded.push(stageId);
    return Promise.resolve();
  };
}

/** Lets everything happen that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

let importing: FakeImporting;
let notices: Notices;
let jobs: RunningJobs;
let asked: string[];
let wizard: ImportWizardState;

beforeEach(() => {
  importing = new FakeImporting();
  notices = new Notices();
  jobs = new RunningJobs();
  asked = [];
  wizard = new ImportWizardState(
    {
      importing,
      notices,
      jobs,
      newUsers: async (stageId, range) => {
        asked.push(stageId);
        return ok({ total: 2, start: range.start, rows: NEW_USERS });
      }
    },
    { target, place: 'Alder', rememberedMappings: undefined, catalogId: 'okta', runHref: ({ id }) => `#/runs/${id}` }
  );
});

describe('an import on its way in', () => {
  it('is checked by itself as soon as the preview stands', async () => {
    wizard.choose(file);
    expect(wizard.phase.status).toBe('inspecting');
    await settle();
    expect(wizard.phase.status).toBe('staging');
    importing.stages[0].report({ phase: 'reading', done: 1, total: 2, rows: 1 });
    expect(wizard.phase).toMatchObject({ status: 'staging', timed: { progress: { rows: 1 } } });
    importing.stages[0].end({ status: 'done', value: stagedAs('s1') });
    await settle();
    expect(wizard.phase.status).toBe('ready');
  });

  it('is committed on demand and told of when its summary is closed', async () => {
    wizard.choose(file);
    await settle();
    importing.stages[0].end({ status: 'done', value: stagedAs('s1') });
    await settle();
    wizard.commit();
    importing.commits[0].end({ status: 'done', value: run });
    await settle();
    expect(wizard.phase).toMatchObject({ status: 'done', run: { id: 'r' } });
    wizard.close();
    expect(notices.list).toMatchObject([{ tone: 'done', detail: '2 users created, 1 updated', canUndo: true }]);
  });

  it('is committed as soon as the check succeeds when the button was pressed before', async () => {
    wizard.choose(file);
    await settle();
    wizard.commit();
    expect([wizard.isCommitWanted, wizard.canCommit, importing.commits.length]).toEqual([true, false, 0]);
    importing.stages[0].end({ status: 'done', value: stagedAs('s1') });
    await settle();
    expect([wizard.phase.status, importing.commits.length]).toEqual(['committing', 1]);
  });

  it('is not committed when the check fails, even if the button was pressed before', async () => {
    wizard.choose(file);
    await settle();
    wizard.commit();
    importing.stages[0].end({ status: 'failed', error: { kind: 'file-no-rows' } });
    await settle();
    expect(wizard.phase).toMatchObject({ status: 'failed', error: { kind: 'file-no-rows' } });
    expect([wizard.isCommitWanted, importing.commits.length]).toEqual([false, 0]);
  });
});

describe('a change of how the file is read', () => {
  it('ends the check that runs, waits a moment, and starts another', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    wizard.choose(file);
    await vi.advanceTimersByTimeAsync(0);
    wizard.setTarget(1, 'department');
    wizard.setTarget(1, 'leave-out');
    expect([importing.stages[0].signal.aborted, wizard.phase.status]).toEqual([true, 'preview']);
    await vi.advanceTimersByTimeAsync(1000);
    expect([importing.stages.length, wizard.phase.status]).toEqual([2, 'staging']);
    expect(wizard.draft?.mapping[1].target).toBeUndefined();
    importing.stages[0].end({ status: 'done', value: stagedAs('late') });
    await vi.advanceTimersByTimeAsync(0);
    expect([wizard.phase.status, importing.discarded]).toEqual(['staging', ['late']]);
    vi.useRealTimers();
  });

  it('forgets what was staged', async () => {
    wizard.choose(file);
    await settle();
    importing.stages[0].end({ status: 'done', value: stagedAs('s1') });
    await settle();
    wizard.reread({ encoding: 'windows-1252' });
    await settle();
    expect(importing.discarded).toEqual(['s1']);
    expect(importing.inspect).toHaveBeenLastCalledWith(
      expect.objectContaining({ choice: { encoding: 'windows-1252' } })
    );
  });

  it('gives an attribute to one column only, and keeps the choice over another reading', async () => {
    wizard.choose(file);
    await settle();
    wizard.setTarget(1, 'userName');
    expect(wizard.draft?.mapping.map((column) => column.target)).toEqual(['custom:login', 'userName']);
    wizard.reread({ delimiter: ',' });
    await settle();
    expect(wizard.draft?.mapping.map((column) => column.target)).toEqual(['custom:login', 'userName']);
  });

  it('cannot be imported while no column tells rows apart, and can again afterwards', async () => {
    importing.inspected = ok(previewWith([{ column: 0, header: 'colour', target: 'custom:colour', confidence: 0 }]));
    wizard.choose(file);
    await settle();
    expect([wizard.phase.status, wizard.canCommit, importing.stages.length]).toEqual(['preview', false, 0]);
    wizard.setTarget(0, 'userName');
    expect(wizard.canCommit).toBe(true);
  });
});

describe('closing', () => {
  it.each(['staging', 'ready', 'committing'] as const)('while %s ends it and leaves nothing behind', async (status) => {
    wizard.choose(file);
    await settle();
    const [stage] = importing.stages;
    if (status !== 'staging') {
      stage.end({ status: 'done', value: stagedAs('s1') });
      await settle();
    }
    if (status === 'committing') wizard.commit();
    expect(wizard.phase.status).toBe(status);
    wizard.close();
    expect(wizard.phase.status).toBe('idle');
    if (status === 'staging') expect(stage.signal.aborted).toBe(true);
    if (status === 'ready') expect(importing.discarded).toEqual(['s1']);
    if (status === 'committing') {
      expect(importing.commits[0].signal.aborted).toBe(true);
      importing.commits[0].end({ status: 'cancelled' });
      await settle();
    }
    const told = status === 'committing' ? [{ title: 'Import cancelled', canUndo: false }] : [];
    expect(notices.list).toMatchObject(told);
  });
});

it('shows a crash of the worker as a failure that can be tried again', async () => {
  importing.inspect.mockRejectedValueOnce(new Error('gone'));
  wizard.choose(file);
  await settle();
  expect(wizard.phase).toMatchObject({ status: 'failed', error: { kind: 'worker-crashed', cause: 'gone' } });
  wizard.retry();
  await settle();
  expect(wizard.phase.status).toBe('staging');
});

describe('the kind of import', () => {
  it('is full unless somebody says otherwise, and checked again when they do', async () => {
    wizard.choose(file);
    await settle();
    importing.stages[0].end({ status: 'done', value: stagedAs('s1') });
    await settle();
    wizard.setMode('incremental');
    await settle();
    expect([importing.modes, importing.discarded, wizard.phase.status]).toEqual([
      ['full', 'incremental'],
      ['s1'],
      'staging'
    ]);
    wizard.setMode('incremental');
    expect(importing.modes.length).toBe(2);
  });
});

describe('while it is carried out', () => {
  beforeEach(async () => {
    wizard.choose(file);
    await settle();
    importing.stages[0].end({ status: 'done', value: stagedAs('s1') });
    await settle();
    wizard.commit();
  });

  it('says so, and stands among the running jobs of its domain', () => {
    expect(notices.list).toMatchObject([{ title: 'Import started', detail: '“users.csv” into Alder' }]);
    expect(jobs.about('d')).toMatchObject({ label: 'Import into Alder' });
  });

  it('goes on in the background when the dialog closes, and tells how it ended', async () => {
    wizard.runInBackground();
    wizard.close();
    expect(importing.commits[0].signal.aborted).toBe(false);
    importing.commits[0].end({ status: 'done', value: run });
    await settle();
    expect(notices.list).toMatchObject([{ title: 'Users imported', canUndo: true }]);
    expect([jobs.list, wizard.phase.status]).toEqual([[], 'idle']);
  });

  it('leads to a run that was held meanwhile', async () => {
    wizard.runInBackground();
    wizard.close();
    const holds = [{ kind: 'max-creates', count: 2, limit: 1 }] as const;
    importing.commits[0].end({ status: 'done', value: { ...run, status: 'held', holds } });
    await settle();
    expect(notices.list).toMatchObject([
      { title: 'Import held', detail: '2 accounts would be created; at most 1 may be.', link: { href: '#/runs/r' } }
    ]);
  });

  it('can be cancelled from among the running jobs', async () => {
    jobs.list[0].cancel?.();
    expect(importing.commits[0].signal.aborted).toBe(true);
    expect(jobs.list[0].cancel).toBeUndefined();
    importing.commits[0].end({ status: 'cancelled' });
    await settle();
    expect(wizard.phase).toMatchObject({ status: 'failed', error: { kind: 'import-stopped' } });
  });
});

describe('new users', () => {
  it('have boxes; those that are unticked are left out', async () => {
    wizard.choose(file);
    await settle();
    importing.stages[0].end({ status: 'done', value: stagedAs('s1', { newUsers: 2 }) });
    await settle();
    expect([asked, wizard.boxes?.tickedCount]).toEqual([['s1'], 2]);
    wizard.boxes?.set([2], false);
    wizard.commit();
    expect(importing.commits[0].request).toMatchObject({ untickedNewUsers: [2], trigger: 'manual' });
  });

  it('are not listed where the import makes none', async () => {
    wizard.choose(file);
    await settle();
    importing.stages[0].end({ status: 'done', value: stagedAs('s1') });
    await settle();
    expect(wizard.boxes).toBeUndefined();
  });
});

it('looks first for exports of the app it is for', () => {
  wizard.choose(file);
  expect(importing.inspect).toHaveBeenCalledWith(expect.objectContaining({ catalogId: 'okta' }));
});

describe('a list straight from a system', () => {
  const watermark = { value: 'w', takenAt: 1, scope: 's' };

  it('is committed with where it ended, a file without', async () => {
    wizard.choose(file, { watermark, hasOnlyChanges: false });
    await settle();
    wizard.commit();
    importing.stages[0].end({ status: 'done', value: stagedAs('s1') });
    await settle();
    expect(importing.commits[0].request.watermark).toEqual(watermark);
    importing.commits[0].end({ status: 'done', value: run });
    await settle();
    wizard.choose(file);
    await settle();
    wizard.commit();
    importing.stages[1].end({ status: 'done', value: stagedAs('s2') });
    await settle();
    expect(importing.commits[1].request.watermark).toBeUndefined();
  });

  it('is never taken for the whole list when it holds changes only', async () => {
    wizard.choose(file, { watermark, hasOnlyChanges: true });
    wizard.setMode('full');
    await settle();
    wizard.setMode('full');
    await settle();
    expect([importing.modes, wizard.mode, wizard.isModeFixed]).toEqual([['incremental'], 'incremental', true]);
    wizard.choose(file);
    await settle();
    expect([importing.modes, wizard.mode, wizard.isModeFixed]).toEqual([['incremental', 'full'], 'full', false]);
  });
});
