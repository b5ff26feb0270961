import { beforeEach, describe, expect, test } from 'vitest';
import { openWorkbook } from '../../src/lib/importing/workbook';
import { readRecords } from '../../src/lib/importing/read-records';
import { asRow, type AppId, type IdentityDomainId } from '../../src/lib/model/ids';
import type { PlanScope } from '../../src/lib/model/commit';
import { DECISIONS, DECISION_ORIGINS } from '../../src/lib/model/decision';
import { STATUSES } from '../../src/lib/model/status';
import { packedFiles } from '../../src/lib/plan/hand-over/packed-files';
import { workbookParts } from '../../src/lib/plan/questions/workbook-parts';
import { QuestionPack } from '../../src/lib/workspace/question-pack';
import type { Session } from '../../src/lib/workspace/session';
import { fakeLocks, must, openWithApp, stage, startEngine } from '../fixtures/engine';
import { openSession } from '../fixtures/open-session';
import { ownThreadEvaluator } from '../fixtures/own-thread-evaluator';

const USERS = [
  'User Name,First Name,Last Name,Work Email,Department,Active',
  'ada,Ada,Lee,ada@alder.example,Sales,true',
  'bob.1,Bob,Ray,bob.1@alder.example,Sales,true',
  'bob.2,Bob,Ray,bob.2@alder.example,Ops,true',
  'eve,Eve,Ott,eve@alder.example,Ops,false'
].join('\n');

const ACCOUNTS = [
  'id,username,first_name,last_name,email,department',
  '01,ada,Ada,Lee,ada@alder.example,Sales',
  '02,x,Bob,Ray,x@other.example,',
  '03,y,Nobody,Known,y@other.example,Ops',
  '04,z,Bob,Ray,z@other.example,Ops',
  '05,=1+1,=cmd,Formula,f@other.example,Ops',
  '06,,,,,'
].join('\n');

let session: Session;
let pack: QuestionPack;
let scope: PlanScope;
let appId: AppId;
let domainId: IdentityDomainId;
let engineOf: ReturnType<typeof startEngine>;

beforeEach(async () => {
  const locks = fakeLocks();
  const engine = startEngine(locks);
  engineOf = engine;
  ({ appId, domainId } = await openWithApp(engine, `Questions ${Math.random()}`));
  await (await stage(engine, { kind: 'users', domainId }, USERS)).commit();
  await (await stage(engine, { kind: 'accounts', appId }, ACCOUNTS)).commit();
  session = await openSession(engine, locks);
  pack = new QuestionPack(session.workspace, session.decisions, ownThreadEvaluator());
  scope = { kind: 'app', appId };
});

async function sheetRows(file: Blob): Promise<string[][]> {
  const workbook = await openWorkbook(file);
  const all: string[][] = [];
  for await (const { rows } of workbook.rows(workbook.sheets[0])) for (const { cells } of rows) all.push(cells);
  return all;
}

/** The questions as they went out, as rows of cells with the header first. */
async function questions(): Promise<string[][]> {
  const { file, fileName } = must(await pack.exportQuestions(scope));
  expect(fileName).toMatch(/^desk-questions-\d{4}-\d\d-\d\d\.xlsx$/);
  return sheetRows(file);
}

function answer(rows: readonly string[][], answers: Readonly<Record<string, string>>, by = ''): string[][] {
  const [header] = rows;
  const place = (name: string) => header.indexOf(name);
  return rows.map((cells, i) => {
    if (i === 0) return cells;
    const changed = header.map((_, column) => cells[column] ?? '');
    changed[place('Your answer')] = answers[cells[place('Account')]] ?? '';
    changed[place('Answered by')] = by;
    return changed;
  });
}

function asWorkbook(rows: readonly string[][]): Blob {
  const sheet = { name: 'S', columns: rows[0].map(() => ({ width: 9 })), hasHeader: true, rows };
  return new Blob([...packedFiles(workbookParts([sheet]), new Date())].map((part) => part.slice()));
}

async function decided() {
  const { decisions } = await session.workspace.lists.accounts(appId);
  return Array.from(decisions.status, (status, row) => [
    STATUSES[status],
    DECISIONS[decisions.decision[row]],
    decisions.user[row],
    DECISION_ORIGINS[decisions.origin[row]]
  ]);
}

describe('a question pack', () => {
  test('asks about what is ambiguous, with the users who could be meant', async () => {
    const rows = await questions();
    const [header] = rows;
    const cell = (cells: readonly string[], name: string) => cells[header.indexOf(name)] ?? '';
    expect(
      rows.slice(1).map((cells) => [cell(cells, 'Account'), cell(cells, 'Choice 1'), cell(cells, 'Choice 2')])
    ).toEqual([
      ['02', 'Bob Ray · bob.1 · bob.1@alder.example · Sales', 'Bob Ray · bob.2 · bob.2@alder.example · Ops'],
      ['03', '', ''],
      ['04', 'Bob Ray · bob.2 · bob.2@alder.example · Ops', ''],
      ['05', '', ''],
      ['06', '', '']
    ]);
  });

  test('comes back and becomes one step that says who answered', async () => {
    const rows = answer(await questions(), { '02': '1', '03': 'nobody', '04': '1', '05': 'new user' }, 'Ada Lee');
    const before = await decided();
    const preview = must(await pack.readAnswers(scope, asWorkbook(rows)));
    expect(preview).toMatchObject({ questions: 5, answered: 4, links: 2, creates: 1, ignores: 1, problemCount: 0 });
    expect(await decided()).toEqual(before);
    const { step } = must(await pack.applyAnswers(preview.id, 'The client'));
    expect(step).toMatchObject({ action: 'answers', rowCount: 4, note: 'Answers of Ada Lee', origin: 'single' });
    expect(await decided()).toEqual([
      before[0],
      ['confirmed', 'link', 1, 'single'],
      ['ignored', 'ignore', -1, 'single'],
      ['confirmed', 'link', 2, 'single'],
      ['confirmed', 'create', 4, 'single'],
      before[5]
    ]);
    expect((await session.workspace.lists.users(domainId)).records.rowCount).toBe(5);
    must(await session.decisions.undo());
    expect(await decided()).toEqual(before);
    expect((await session.workspace.lists.users(domainId)).records.rowCount).toBe(4);
    expect(must(await session.decisions.redo()).step.note).toBe('Answers of Ada Lee');
    expect((await decided())[4]).toEqual(['confirmed', 'create', 4, 'single']);
  });

  test('names whoever took the answers in where nobody wrote a name, and everybody who did', async () => {
    const rows = answer(await questions(), { '02': '1', '03': 'nobody', '04': '1' });
    rows[2][rows[0].indexOf('Answered by')] = 'Eve';
    const preview = must(await pack.readAnswers(scope, asWorkbook(rows)));
    must(await pack.applyAnswers(preview.id, ' The client '));
    const steps = session.workspace.history.view.steps.filter(({ action }) => action === 'answers');
    expect(steps.map(({ note, rowCount }) => [note, rowCount]).toSorted()).toEqual([
      ['Answers of Eve', 1],
      ['Answers of The client', 2]
    ]);
    const { decisions } = await session.workspace.lists.accounts(appId);
    expect(session.workspace.history.step(decisions.step[2])?.note).toBe('Answers of Eve');
  });

  test('tells what people remarked, with an answer or without, and keeps it with the decisions', async () => {
    const rows = answer(await questions(), { '02': '1', '04': '1' }, 'Ada Lee');
    const remark = rows[0].indexOf('Remark');
    rows[1][remark] = ' left\nin May ';
    rows[2][remark] = 'ask Eve';
    const preview = must(await pack.readAnswers(scope, asWorkbook(rows)));
    expect(preview).toMatchObject({ answered: 2, remarkCount: 2 });
    expect(preview.remarks.map(({ line, account, answer: said, by }) => [line, account, said, by])).toEqual([
      [2, '02', '1', 'Ada Lee'],
      [3, '03', '', 'Ada Lee']
    ]);
    expect(must(await pack.applyAnswers(preview.id, '')).step.note).toBe(
      'Answers of Ada Lee. Remarks: 02: left in May'
    );
  });

  test('tells what was taken over where a later step fails', async () => {
    const rows = answer(await questions(), { '02': '1', '03': 'nobody', '04': '1' });
    rows[2][rows[0].indexOf('Answered by')] = 'Eve';
    const preview = must(await pack.readAnswers(scope, asWorkbook(rows)));
    let calls = 0;
    const failing = Object.create(session.decisions, {
      decide: {
        value: async (command: Parameters<typeof session.decisions.decide>[0]) =>
          ++calls > 1 ? { ok: false, error: { kind: 'nothing-to-do' } } : session.decisions.decide(command)
      }
    });
    const second = new QuestionPack(session.workspace, failing, ownThreadEvaluator());
    const again = must(await second.readAnswers(scope, asWorkbook(rows)));
    expect(await second.applyAnswers(again.id, 'x')).toEqual({
      ok: false,
      error: { kind: 'answers-in-part', taken: 2, left: 1 }
    });
    expect(preview.answered).toBe(3);
  });

  test('comes back as CSV from a spreadsheet, formulas disarmed', async () => {
    const { file, fileName } = must(await pack.exportQuestions(scope, 'csv'));
    expect(fileName).toMatch(/\.csv$/);
    const text = await file.text();
    expect(text).toContain(`'=1+1`);
    const records = readRecords(text.replace(/^\uFEFF/, ''), ',', -1, true);
    const rows = answer(
      records.map((cells) => [...cells]),
      { '05': 'nobody', '02': '2' },
      'Eve'
    );
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const semicolons = rows.map((cells) => `${cells.map(quoted).join(';')}\n`).join('');
    const preview = must(await pack.readAnswers(scope, new Blob([`\uFEFF${semicolons}`])));
    expect(preview).toMatchObject({ links: 1, ignores: 1, problemCount: 0 });
  });

  test('is refused row by row where it was changed, and as a whole where it is none', async () => {
    const rows = answer(await questions(), { '02': '=1', '03': '1', '04': '1', '05': 'new user', '06': 'new user' });
    rows[3][rows[0].indexOf('Account')] = '05';
    const preview = must(await pack.readAnswers(scope, asWorkbook(rows)));
    expect(preview.problems.map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'unknown-choice'],
      [3, 'unknown-choice'],
      [4, 'unknown-account'],
      [6, 'user-invalid']
    ]);
    expect(preview).toMatchObject({ creates: 1, links: 0, problemCount: 4 });
    const nothing = await pack.readAnswers(scope, new Blob([ACCOUNTS]));
    expect(nothing).toMatchObject({ ok: false, error: { kind: 'file-malformed' } });
    expect(await pack.readAnswers(scope, new Blob([]))).toMatchObject({ ok: false });
    expect(await pack.readAnswers(scope, new Blob(['PK\u0003\u0004 no zip']))).toMatchObject({ ok: false });
  });

  test('is held against what is there now', async () => {
    const rows = answer(await questions(), { '02': '1', '03': 'nobody', '04': '1' });
    must(await session.decisions.decide({ kind: 'assign', appId, row: asRow(2), userRow: asRow(0) }));
    const preview = must(await pack.readAnswers(scope, asWorkbook(rows)));
    expect(preview.problems.map(({ account, kind }) => [account, kind])).toEqual([['03', 'decided-since']]);
    must(await session.decisions.undo());
    expect(await pack.applyAnswers(preview.id, 'x')).toMatchObject({ ok: false, error: { kind: 'preview-outdated' } });
    expect(await pack.applyAnswers('answers-99', 'x')).toMatchObject({
      ok: false,
      error: { kind: 'preview-outdated' }
    });
  });

  test('of another workspace names no account of this one', async () => {
    const rows = answer(await questions(), { '02': '1' });
    const other = await openWithApp(engineOf, `Other ${Math.random()}`);
    await (await stage(engineOf, { kind: 'users', domainId: other.domainId }, USERS)).commit();
    await (await stage(engineOf, { kind: 'accounts', appId: other.appId }, ACCOUNTS)).commit();
    const otherSession = await openSession(engineOf, fakeLocks());
    const otherPack = new QuestionPack(otherSession.workspace, otherSession.decisions, ownThreadEvaluator());
    const preview = must(await otherPack.readAnswers({ kind: 'app', appId: other.appId }, asWorkbook(rows)));
    expect(preview.problems.map(({ kind }) => kind)).toEqual(['unknown-account']);
  });
});
