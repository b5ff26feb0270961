import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../../src/lib/model/app-error';
import type { Commit, CommitId } from '../../../src/lib/model/commit';
import { asId, type AppId, type IdentityDomainId } from '../../../src/lib/model/ids';
import { err, ok } from '../../../src/lib/model/result';
import type { DecisionCommand } from '../../../src/lib/protocol/engine-api';
import type { PlanOverview, UndecidedAccounts } from '../../../src/lib/protocol/plan-api';
import type { Muster } from '../../../src/lib/state/muster.svelte';
import { PlanPage } from '../../../src/lib/state/plan-page.svelte';
import { connectionWith } from '../../fixtures/connections';
import { planOf } from '../../fixtures/plan-overview';

vi.mock('../../../src/lib/state/app-address', () => ({
  appOrigin: () => 'https://muster.example.com',
  redirectAddress: () => 'https://muster.example.com/signed-in.html'
}));

const domainId = asId<IdentityDomainId>('d');
const accountsOf = (app: string): UndecidedAccounts => ({
  appId: asId<AppId>(app),
  appName: app,
  count: 2,
  leftOutBecause: undefined
});
const REFUSED: AppError = { kind: 'nothing-to-do' };

let overview: PlanOverview;
let failure: AppError | undefined;
let refusal: AppError | undefined;
let commits: Commit[];
let checked: string[];
let errors: Record<string, number>;
let excluded: number;
let decided: DecisionCommand[];
let told: AppError[];
let importStatus: string | undefined;
/** Answers to `previewDecision`, by app, that a test lets go. */
let counted: Map<string, () => void>;
let workers: { ended: boolean }[];
let page: PlanPage;

beforeEach(async () => {
  overview = planOf('r1', { link: 4 });
  failure = undefined;
  refusal = undefined;
  commits = [];
  checked = [];
  errors = {};
  excluded = 0;
  decided = [];
  told = [];
  importStatus = undefined;
  counted = new Map();
  workers = [];
  page = new PlanPage(fakeMuster(), { kind: 'domain', domainId });
  await page.renew();
});

/** What a Plan page asks of the engine and the shell; no test comes to the rest. */
function fakeMuster(): Muster {
  const nothing = { total: 0, start: 0, rows: [] };
  const api = {
    openPlan: async () => (failure ? err(failure) : ok(overview)),
    readOperations: async () => ok(nothing),
    readProblems: async () => ok(nothing),
    readCommitted: async () => ok(nothing),
    commits: async () => ok(commits),
    checkPlan: async (_: unknown, target: string) => {
      checked.push(target);
      return ok({ errorCount: errors[target] ?? 0, warningCount: 0, rules: [] });
    },
    excludeOperations: async () => {
      excluded++;
      return refusal ? err(refusal) : ok(overview);
    }
  };
  const engine = {
    connections: async () =>
      ok([{ target: { kind: 'users', domainId }, connection: connectionWith(), isTokenKept: false }]),
    passphraseState: async () => ok('none'),
    previewDecision: async (command: { appId: AppId }) => {
      await new Promise<void>((resolve) => counted.set(command.appId, resolve));
      return ok({ applies: command.appId === 'one' ? 1 : 2 });
    },
    decide: (command: DecisionCommand) => {
      decided.push(command);
      return Promise.resolve(ok(undefined));
    }
  };
  const startWorker = () => {
    const worker = { ended: false };
    workers.push(worker);
    return { dryRun: () => new Promise(() => undefined), end: () => (worker.ended = true) };
  };
  const tokens = { has: () => true, usable: async () => ok('t'), isDropped: () => false, isRemembered: () => false };
  const name = (id: string) => ({
    app: { id, name: id, domainId },
    lastImport: importStatus && { status: importStatus }
  });
  // Only what this page asks of it.
  return {
    plans: {
      api,
      handOver: async () => undefined,
      inverseOf: async () => undefined,
      exportForDatabase: async () => undefined
    },
    engine: { api: engine },
    commitRuns: { of: () => undefined },
    commitPort: { startWorker, origin: () => 'https://muster.example.com' },
    notices: { failed: (error: AppError) => told.push(error), done: () => undefined },
    step: async (command: Promise<unknown>) => Boolean(await command),
    jobs: {},
    tokens,
    connector: {},
    revision: 0,
    isReadOnly: false,
    overview: { apps: [] },
    app: name,
    domain: () => ({ domain: { name: 'Alder' } })
  } as unknown as Muster;
}

describe('the page of a plan', () => {
  it('asked to clear one app and then another, it tells the count of the other', async () => {
    const [first, second] = [page.askClear(accountsOf('one')), page.askClear(accountsOf('two'))];
    counted.get('two')?.();
    await second;
    counted.get('one')?.();
    await first;
    expect(page.dialog).toMatchObject({ kind: 'clear', accounts: { appId: 'two' }, tally: { applies: 2 } });
  });

  it('closes the question before it clears, and clears nothing while the app is imported', async () => {
    const asking = page.askClear(accountsOf('one'));
    counted.get('one')?.();
    await asking;
    const clearing = page.clear(accountsOf('one'));
    expect(page.dialog).toBeUndefined();
    await clearing;
    expect(decided).toMatchObject([{ kind: 'clear-unconfirmed', appId: 'one' }]);
    importStatus = 'running';
    await page.askClear(accountsOf('one'));
    expect(page.dialog).toBeUndefined();
  });

  it('keeps the question of an exclusion that was refused, and asks once', async () => {
    const selection = { kind: 'ids', ids: ['a'] } as const;
    page.askExclude(selection, 1);
    refusal = REFUSED;
    await Promise.all([page.exclude(selection, 'Later'), page.exclude(selection, 'Later')]);
    expect(excluded).toBe(1);
    expect(told).toEqual([REFUSED]);
    expect(page.dialog?.kind).toBe('exclude');
    refusal = undefined;
    await page.exclude(selection, 'Later');
    expect(page.dialog).toBeUndefined();
  });

  it('counts errors of the target that a plan goes to, whichever was looked at', async () => {
    errors = { okta: 3 };
    page.checks.choose('okta');
    await page.renew();
    expect(page.commitProblemFor('okta')).toContain('3 errors');
    expect(page.applyProblem).toBeUndefined();
    page.showApply();
    expect(page.commitProblemFor('scim')).toContain('Not checked yet');
    await page.renew();
    expect(checked.at(-1)).toBe('scim');
    expect(page.commitProblemFor('scim')).toBeUndefined();
  });

  it('is left with a dry run under way: its worker is ended', async () => {
    page.showApply();
    if (page.dialog?.kind === 'apply') void page.dialog.start.tryOut();
    await Promise.resolve();
    expect(workers).toEqual([{ ended: false }]);
    page.leave();
    expect(workers).toEqual([{ ended: true }]);
    expect(page.dialog).toBeUndefined();
  });

  it('knows of commits also where the plan cannot be worked out', async () => {
    failure = { kind: 'not-found', what: 'The list' };
    commits = [{ id: 'c' as CommitId, way: 'connector', status: 'running', scope: page.scope, startedAt: 1 } as Commit];
    await page.renew();
    expect(page.failure).toEqual(failure);
    expect(page.commits.interrupted?.id).toBe('c');
  });
});
