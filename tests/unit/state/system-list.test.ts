import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunningListing } from '../../../src/lib/clients/connector-client';
import type { App } from '../../../src/lib/model/app';
import type { AppError } from '../../../src/lib/model/app-error';
import { connectionScope, type KeptConnection } from '../../../src/lib/model/connection';
import { asId, type AppId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { err, ok } from '../../../src/lib/model/result';
import type { Listing, ListingProgress, ListingRequest } from '../../../src/lib/protocol/connector-api';
import type { EngineApi } from '../../../src/lib/protocol/engine-api';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import type { FailedRunNote } from '../../../src/lib/protocol/run-api';
import { errorMessage } from '../../../src/lib/state/error-message';
import { RunningJobs } from '../../../src/lib/state/running-jobs.svelte';
import { scheduledLists } from '../../../src/lib/state/scheduled-list';
import { SystemList, type ListMuster, type SystemOrigin } from '../../../src/lib/state/system-list.svelte';
import { SystemTokens } from '../../../src/lib/state/system-tokens.svelte';
import { connectionWith } from '../../fixtures/connections';

const target = { kind: 'users', domainId: asId<IdentityDomainId>('d') } as const;
const connection = connectionWith();
const here = { origin: 'https://muster.example.com', redirectUri: 'https://muster.example.com/signed-in.html' };
const watermark = { value: 'w1', takenAt: 1, scope: connectionScope(connection) };
const REFUSED: AppError = { kind: 'system-token', host: 'scim.example.com', detail: '' };
const SLOW: AppError = { kind: 'system-slow', host: 'scim.example.com', seconds: 60 };
const progress: ListingProgress = {
  what: 'Users',
  records: 200,
  groups: 0,
  total: 450,
  requests: 1,
  bytes: 9000,
  wait: undefined,
  isPaused: false
};

interface Run {
  readonly request: ListingRequest;
  readonly signal: AbortSignal;
  readonly report: (progress: ListingProgress) => void;
  readonly end: (outcome: JobOutcome<Listing>) => void;
}

/** A worker whose runs end when the test says so. */
class FakeListing implements RunningListing {
  readonly runs: Run[] = [];
  readonly paused: boolean[] = [];
  isEnded = false;

  run: RunningListing['run'] = (request, signal, report) =>
    new Promise((end) => this.runs.push({ request, signal, report, end }));
  setPaused(isPaused: boolean): void {
    this.paused.push(isPaused);
  }
  end(): void {
    this.isEnded = true;
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

let workers: FakeListing[];
let kept: readonly KeptConnection[];
let given: { readonly file: File; readonly origin: SystemOrigin }[];
let tokens: SystemTokens;
let jobs: RunningJobs;
let list: SystemList;
let noted: FailedRunNote[];
let readFailure: AppError | undefined;
let muster: ListMuster;

beforeEach(async () => {
  workers = [];
  given = [];
  noted = [];
  kept = [{ target, connection, watermark, isTokenKept: false }];
  jobs = new RunningJobs();
  const nothing = () => Promise.reject(new Error('not asked here'));
  tokens = new SystemTokens({ refresh: nothing }, nothing, () => undefined);
  readFailure = undefined;
  const api = {
    connections: () => Promise.resolve(readFailure ? err(readFailure) : ok(kept)),
    passphraseState: () => Promise.resolve(ok('none')),
    noteFailedRun: (note: FailedRunNote) => Promise.resolve(ok(noted.push(note)))
    // The rest of the engine is not asked.
  } as unknown as EngineApi as ListMuster['engine']['api'];
  const startListing = () => {
    const worker = new FakeListing();
    workers.push(worker);
    return worker;
  };
  muster = { engine: { api }, connector: { startListing, exchangeCode: nothing }, tokens, jobs };
  list = new SystemList(muster, { target, place: 'Alder', windows: { here } }, (file, origin) =>
    given.push({ file, origin })
  );
  await list.load();
  tokens.give(target, connection, 't1');
});

function listing(change: Partial<Listing> = {}): Listing {
  return { file: new Blob(['{}\n']), records: 1, groups: 0, isWhole: true, watermark: 'w2', ...change };
}

async function begin(hasOnlyChanges = false): Promise<FakeListing> {
  void list.begin(hasOnlyChanges);
  await settle();
  const [worker] = workers.slice(-1);
  return worker;
}

describe('a list straight from a system', () => {
  it('asks for the whole list, tells its progress, and becomes a file with where it ended', async () => {
    const worker = await begin();
    expect(worker.runs[0].request).toEqual({
      access: { connection, token: 't1', origin: here.origin },
      since: undefined
    });
    worker.runs[0].report(progress);
    expect(list.phase).toEqual({ status: 'listing', progress });
    expect(jobs.list).toMatchObject([
      { label: 'Get the list of Alder', about: 'd', progress: { done: 200, total: 450 } }
    ]);
    expect(given).toEqual([]);
    const before = Date.now();
    worker.runs[0].end({ status: 'done', value: listing() });
    await settle();
    expect(given).toHaveLength(1);
    const [{ file, origin }] = given;
    expect([file.name, file.size]).toEqual(['scim.example.com users.jsonl', 3]);
    expect(origin).toMatchObject({ hasOnlyChanges: false, watermark: { value: 'w2', scope: watermark.scope } });
    expect(origin.watermark?.takenAt).toBeLessThanOrEqual(before);
    expect([worker.isEnded, list.phase.status, jobs.isAny]).toEqual([true, 'idle', false]);
  });

  it('asks for changes since the last one where there is one, else for everything', async () => {
    const worker = await begin(true);
    expect(worker.runs[0].request.since).toBe('w1');
    worker.runs[0].end({ status: 'done', value: listing({ isWhole: false }) });
    await settle();
    expect(given[0].origin.hasOnlyChanges).toBe(true);
    expect(given[0].file.name).toBe('scim.example.com users changes.jsonl');
    kept = [{ target, connection, watermark: undefined, isTokenKept: false }];
    await list.load();
    const other = await begin(true);
    expect(other.runs[0].request.since).toBeUndefined();
    other.runs[0].end({ status: 'done', value: listing() });
    await settle();
    expect(given[1].origin.hasOnlyChanges).toBe(false);
  });

  it('takes the whole list for what it is, also where changes were asked for', async () => {
    const worker = await begin(true);
    worker.runs[0].end({ status: 'done', value: listing({ isWhole: true }) });
    await settle();
    expect([given[0].origin.hasOnlyChanges, given[0].file.name]).toEqual([false, 'scim.example.com users.jsonl']);
  });

  it('says that nothing came, and hands nothing on', async () => {
    const worker = await begin(true);
    worker.runs[0].end({ status: 'done', value: listing({ file: new Blob([]), records: 0, isWhole: false }) });
    await settle();
    expect([list.phase, given]).toEqual([{ status: 'empty', hasOnlyChanges: true }, []]);
  });

  it('is a failed run with its reason when it did not come whole; what can be gone on with is none yet', async () => {
    const incomplete: AppError = {
      kind: 'system-incomplete',
      host: 'scim.example.com',
      cause: { kind: 'count', told: 450, got: 449 }
    };
    const worker = await begin(true);
    worker.runs[0].end({ status: 'failed', error: SLOW });
    await settle();
    expect(noted).toEqual([]);
    void list.goOn();
    await settle();
    worker.runs[1].end({ status: 'failed', error: incomplete });
    await settle();
    const run = { target, mode: 'incremental', trigger: 'manual', fileName: 'scim.example.com' };
    expect(noted).toEqual([{ ...run, error: incomplete }]);
    expect(given).toEqual([]);
  });

  it('asks for a token first', async () => {
    tokens.forget(target);
    await begin();
    expect([list.phase.status, list.missing, workers[0].runs.length]).toEqual([
      'idle',
      'Bearer token is needed first.',
      0
    ]);
    list.access.text = ' t2 ';
    const worker = await begin();
    expect([worker.runs[0].request.access.token, list.access.text, list.missing]).toEqual(['t2', '', undefined]);
  });
});

describe('a list that stops on its way', () => {
  it('never reaches the import, and goes on in the same worker', async () => {
    const worker = await begin();
    worker.runs[0].report(progress);
    worker.runs[0].end({ status: 'failed', error: SLOW });
    await settle();
    expect(list.phase).toEqual({ status: 'failed', error: SLOW, progress });
    expect([given, list.isUnderWay, worker.isEnded, jobs.isAny]).toEqual([[], true, false, false]);
    void list.goOn();
    await settle();
    expect([workers.length, worker.runs.length, list.phase]).toEqual([1, 2, { status: 'listing', progress }]);
    worker.runs[1].end({ status: 'done', value: listing() });
    await settle();
    expect(given).toHaveLength(1);
  });

  it('asks for another token when its own was refused', async () => {
    const worker = await begin();
    worker.runs[0].report(progress);
    worker.runs[0].end({ status: 'failed', error: REFUSED });
    await settle();
    expect([list.phase.status, list.access.hasToken]).toEqual(['failed', false]);
    await list.goOn();
    expect([list.phase.status, list.missing, worker.runs.length]).toEqual([
      'failed',
      'Bearer token is needed first.',
      1
    ]);
    list.access.text = 't2';
    void list.goOn();
    await settle();
    expect(worker.runs[1].request.access.token).toBe('t2');
  });

  it('goes on by itself when another token is there by then', async () => {
    const worker = await begin();
    tokens.give(target, connection, 't2');
    worker.runs[0].end({ status: 'failed', error: REFUSED });
    await settle();
    expect([list.phase.status, worker.runs[1].request.access.token]).toEqual(['listing', 't2']);
    worker.runs[1].end({ status: 'failed', error: REFUSED });
    await settle();
    expect([list.phase.status, worker.runs.length]).toEqual(['failed', 2]);
  });

  it('begins anew in another worker, with the same extent', async () => {
    const worker = await begin(true);
    worker.runs[0].end({ status: 'failed', error: SLOW });
    await settle();
    void list.startAnew();
    await settle();
    expect([worker.isEnded, workers.length, workers[1].runs[0].request.since]).toEqual([true, 2, 'w1']);
  });

  it('pauses and goes on', async () => {
    const worker = await begin();
    list.setPaused(true);
    expect(list.isPaused).toBe(true);
    list.setPaused(false);
    expect(worker.paused).toEqual([false, true, false]);
  });

  it('is dropped when it is cancelled, here or in the bar of running work', async () => {
    const worker = await begin();
    list.cancel();
    expect([worker.runs[0].signal.aborted, worker.isEnded, list.phase.status]).toEqual([true, true, 'idle']);
    worker.runs[0].end({ status: 'done', value: listing() });
    await settle();
    expect([given, list.phase.status]).toEqual([[], 'idle']);
    const other = await begin();
    jobs.list[0].cancel?.();
    expect(other.runs[0].signal.aborted).toBe(true);
    other.runs[0].end({ status: 'cancelled' });
    await settle();
    expect([other.isEnded, list.phase.status]).toEqual([true, 'idle']);
  });

  it('begins once while its token is renewed, and not at all when it is cancelled meanwhile', async () => {
    const failed = await begin();
    failed.runs[0].end({ status: 'failed', error: SLOW });
    await settle();
    let give: (token: string) => void = () => undefined;
    const { usable } = tokens;
    tokens.usable = () => new Promise((resolve) => (give = (token) => resolve(ok(token))));
    void list.goOn();
    await settle();
    void list.goOn();
    void list.begin(false);
    await settle();
    expect(list.isAsking).toBe(true);
    give('t2');
    await settle();
    expect(list.isAsking).toBe(false);
    expect([workers.length, failed.runs.length, list.phase.status]).toEqual([1, 2, 'listing']);

    list.cancel();
    void list.begin(false);
    await settle();
    // Such as for a file that is chosen by hand.
    list.cancel();
    give('t3');
    await settle();
    expect([workers.map(({ runs }) => runs.length), list.phase.status, given]).toEqual([[2, 0], 'idle', []]);
    tokens.usable = usable;
    expect((await begin()).runs).toHaveLength(1);
  });

  it('fails with what keeps its token from being renewed', async () => {
    const failure = err<AppError>({ kind: 'system-unreachable', host: 'scim.example.com' });
    tokens.usable = () => Promise.resolve(failure);
    await begin();
    expect(list.phase).toMatchObject({ status: 'failed', error: failure.error });
  });
});

describe('connections that cannot be read', () => {
  afterEach(() => vi.unstubAllGlobals());

  const BLOCKED: AppError = { kind: 'storage-failed', cause: 'The disk is gone.' };

  it('are not taken for none: the wizard says why', async () => {
    readFailure = BLOCKED;
    const other = new SystemList(muster, { target, place: 'Alder', windows: { here } }, () => undefined);
    await other.load();
    expect([other.isLoaded, other.loadFailure]).toEqual([false, errorMessage(BLOCKED)]);
    readFailure = undefined;
    await other.load();
    expect([other.isLoaded, other.loadFailure, other.kept?.connection]).toEqual([true, undefined, connection]);
  });

  it('are waited for by a schedule, with the reason', async () => {
    const app = { id: asId<AppId>('a'), name: 'Desk' } as App;
    vi.stubGlobal('location', new URL(here.origin));
    const get = scheduledLists(muster);
    expect(await get(app, 'full')).toEqual({ kind: 'none' });
    readFailure = BLOCKED;
    const { title, cause } = errorMessage(BLOCKED);
    expect(await get(app, 'full')).toEqual({ kind: 'waits', reason: `${title} ${cause}` });
  });
});
