import { accountUser } from '../matching/account-draft';
import { withSynchronization, type App } from '../model/app';
import type { AppError } from '../model/app-error';
import { attributeLabel, type Attribute } from '../model/attribute';
import { asRow } from '../model/ids';
import { mappedAttributes } from '../model/import-recipe';
import { err, ok, type Result } from '../model/result';
import type { AttributeMapping, Synchronization } from '../model/synchronization';
import type { UsernameFormat } from '../model/username-format';
import type { CheckedExpression, Evaluator } from '../protocol/expression-api';
import type { PreviewedUser, PreviewedValue } from '../protocol/mapping-api';
import type { WindowRange } from '../protocol/proposed-row';
import { scheduleProblem } from '../schedule/schedule-problem';
import { schedulesSince } from '../schedule/schedules-since';
import { EvaluationRun, placed, type AccountRows } from './evaluation-run';
import { USERNAME_FORMAT_PLACE } from './format-usernames';
import type { OpenWorkspace } from './open-workspace';
import { projectColumns, type ProjectedColumn, type ProjectionSettings } from './project-users';

const MOST_PREVIEWED = 50;
/** Shown for every previewed user; attributes with a mapping stand behind them. */
const ALWAYS_SHOWN: readonly Attribute[] = ['userName', 'displayName', 'givenName', 'familyName', 'email'];

/** Attribute mappings and username formats: checked where they are written, tried on real rows, saved when they are good. */
export class Mappings {
  readonly #workspace: OpenWorkspace;
  readonly #evaluator: Evaluator;

  constructor(workspace: OpenWorkspace, evaluator: Evaluator) {
    this.#workspace = workspace;
    this.#evaluator = evaluator;
  }

  async check(app: App, text: string): Promise<Result<CheckedExpression, AppError>> {
    return this.#evaluator.check(text, await this.#known(app));
  }

  /** Refuses settings that cannot be read, as saving would, then tries them. */
  async preview(
    app: App,
    settings: ProjectionSettings,
    { start, end }: WindowRange
  ): Promise<Result<readonly PreviewedUser[], AppError>> {
    const own = await this.#inOwnForm(app, settings);
    if (!own.ok) return own;
    const tried = await this.#try(app, own.value, { start, end: Math.min(end, start + MOST_PREVIEWED) });
    if (!tried.ok) return tried;
    const { accounts, rows, columns } = tried.value;
    return ok(
      Array.from(rows, (row, place) => {
        const account = accountUser(accounts, row);
        const name = account.displayName || account.userName || account.email || '';
        return { row: asRow(row), name, values: previewedValues(account, columns, place) };
      })
    );
  }

  /** Settings whose expressions or schedules cannot be read are refused; the others are kept in our own form. */
  async save(app: App, synchronization: Synchronization): Promise<Result<App, AppError>> {
    const readable = await this.readable(app, synchronization);
    if (!readable.ok) return readable;
    return this.#workspace.updateApp(app.id, (current) => {
      const schedules = schedulesSince(current.synchronization.schedules, synchronization.schedules, Date.now());
      return withSynchronization(current, { ...readable.value, schedules });
    });
  }

  /** The settings as they would be kept; refused where they could not be saved. */
  async readable(app: App, synchronization: Synchronization): Promise<Result<Synchronization, AppError>> {
    const unreadable = scheduleProblem(synchronization.schedules);
    if (unreadable) return err({ kind: 'schedule-invalid', ...unreadable });
    const own = await this.#inOwnForm(app, synchronization);
    if (!own.ok) return own;
    const tried = await this.#try(app, own.value, { start: 0, end: MOST_PREVIEWED });
    return tried.ok ? ok({ ...synchronization, ...own.value }) : tried;
  }

  async #try(
    app: App,
    settings: ProjectionSettings,
    { start, end }: WindowRange
  ): Promise<Result<AccountRows & { readonly columns: readonly ProjectedColumn[] }, AppError>> {
    const { records } = await this.#workspace.lists.accounts(app.id);
    const count = Math.max(Math.min(end, records.rowCount) - start, 0);
    const accounts = { accounts: records, rows: Uint32Array.from({ length: count }, (_, i) => start + i) };
    const columns = await projectColumns(settings, accounts, new EvaluationRun(this.#evaluator));
    return columns.ok ? ok({ ...accounts, columns: columns.value }) : columns;
  }

  async #inOwnForm(
    app: App,
    { usernameFormat, mappings }: ProjectionSettings
  ): Promise<Result<ProjectionSettings, AppError>> {
    let format: UsernameFormat = usernameFormat;
    if (usernameFormat.kind === 'expression') {
      const checked = await this.#checkAt(app, usernameFormat.expression, USERNAME_FORMAT_PLACE);
      if (!checked.ok) return checked;
      format = { kind: 'expression', expression: checked.value.text };
    }
    const own: AttributeMapping[] = [];
    for (const { user, expression } of mappings) {
      const checked = await this.#checkAt(app, expression, attributeLabel(user));
      if (!checked.ok) return checked;
      own.push({ user, expression: checked.value.text });
    }
    return ok({ usernameFormat: format, mappings: own });
  }

  async #checkAt(app: App, text: string, where: string): Promise<Result<CheckedExpression, AppError>> {
    const checked = await this.check(app, text);
    return checked.ok ? checked : { ok: false, error: placed(checked.error, where) };
  }

  /** What the accounts have, or had in the last file. */
  async #known(app: App): Promise<readonly Attribute[]> {
    const { records } = await this.#workspace.lists.accounts(app.id);
    return [...records.attributes, ...mappedAttributes(app.lastMapping ?? [])];
  }
}

function previewedValues(
  account: Readonly<Partial<Record<Attribute, string>>>,
  columns: readonly ProjectedColumn[],
  place: number
): readonly PreviewedValue[] {
  const attributes = new Set([...ALWAYS_SHOWN, ...columns.map(({ attribute }) => attribute)]);
  return Array.from(attributes, (attribute) => {
    const column = columns.find((candidate) => candidate.attribute === attribute);
    return {
      attribute,
      value: column ? column.values[place].trim() : (account[attribute] ?? ''),
      failure: column?.failures.get(place)
    };
  });
}
