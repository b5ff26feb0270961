import { proxy } from 'comlink';
import { beforeEach, describe, expect, it } from 'vitest';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import { COUNT_OF_NOT_SCORED, SCORE_BINS } from '../../src/lib/model/score-range';
import { openWorkbook } from '../../src/lib/importing/workbook';
import type { StartedLinkage } from '../../src/lib/protocol/linkage-api';
import type { WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import type { ScoringState } from '../../src/lib/protocol/suggestion-api';
import type { LockSource } from '../../src/lib/storage/writer-lock';
import { accountWindow } from '../fixtures/account-window';
import { fakeLocks, must, openWithApp, stage, startEngine } from '../fixtures/engine';
import { ownThreadLinkage } from '../fixtures/own-thread-linkage';

type Engine = ReturnType<typeof startEngine>;

const SURNAMES = ['Lindqvist', 'Okonkwo', 'Vandermeer', 'Castellanos', 'Brzezinski', 'Thorvaldsen'];
const GIVEN = ['Mathilda', 'Bartholomew', 'Guinevere', 'Ferdinand', 'Rosalind'];
const PEOPLE = SURNAMES.flatMap((surname, s) =>
  GIVEN.map((given, g) => ({ given, surname, row: s * GIVEN.length + g }))
);
const USERS_CSV = [
  'user name,first name,last name,display name,email,employee number',
  ...PEOPLE.map(({ given, surname, row }) => {
    const login = `${given}.${surname}`.toLowerCase();
    return `${login},${given},${surname},${given} ${surname},${login}@alder.example,${7000 + row}`;
  })
].join('\n');

/** Row → the user who owns it; -1 nobody. */
const OWNERS = [0, 6, 12, 18, 24, -1, -1, 0];
const ACCOUNTS_CSV = [
  'account id,login,first name,last name,display name',
  'a0,mlind,Mathilda,Lindqvist,Mathilda Lindqvist',
  'a1,bokonk,Bartholomew,Okonkwo,Bartholomew Okonkwo',
  'a2,gvander,Guinevere,Vandermeer,Guinevere Vandermeer',
  'a3,fcast,Ferdinand,Castellanos,Ferdinand Castellanos',
  'a4,rbrz,Rosalind,Brzezinski,Rosalind Brzezinski',
  'a5,backup,,,backup',
  'a6,svc-print,,,Print Service',
  'a7,mlindqvist2,Mathilda,Lindqvist,Mathilda Lindqvist'
].join('\n');

let locks: LockSource;
let engine: Engine;
let started: StartedLinkage[];
let breakLinkage: (cause: string) => void;
let domainId: IdentityDomainId;
let appId: AppId;
let events: WorkspaceEvent[];
/** Scores come when it has ended. */
let gate: Promise<void> | undefined;

/** As the engine worker starts it, with a way to break it. */
function startLinkage(): StartedLinkage {
  const linkage = ownThreadLinkage();
  let isEnded = false;
  const one = {
    ...linkage,
    api: {
      ...linkage.api,
      score: async (...asked: Parameters<typeof linkage.api.score>) => {
        await gate;
        return linkage.api.score(...asked);
      }
    },
    broken: new Promise<string>((resolve) => (breakLinkage = resolve)),
    end: () => void (isEnded = true),
    get isEnded() {
      return isEnded;
    }
  };
  started.push(one);
  return one;
}

const isEnded = (linkage: StartedLinkage | undefined) => (linkage as { isEnded?: boolean } | undefined)?.isEnded;

beforeEach(async () => {
  locks = fakeLocks();
  started = [];
  events = [];
  gate = undefined;
  engine = startEngine(locks, startLinkage);
  ({ domainId, appId } = await openWithApp(engine, crypto.randomUUID()));
  await reopen();
  await (await stage(engine, { kind: 'users', domainId }, USERS_CSV)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS_CSV)).commit();
});

async function reopen(): Promise<void> {
  const { workspace } = must(await engine.overview());
  must(
    await engine.openWorkspace(
      workspace.id,
      'ask',
      proxy((event: WorkspaceEvent) => void events.push(event))
    )
  );
}

/** Until a scoring of the app has ended, however. */
async function ended(app = appId): Promise<ScoringState> {
  for (;;) {
    const state = events.findLast((event) => event.kind === 'scores' && event.appId === app);
    if (state?.kind === 'scores' && state.state.kind !== 'running') return state.state;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function score(app = appId): Promise<ScoringState> {
  events.length = 0;
  const state = must(await engine.startScoring(app));
  return state.kind === 'running' ? ended(app) : state;
}

const best = async (row: number, app = appId) => must(await engine.suggestions(app, asRow(row), 5)).candidates[0];

describe('suggestions for one account', () => {
  it('start no worker before somebody asks, and rank the owner first', async () => {
    expect(started).toHaveLength(0);
    for (const row of [0, 1, 2, 3, 4]) {
      const { candidates, nobody } = must(await engine.suggestions(appId, asRow(row), 5));
      expect(candidates[0]?.user.row).toBe(OWNERS[row]);
      const sum = candidates.reduce((total, { probability }) => total + probability, nobody);
      expect(sum).toBeLessThanOrEqual(1 + 1e-9);
      expect(candidates.length).toBeLessThanOrEqual(5);
      expect(candidates.map(({ probability }) => probability)).toEqual(
        candidates.map(({ probability }) => probability).toSorted((a, b) => b - a)
      );
      for (const { bits, evidence } of candidates)
        expect(evidence.reduce((total, part) => total + part.bits, 0)).toBeCloseTo(bits, 6);
    }
    expect(started).toHaveLength(1);
  });

  it('name the rule that proposes the user too', async () => {
    // First and last name are the same: a rule says so.
    expect((await best(1))?.ruleName).toMatch(/name/i);
    expect(must(await engine.suggestions(appId, asRow(1), 5)).candidates[1]?.ruleName).toBeUndefined();
  });

  it('say nobody where there are no users, without a worker', async () => {
    const other = must(await engine.createDomain('Birch'));
    const app = must(await engine.addApplication(other.id, 'generic-csv', 'Other'));
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      must(await engine.setAppSwitch(app.id, which, true));
    await (await stage(engine, { kind: 'accounts', appId: app.id }, ACCOUNTS_CSV)).commit();
    expect(must(await engine.suggestions(app.id, asRow(0), 5))).toEqual({ candidates: [], nobody: 1 });
    expect(must(await engine.startScoring(app.id))).toEqual({ kind: 'off' });
    expect(started).toHaveLength(0);
    expect(await engine.suggestions(app.id, asRow(99), 5)).toMatchObject({ ok: false });
  });

  it('tell that the worker died, and begin anew when they are asked for again', async () => {
    await best(0);
    breakLinkage('memory ran out');
    await new Promise((resolve) => setTimeout(resolve));
    const answer = await engine.suggestions(appId, asRow(0), 5);
    // Whoever asked while it died is told; the next question is answered by another worker.
    if (!answer.ok) expect(answer.error).toEqual({ kind: 'suggestions-stopped', cause: 'memory ran out' });
    expect((await best(0))?.user.row).toBe(0);
    expect(started).toHaveLength(2);
    expect(isEnded(started[0])).toBe(true);
    expect(isEnded(started[1])).toBe(false);
  });

  it('end with the workspace: nothing of it stays in a worker', async () => {
    await best(0);
    await engine.lockWorkspaces();
    expect(isEnded(started[0])).toBe(true);
    expect(await engine.suggestions(appId, asRow(0), 5)).toMatchObject({
      ok: false,
      error: { kind: 'workspace-missing' }
    });
    expect(started).toHaveLength(1);
  });

  it('know users as they are now', async () => {
    await best(0);
    const more = `${USERS_CSV}\nzeb.quartermain,Zebediah,Quartermain,Zebediah Quartermain,zeb@alder.example,7999`;
    await (await stage(engine, { kind: 'users', domainId }, more)).commit();
    const account = `${ACCOUNTS_CSV}\na8,zquarter,Zebediah,Quartermain,Zebediah Quartermain`;
    await (await stage(engine, { kind: 'accounts', appId }, account)).commit();
    expect((await best(8))?.user.row).toBe(PEOPLE.length);
    must(await engine.undo());
    must(await engine.undo());
    // The user is not there any more, nor the account.
    expect((await best(0))?.user.row).toBe(0);
    expect(await engine.suggestions(appId, asRow(8), 5)).toMatchObject({ ok: false });
    // Other accounts of the same users.
    const other = ACCOUNTS_CSV.replace('a1,bokonk,Bartholomew', 'a1,fokonk,Ferdinand').replace(
      'Bartholomew',
      'Ferdinand'
    );
    await (await stage(engine, { kind: 'accounts', appId }, other)).commit();
    expect((await best(1))?.user.row).toBe(8);
  });
});

describe('scores', () => {
  it('are there once they are asked for: in rows, as a facet, in their order', async () => {
    const before = await accountWindow(engine, appId);
    expect(before.rows.every(({ suggestion }) => suggestion === undefined)).toBe(true);
    expect(before.state.scoreBins[COUNT_OF_NOT_SCORED]).toBe(OWNERS.length);
    expect(await score()).toEqual({ kind: 'done', total: OWNERS.length });
    const { rows, state } = await accountWindow(engine, appId);
    for (const row of [0, 1, 2, 3, 4]) expect(rows[row]?.suggestion?.user.row).toBe(OWNERS[row]);
    expect(state.scoreBins.slice(0, SCORE_BINS + 2).reduce((sum, count) => sum + count)).toBe(rows.length);
    expect(state.scoreBins[COUNT_OF_NOT_SCORED]).toBe(0);
    const likely = rows.filter(({ suggestion }) => suggestion && suggestion.percent >= 50).map(({ row }) => row);
    expect(likely.length).toBeGreaterThan(3);
    const found = await accountWindow(engine, appId, { score: { from: 50, to: 100 } });
    expect(found.rows.map(({ row }) => row)).toEqual(likely);
    expect(found.state.scoreBins).toEqual(state.scoreBins);
    const ordered = await accountWindow(engine, appId, { order: 'score' });
    const percents = ordered.rows.map(({ suggestion }) => suggestion?.percent ?? -1);
    expect(percents).toEqual(percents.toSorted((a, b) => b - a));
    expect(ordered.rows.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(rows.map(({ row }) => row));
    // What is asked for one account is what the column says.
    const one = await best(2);
    expect(Math.floor((one?.probability ?? 0) * 100)).toBe(rows[2]?.suggestion?.percent);
  });

  it('are asked for again at no cost, and only for what is new', async () => {
    await score();
    events.length = 0;
    expect(must(await engine.startScoring(appId))).toMatchObject({ kind: 'done' });
    expect(events.filter(({ kind }) => kind === 'scores')).toEqual([]);
  });

  it('go where a row is decided, and come back with undo', async () => {
    await score();
    must(await engine.decide({ kind: 'ignore', appId, selection: { kind: 'rows', rows: [asRow(0)] } }));
    const suggestion = async () =>
      (await accountWindow(engine, appId, { statuses: ['unconfirmed', 'ignored'] })).rows[0]?.suggestion;
    expect(await suggestion()).toBeUndefined();
    must(await engine.undo());
    expect((await suggestion())?.user.row).toBe(0);
  });

  it('stay while users are made, are forgotten and made anew where the list is another one', async () => {
    await score();
    must(await engine.decide({ kind: 'create-users', appId, selection: { kind: 'rows', rows: [asRow(5), asRow(6)] } }));
    expect((await accountWindow(engine, appId)).rows[1]?.suggestion?.user.row).toBe(6);
    events.length = 0;
    const other = ACCOUNTS_CSV.replace('a1,bokonk,Bartholomew', 'a1,bokonk,Ferdinand').replace(
      'Bartholomew',
      'Ferdinand'
    );
    await (await stage(engine, { kind: 'accounts', appId }, other)).commit();
    expect((await accountWindow(engine, appId)).rows[1]?.suggestion).toBeUndefined();
    expect(await ended()).toMatchObject({ kind: 'done' });
    expect((await accountWindow(engine, appId)).rows[1]?.suggestion?.user.row).toBe(8);
  });

  it('can be stopped, and fail with words', async () => {
    events.length = 0;
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    expect(must(await engine.startScoring(appId)).kind).toBe('running');
    expect(must(await engine.stopScoring(appId))).toEqual({ kind: 'stopped' });
    open();
    await best(0);
    expect((await accountWindow(engine, appId)).rows.every(({ suggestion }) => suggestion === undefined)).toBe(true);
    breakLinkage('memory ran out');
    await score();
    // Began anew: the broken one is found out by the first question, or by the next.
    expect(await score()).toMatchObject({ kind: 'done' });
  });
});

const rowsOf = (...rows: readonly number[]) => ({ kind: 'rows' as const, rows: rows.map(asRow) });

describe('what others know', () => {
  it('a link that was confirmed in one app speaks for the same person in another', async () => {
    const other = must(await engine.addApplication(domainId, 'generic-csv', 'Chat'));
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      must(await engine.setAppSwitch(other.id, which, true));
    await (await stage(engine, { kind: 'accounts', appId: other.id }, 'account id,login\nc0,nightowl77')).commit();
    const before = await best(0, other.id);
    expect(before?.user.row).not.toBe(17);
    // In the first app somebody says whose nightowl77 is.
    const accounts = `${ACCOUNTS_CSV}\na8,nightowl77,,,Owl`;
    await (await stage(engine, { kind: 'accounts', appId }, accounts)).commit();
    must(await engine.decide({ kind: 'assign', appId, row: asRow(8), userRow: asRow(17) }));
    const after = await best(0, other.id);
    expect(after?.user.row).toBe(17);
    expect(after?.probability).toBeGreaterThan(0.5);
    must(await engine.undo());
    expect((await best(0, other.id))?.user.row).not.toBe(17);
  });

  it('learns from what people decide, unless it is switched off or forgotten', async () => {
    expect(must(await engine.linkageModel(appId)).learntFrom).toBe(0);
    must(await engine.decide({ kind: 'assign', appId, row: asRow(1), userRow: asRow(6) }));
    must(await engine.decide({ kind: 'assign', appId, row: asRow(2), userRow: asRow(12) }));
    expect(must(await engine.linkageModel(appId)).learntFrom).toBe(2);
    must(await engine.setLearning(domainId, false));
    expect(must(await engine.linkageModel(appId)).learntFrom).toBe(0);
    must(await engine.setLearning(domainId, true));
    must(await engine.forgetLearnt(domainId));
    expect(must(await engine.linkageModel(appId)).learntFrom).toBe(0);
    must(await engine.decide({ kind: 'assign', appId, row: asRow(3), userRow: asRow(18) }));
    expect(must(await engine.linkageModel(appId)).learntFrom).toBe(1);
    await reopen();
    expect(must(await engine.overview()).domains[0]?.domain.learning).toMatchObject({ isOn: true });
    expect(must(await engine.linkageModel(appId)).learntFrom).toBe(1);
  });
});

describe('accepting many', () => {
  it('links who reaches the limit and has the user alone; undo takes it back', async () => {
    const all = rowsOf(...OWNERS.keys());
    const command = { kind: 'accept-suggestions', appId, selection: all, atLeast: 60 } as const;
    // Nothing is scored: nothing is accepted.
    expect(must(await engine.previewDecision(command))).toMatchObject({ applies: 0, stays: OWNERS.length });
    await score();
    const { rows } = await accountWindow(engine, appId);
    const reached = rows.filter(({ suggestion }) => (suggestion?.percent ?? 0) >= 60);
    const wanted = reached.filter(
      (one) => reached.filter((each) => each.suggestion?.user.row === one.suggestion?.user.row).length === 1
    );
    expect(wanted.length).toBeGreaterThan(2);
    expect(wanted.map(({ row }) => row)).not.toContain(0);
    expect(must(await engine.previewDecision(command))).toMatchObject({
      applies: wanted.length,
      stays: OWNERS.length - wanted.length
    });
    const sample = must(await engine.sampleSuggestions(appId, all, 60, 2));
    expect(sample).toHaveLength(2);
    expect(must(await engine.sampleSuggestions(appId, all, 60, 2))).toEqual(sample);
    for (const { account, user, comparisons } of sample) {
      expect(wanted.find(({ row }) => row === account.row)?.suggestion?.user.row).toBe(user.row);
      expect(account.suggestion).toBeUndefined();
      expect(comparisons.map(({ attribute }) => attribute)).toContain('Last name');
    }
    const { step } = must(await engine.decide(command));
    expect(step).toMatchObject({ action: 'accept-suggestions', rowCount: wanted.length, note: 'At 60 % or more' });
    const after = (await accountWindow(engine, appId)).rows;
    for (const { row, suggestion } of wanted)
      expect(after[row]).toMatchObject({ status: 'confirmed', origin: 'bulk', user: { row: suggestion?.user.row } });
    expect(after[0]?.status).toBe('unconfirmed');
    // Those users own an account now.
    expect(await engine.decide(command)).toMatchObject({ ok: false, error: { kind: 'nothing-to-do' } });
    must(await engine.undo());
    expect((await accountWindow(engine, appId)).rows).toEqual(rows);
    must(await engine.redo());
    expect((await accountWindow(engine, appId)).rows).toEqual(after);
  });

  it('leaves a user who owns an account of the app', async () => {
    await score();
    const command = { kind: 'accept-suggestions', appId, selection: rowsOf(2), atLeast: 60 } as const;
    expect(must(await engine.previewDecision(command)).applies).toBe(1);
    must(await engine.decide({ kind: 'assign', appId, row: asRow(5), userRow: asRow(12) }));
    expect(must(await engine.previewDecision(command)).applies).toBe(0);
  });
});

describe('the question pack', () => {
  async function asked(): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
    const { file } = must(await engine.exportQuestions({ kind: 'app', appId }));
    const workbook = await openWorkbook(file);
    const all: string[][] = [];
    for await (const { rows } of workbook.rows(workbook.sheets[0] ?? expect.fail()))
      for (const { cells } of rows) all.push(cells);
    const [header = [], ...rows] = all;
    const cells = rows.map((row) => new Map(header.map((name, i) => [name, row[i] ?? ''])));
    return new Map(cells.map((row) => [row.get('Account') ?? '', row]));
  }

  it('offers the best users with what speaks for the first, where there are scores', async () => {
    // Its username says who it is; no rule does.
    const csv = 'account id,login\nq0,gvandermeer\nq1,zzz-9';
    await (await stage(engine, { kind: 'accounts', appId }, csv)).commit();
    const before = await asked();
    expect(before.get('q0')?.get('Why we ask')).toBe('We found no user for it.');
    expect(before.get('q0')?.get('Choice 1')).toBe('');
    await score();
    const after = await asked();
    expect(after.get('q0')?.get('Choice 1')).toMatch(/^Guinevere Vandermeer · /);
    expect(after.get('q0')?.get('Why we ask')).toMatch(/^We found no user for it\. Choice 1 has .*(user)?name.*\.$/);
    expect(after.get('q1')).toEqual(before.get('q1'));
  });
});

describe('the review of automatic links', () => {
  beforeEach(async () => {
    // Usernames are those of the users: an exact match, linked by a rule.
    const exact = PEOPLE.map(({ given, surname }, i) => `e${i},${given}.${surname},${given},${surname},`.toLowerCase());
    const csv = [ACCOUNTS_CSV.split('\n')[0], ...exact].join('\n');
    must(await engine.decide({ kind: 'clear-unconfirmed', appId }));
    const { app } = must(await engine.overview()).apps[0] ?? expect.fail('there is an app');
    must(await engine.saveSynchronization(appId, { ...app.synchronization, onExactMatch: 'link-and-confirm' }));
    await (await stage(engine, { kind: 'accounts', appId }, csv)).commit();
  });

  it('draws from links that rules made: each once, both sides in all they have', async () => {
    expect(must(await engine.qualityReview(appId))).toBeUndefined();
    const drawn = must(await engine.drawQualitySample(appId, 10));
    expect(drawn).toMatchObject({ population: PEOPLE.length, answered: 0, wrong: 0, interval: undefined });
    expect(new Set(drawn.pairs.map(({ row }) => row)).size).toBe(10);
    const pair = must(await engine.readBlindPair(appId, drawn.pairs[0]?.row ?? asRow(0)));
    const { account, user } = pair.comparisons.find(({ attribute }) => attribute === 'Username') ?? expect.fail();
    expect(account).toBe(user);
    expect(pair.comparisons.map(({ attribute }) => attribute)).toContain('E-mail');
  });

  it('keeps what was answered, and tells the interval', async () => {
    const drawn = must(await engine.drawQualitySample(appId, 10));
    const verdicts = ['right', 'wrong', 'unsure', 'right'] as const;
    for (const [i, verdict] of verdicts.entries())
      must(await engine.answerBlindPair(appId, drawn.pairs[i]?.row ?? asRow(0), verdict));
    await reopen();
    const kept = must(await engine.qualityReview(appId));
    expect(kept).toMatchObject({ answered: 4, wrong: 1 });
    expect(kept?.pairs.slice(0, 5).map(({ verdict }) => verdict)).toEqual([...verdicts, undefined]);
    // One of three, by tables of the exact interval.
    expect(kept?.interval?.low).toBeCloseTo(0.0084, 4);
    expect(kept?.interval?.high).toBeCloseTo(0.9057, 4);
    // Taken back before somebody looked: not asked about any more.
    const left = drawn.pairs[9]?.row ?? asRow(0);
    must(await engine.decide({ kind: 'unlink', appId, selection: rowsOf(left) }));
    expect(must(await engine.qualityReview(appId))?.pairs).toHaveLength(9);
    expect(await engine.answerBlindPair(appId, asRow(999), 'right')).toMatchObject({ ok: false });
  });

  it('has nothing to draw from where people made all links', async () => {
    must(await engine.decide({ kind: 'unlink', appId, selection: rowsOf(...PEOPLE.map(({ row }) => row + 8), 0) }));
    must(await engine.decide({ kind: 'assign', appId, row: asRow(8), userRow: asRow(0) }));
    expect(await engine.drawQualitySample(appId, 10)).toMatchObject({ ok: false, error: { kind: 'nothing-to-do' } });
  });
});
