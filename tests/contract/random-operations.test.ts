import { expect, test } from 'vitest';
import { asRow } from '../../src/lib/model/ids';
import type { Result } from '../../src/lib/model/result';
import type { RowSelection } from '../../src/lib/protocol/view';
import { SHOWN_SITUATIONS } from '../../src/lib/model/situation';
import { Random } from '../../src/lib/sample/random';
import { accountWindow } from '../fixtures/account-window';
import { done, fakeLocks, must, nothing, openWithApp, startEngine } from '../fixtures/engine';
import {
  ACCOUNT_ATTRIBUTES,
  asRows,
  expected,
  flagsOf,
  importUsers,
  randomAccount,
  randomRows,
  randomSettings,
  randomUser,
  seen,
  situationOf,
  synchronizationOf,
  type Walk
} from '../fixtures/random-walk';
import { SLOW_RULES } from '../fixtures/slow-match';
import { SlowModel, type Kind, type SlowSettings } from '../fixtures/slow-model';
import { importRecords } from '../fixtures/stage-records';

/** Walks of 100 operations each over lists of up to 30 rows: 1,000 operations in all. */
const WALKS = Number(process.env.WALKS ?? 10);
const OPERATIONS = 100;
const KINDS: readonly Kind[] = ['confirm', 'ignore', 'protect', 'defer', 'deprovision', 'unlink', 'clear', 'restore'];

/** Other walks on request: SEED=7 npx vitest run tests/contract/random-operations.test.ts */
const FIRST_SEED = Number(process.env.SEED ?? 100);

type Operation = (walk: Walk) => Promise<string>;

/** Each says what it did, and does the same to engine and model. */
const OPERATIONS_BY_NAME: readonly { readonly weight: number; readonly run: Operation }[] = [
  { weight: 14, run: importSome },
  { weight: 34, run: decideSome },
  { weight: 8, run: assign },
  { weight: 6, run: createUser },
  { weight: 4, run: (walk) => decideAll(walk, 'clear-unconfirmed') },
  { weight: 5, run: (walk) => decideAll(walk, 'restore-cleared') },
  { weight: 4, run: rematch },
  { weight: 7, run: rematchWithOtherRules },
  { weight: 5, run: changeRules },
  { weight: 12, run: undo },
  { weight: 9, run: redo },
  { weight: 2, run: reopen }
];

async function importSome({ engine, appId, model, random }: Walk): Promise<string> {
  const mode = random.chance(0.6) ? 'full' : 'incremental';
  const kept = model.rows.filter(() => random.chance(0.7)).map(({ account }) => account);
  const fresh = Array.from({ length: 1 + random.below(9) }, () => randomAccount({ random, model }));
  const accounts = random.shuffled([...kept, ...fresh]).slice(0, 30);
  const rows = accounts.map((account) => ACCOUNT_ATTRIBUTES.map((name) => account[name]));
  const target = { kind: 'accounts', appId } as const;
  const run = await importRecords(engine, { target, mode, attributes: ACCOUNT_ATTRIBUTES, rows });
  model.import(mode, accounts);
  return `${mode} import of ${accounts.length}: ${run.status}`;
}

async function decideSome(walk: Walk): Promise<string> {
  const { engine, appId, model, random } = walk;
  const kind = random.pick(KINDS);
  const { rows, selection } = await select(walk);
  const applicable = model.applicable(kind, rows);
  const command = { kind, appId, selection };
  expect(must(await engine.previewDecision(command))).toMatchObject({
    applies: applicable.length,
    stays: rows.length - applicable.length
  });
  expectChange(await engine.decide(command), applicable.length);
  if (applicable.length > 0) model.decide(kind, rows);
  return `${kind} ${rows.join(' ')} (${selection.kind})`;
}

/** Rows by name, or what a view with some facets shows but some. */
async function select(walk: Walk): Promise<{ rows: number[]; selection: RowSelection }> {
  const { engine, appId, model, random } = walk;
  if (random.chance(0.7)) {
    const rows = randomRows(walk);
    return { rows, selection: { kind: 'rows', rows: asRows(rows) } };
  }
  const situations = SHOWN_SITUATIONS.filter(() => random.chance(0.3));
  const flags = random.chance(0.3) ? (['vanished', 'conflict'] as const) : [];
  const statuses = (['unconfirmed', 'confirmed', 'ignored', 'cleared'] as const).filter(() => random.chance(0.4));
  const { state } = await accountWindow(engine, appId, { situations, statuses, flags });
  const except = asRows([...model.rows.keys()].filter(() => random.chance(0.1)));
  const isShown = (row: SlowModel['rows'][number]) =>
    (situations.length === 0 || situations.includes(situationOf(row))) &&
    (statuses.length === 0 ? row.status !== 'cleared' : statuses.includes(row.status)) &&
    (flags.length === 0 || flagsOf(model, row).some((flag) => flags.some((wanted) => wanted === flag)));
  const rows = model.rows.flatMap((row, i) => (isShown(row) && !except.includes(asRow(i)) ? [i] : []));
  return { rows, selection: { kind: 'view', viewId: state.viewId, except } };
}

async function decideAll({ engine, appId, model }: Walk, kind: 'clear-unconfirmed' | 'restore-cleared') {
  const action = kind === 'clear-unconfirmed' ? 'clear' : 'restore';
  const rows = model.applicable(action, [...model.rows.keys()]);
  expectChange(await engine.decide({ kind, appId }), rows.length);
  if (rows.length > 0) model.decide(action, rows);
  return kind;
}

async function assign({ engine, appId, model, random }: Walk): Promise<string> {
  if (model.rows.length === 0) return 'assign nothing';
  const [row, user] = [random.below(model.rows.length), random.below(model.users.length)];
  const isPossible = model.canLink(row);
  const outcome = await engine.decide({ kind: 'assign', appId, row: asRow(row), userRow: asRow(user) });
  expectChange(outcome, isPossible ? 1 : 0);
  if (isPossible) model.assign(row, user);
  return `assign user ${user} to ${row}`;
}

async function createUser({ engine, appId, model, random }: Walk): Promise<string> {
  if (model.rows.length === 0) return 'create nobody';
  const row = random.below(model.rows.length);
  const user = { ...randomUser(random, 1000 + random.below(1_000_000)), isActive: true };
  const isPossible = model.canLink(row);
  const draft = { ...user, displayName: `${user.givenName} ${user.familyName}` };
  expectChange(await engine.decide({ kind: 'create-user', appId, row: asRow(row), draft }), isPossible ? 1 : 0);
  if (isPossible) model.createUser(row, user);
  return `create ${user.userName} for ${row}`;
}

async function rematch({ engine, appId, model }: Walk): Promise<string> {
  done(await engine.rematch(appId, nothing));
  model.rematch();
  return 'match again';
}

/** Looked at first: the table must be what then comes true. */
async function rematchWithOtherRules({ engine, appId, model, random }: Walk): Promise<string> {
  const settings = randomSettings(random);
  const preview = done(await engine.previewRematch(appId, synchronizationOf(settings), nothing));
  const before = model.rows.map((row) => factsOf(model, row));
  done(await engine.applyRematch(preview.previewId));
  model.rematch(settings);
  const pairs = model.rows.map((row, i) => ({ was: before[i], is: factsOf(model, row) }));
  const visible = pairs.filter(({ was }) => was.status !== 'cleared');
  expect(preview).toMatchObject({
    total: visible.length,
    changed: visible.filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is)).length,
    confirmedBefore: visible.filter(({ was }) => was.status === 'confirmed').length,
    confirmedAfter: visible.filter(({ is }) => is.status === 'confirmed').length
  });
  const cells = SHOWN_SITUATIONS.flatMap((from) =>
    SHOWN_SITUATIONS.map((to) => {
      const inside = visible.filter(({ was, is }) => was.situation === from && is.situation === to);
      const changed = inside.filter(({ was, is }) => was.status !== is.status || was.user !== is.user);
      return { before: from, after: to, count: inside.length, changed: changed.length };
    })
  );
  expect(preview.transitions).toEqual(cells.filter(({ count }) => count > 0));
  return `match again with ${wordsOf(settings)}`;
}

/** What a preview compares. A conflict depends on the other rows, and is not counted as a change of this one. */
function factsOf(model: SlowModel, row: SlowModel['rows'][number]) {
  const flags = flagsOf(model, row).filter((flag) => flag !== 'conflict');
  return { situation: situationOf(row), status: row.status, user: model.shownUser(row), flags };
}

async function changeRules({ engine, appId, model, random }: Walk): Promise<string> {
  const settings = randomSettings(random);
  must(await engine.saveSynchronization(appId, synchronizationOf(settings)));
  model.settings = settings;
  return `save ${wordsOf(settings)}`;
}

async function undo({ engine, model }: Walk): Promise<string> {
  if (model.isAtStart) return 'nothing to undo';
  must(await engine.undo());
  model.undo();
  return 'undo';
}

async function redo({ engine, model }: Walk): Promise<string> {
  expectChange(await engine.redo(), model.redoable === undefined ? 0 : 1);
  model.redo();
  return 'redo';
}

async function reopen({ engine }: Walk): Promise<string> {
  const { workspace } = must(await engine.overview());
  must(await engine.openWorkspace(workspace.id, 'ask', nothing));
  return 'reopen';
}

function expectChange(outcome: Result<unknown, unknown>, rows: number): void {
  if (rows > 0) expect(outcome).toMatchObject({ ok: true });
  else expect(outcome).toMatchObject({ ok: false, error: { kind: 'nothing-to-do' } });
}

function wordsOf({ rules, isConfirming, newUsers, deprovisioning }: SlowSettings): string {
  return JSON.stringify([
    rules.ladder.map(({ id }) => id),
    rules.isCaseSensitive,
    isConfirming,
    newUsers,
    deprovisioning
  ]);
}

async function start(seed: number): Promise<Walk> {
  const random = new Random(seed);
  const engine = startEngine(fakeLocks());
  const ids = await openWithApp(engine, `Walk ${seed}`);
  const settings: SlowSettings = {
    rules: { ladder: SLOW_RULES, isCaseSensitive: false },
    isConfirming: false,
    newUsers: 'leave',
    deprovisioning: 'suspend'
  };
  const users = Array.from({ length: 5 + random.below(15) }, (_, i) => randomUser(random, i));
  must(await engine.saveSynchronization(ids.appId, synchronizationOf(settings)));
  const walk: Walk = { engine, ...ids, random, model: new SlowModel(users, settings) };
  await importUsers(walk);
  for (let i = 0; i < 3; i++) await importSome(walk);
  return walk;
}

const seeds = Array.from({ length: WALKS }, (_, i) => FIRST_SEED + i);

test.each(seeds)('100 random operations show what the slow model shows, seed %i', { timeout: 60_000 }, async (seed) => {
  const walk = await start(seed);
  const log: string[] = [];
  for (let number = 1; number <= OPERATIONS; number++) {
    try {
      log.push(`${number}: ${await walk.random.weighted(OPERATIONS_BY_NAME).run(walk)}`);
      expect(await seen(walk)).toEqual(expected(walk));
    } catch (error) {
      console.error(`SEED=${seed}, operation ${number}, after:\n${log.slice(-8).join('\n')}`);
      throw error;
    }
  }
});
