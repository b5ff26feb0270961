import { conflictFlags } from '../engine/conflicts';
import type { RecordSet } from '../engine/record-set';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { RowAnswer } from '../model/answered-decision';
import { must } from '../model/assert';
import type { PlanScope } from '../model/commit';
import { err, ok, type Result } from '../model/result';
import { STATUS_CODE } from '../model/status';
import { rulesInForce } from '../model/synchronization';
import { judgeAnswers, type AcceptedAnswer, type AskedNow, type JudgedAnswers } from '../plan/questions/answers';
import { askedRows, openReason } from '../plan/questions/asked-rows';
import { candidatesOf } from '../plan/questions/candidates';
import { closestWords } from '../plan/questions/closest-words';
import { askedPerson, MOST_CHOICES, type Question } from '../plan/questions/question';
import type { AnswerPreview, ExportedFile } from '../protocol/export-api';
import type { Evaluator } from '../protocol/expression-api';
import type { StepOutcome } from '../protocol/step-outcome';
import { readAnswerFile } from './answer-file';
import { answerSteps } from './answer-steps';
import { newUsers } from './answers-plan';
import { appsOf, nameOfScope } from './apps-of-scope';
import type { Decisions } from './decisions';
import { deriveUsernames } from './derive-usernames';
import { exportFileName } from './export-file-name';
import type { LoadedAccounts } from './lists';
import type { OpenWorkspace } from './open-workspace';
import { runSliced } from './run-sliced';
import type { RankedChoices, Suggestions } from './suggestions';

/** A sheet ends at 1,048,576 rows, one of which is the header. */
const MOST_QUESTIONS = 1_048_575;
const MOST_SHOWN = 100;

const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An app with its lists, as they are now. */
interface AskedApp {
  readonly app: App;
  readonly list: LoadedAccounts;
  readonly users: RecordSet;
  readonly keys: { readonly account: RecordKey; readonly user: RecordKey };
}

type RecordKey = Parameters<typeof askedPerson>[2];

interface Preview {
  readonly id: string;
  readonly revision: number;
  readonly accepted: readonly AcceptedAnswer[];
}

/** Asks people about ambiguous accounts by a spreadsheet, and takes their answers in. Keeps the last answers read. */
export class QuestionPack {
  readonly #workspace: OpenWorkspace;
  readonly #decisions: Decisions;
  readonly #evaluator: Evaluator;
  readonly #suggestions: Pick<Suggestions, 'best'> | undefined;
  #preview: Preview | undefined;
  #previewCount = 0;

  constructor(
    workspace: OpenWorkspace,
    decisions: Decisions,
    evaluator: Evaluator,
    suggestions?: Pick<Suggestions, 'best'>
  ) {
    this.#workspace = workspace;
    this.#decisions = decisions;
    this.#evaluator = evaluator;
    this.#suggestions = suggestions;
  }

  /** A workbook; as CSV for spreadsheets that read none. */
  async exportQuestions(scope: PlanScope, format: 'xlsx' | 'csv' = 'xlsx'): Promise<Result<ExportedFile, AppError>> {
    const questions: Question[] = [];
    for (const app of appsOf(this.#workspace, scope)) {
      const asked = await this.#questionsOf(app, MOST_QUESTIONS - questions.length);
      if (!asked.ok) return asked;
      for (const question of asked.value) questions.push(question);
    }
    if (questions.length === 0) return err({ kind: 'nothing-to-do' });
    const { questionCsv, questionWorkbook } = await import('../plan/questions/question-files');
    const parts: (Uint8Array<ArrayBuffer> | string)[] = [];
    const now = new Date();
    const pieces = format === 'csv' ? questionCsv(questions) : questionWorkbook(questions, now);
    await runSliced(collect(pieces, parts));
    const fileName = exportFileName(nameOfScope(this.#workspace, scope), 'questions', format);
    const type = format === 'csv' ? 'text/csv;charset=utf-8' : WORKBOOK_TYPE;
    return ok({ fileName, file: new Blob(parts, { type }), rows: questions.length });
  }

  /** What the answers would decide. Nothing is changed. */
  async readAnswers(scope: PlanScope, file: Blob): Promise<Result<AnswerPreview, AppError>> {
    const read = await readAnswerFile(file);
    if (!read.ok) return read;
    const apps = new Map<string, AskedApp>();
    for (const app of appsOf(this.#workspace, scope)) apps.set(app.id, await this.#open(app));
    const { revision } = this.#workspace.history;
    const judged = judgeAnswers(read.value.rows, read.value.columns, askedNow(apps));
    const checked = await this.#checkCreations(judged, apps);
    if (!checked.ok) return checked;
    const { accepted, refused, questions, answered, remarks } = checked.value;
    const id = `answers-${++this.#previewCount}`;
    this.#preview = { id, revision, accepted };
    const count = (kind: string) => accepted.filter(({ decision }) => decision.kind === kind).length;
    return ok({
      id,
      questions,
      answered,
      links: count('link'),
      creates: count('create'),
      ignores: count('ignore'),
      problemCount: refused.length,
      problems: refused.slice(0, MOST_SHOWN),
      remarkCount: remarks.length,
      remarks: remarks.slice(0, MOST_SHOWN)
    });
  }

  /** What was applied before a step failed stays, and is told. */
  async applyAnswers(previewId: string, by: string): Promise<Result<StepOutcome, AppError>> {
    const preview = this.#preview;
    if (preview?.id !== previewId || preview.revision !== this.#workspace.history.revision)
      return err({ kind: 'preview-outdated' });
    this.#preview = undefined;
    let outcome: Result<StepOutcome, AppError> = err({ kind: 'nothing-to-do' });
    let taken = 0;
    for (const { appId, answers, note } of answerSteps(preview.accepted, by.trim())) {
      const rows: RowAnswer[] = answers.map(({ row, decision }) => ({ row, decision }));
      outcome = await this.#decisions.decide({ kind: 'answers', appId, answers: rows, note });
      if (outcome.ok) taken += outcome.value.step.rowCount;
      else if (taken === 0) {
        this.#preview = preview;
        return outcome;
      } else return err({ kind: 'answers-in-part', taken, left: preview.accepted.length - taken });
    }
    return outcome;
  }

  async #open(app: App): Promise<AskedApp> {
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
    const keys = { account: lists.head(`accounts:${app.id}`).key, user: lists.head(`users:${app.domainId}`).key };
    return { app, list, users: users.records, keys };
  }

  async #questionsOf(app: App, most: number): Promise<Result<readonly Question[], AppError>> {
    const { list, users, keys } = await this.#open(app);
    const { lists } = this.#workspace;
    const rows = askedRows(list, users.rowCount).subarray(0, most);
    const accounts = await deriveUsernames(list.records, app.synchronization, this.#evaluator);
    if (!accounts.ok) return accounts;
    const rules = lists.head(`accounts:${app.id}`).rules ?? rulesInForce(app.synchronization);
    const found = await runSliced(candidatesOf({ users, accounts: accounts.value, rules }, rows, MOST_CHOICES));
    const ranked = (await this.#suggestions?.best(app, rows)) ?? new Map<number, RankedChoices>();
    const conflicts = conflictFlags(list, lists.claims(list, users.rowCount));
    return ok(
      Array.from(rows, (row) => {
        const best = ranked.get(row);
        const offered = [...new Set([...(best?.users ?? []), ...(found?.get(row) ?? [])])].slice(0, MOST_CHOICES);
        return {
          appId: app.id,
          appName: app.name,
          row,
          // Decided while candidates were looked for: asked all the same, and told then.
          reason: openReason(list, row, conflicts[row]) ?? 'waits',
          account: askedPerson(list.records, row, keys.account),
          candidates: offered.map((user) => ({ ...askedPerson(users, user, keys.user), row: user })),
          closest: closestWords(best?.evidence ?? [])
        };
      })
    );
  }

  /** New users that could not be made as the accounts are: missing names, usernames that are taken. */
  async #checkCreations(
    judged: JudgedAnswers,
    apps: ReadonlyMap<string, AskedApp>
  ): Promise<Result<JudgedAnswers, AppError>> {
    const accepted: AcceptedAnswer[] = [];
    const refused = [...judged.refused];
    for (const [appId, { app, list }] of apps) {
      const answers = judged.accepted.filter((answer) => answer.appId === appId);
      const users = await this.#workspace.lists.users(app.domainId);
      const made = await newUsers(answers, { list, users, app, evaluator: this.#evaluator });
      if (!made.ok) return made;
      for (const answer of answers) {
        if (answer.decision.kind !== 'create' || made.value.has(answer.row)) accepted.push(answer);
        else refused.push({ line: answer.line, account: answer.account, answer: answer.answer, kind: 'user-invalid' });
      }
    }
    return ok({ ...judged, accepted, refused: refused.toSorted((one, other) => one.line - other.line) });
  }
}

function askedNow(apps: ReadonlyMap<string, AskedApp>): AskedNow {
  const isRow = (records: RecordSet, row: number) => row < records.rowCount;
  return {
    account: (appId, row) => {
      const asked = apps.get(appId);
      if (!asked || !isRow(asked.list.records, row)) return undefined;
      return askedPerson(asked.list.records, row, asked.keys.account);
    },
    user: (appId, row) => {
      const { users, keys } = must(apps.get(appId), 'its account was found');
      return isRow(users, row) ? askedPerson(users, row, keys.user) : undefined;
    },
    isOpen: (appId, row) => {
      const { list } = must(apps.get(appId), 'its account was found');
      return list.decisions.status[row] === STATUS_CODE.unconfirmed;
    }
  };
}

function* collect<Part>(pieces: Iterable<Part>, parts: Part[]): Generator<void, void> {
  for (const piece of pieces) {
    parts.push(piece);
    yield;
  }
}
